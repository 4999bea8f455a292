from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from foundation.web.pagination import paginate
from foundation.web.verbs import SAFE, found_first
from renaksi.permissions import is_approver, is_monitor, is_reporter, is_verifier
from renaksi.queries.workspace.home import home_page
from renaksi.queries.workspace.queue import queue_line, receipts_of
from renaksi.views.workspace.frame import page, person, show_404_unless

RECEIPTS_PER_PAGE = 25


@login_required
@found_first(*SAFE)
def home(request: HttpRequest) -> HttpResponse:
    """Reporters see what they owe; the others are led to where their work is."""
    user = person(request)
    if is_reporter(user):
        return page(request, "home", {"home": home_page(user, today=timezone.localdate())})
    if is_verifier(user):
        return redirect("workspace:queue")
    if is_approver(user):
        return redirect("workspace:approvals")
    if is_monitor(user):
        return redirect("workspace:monitoring")
    return page(request, "no_role", {})


@login_required
@found_first(*SAFE)
def receipts(request: HttpRequest) -> HttpResponse:
    show_404_unless(is_reporter(person(request)))
    today = timezone.localdate()
    found = paginate(receipts_of(person(request)), request.GET.get("page"), RECEIPTS_PER_PAGE)
    lines = [queue_line(update, today=today, url_name="workspace:update") for update in found.items]
    return page(request, "receipts", {"page": found, "lines": lines})
