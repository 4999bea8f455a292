from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from foundation.web.verbs import SAFE, found_first
from renaksi.permissions import is_approver, is_monitor, is_reporter, is_verifier
from renaksi.queries.workspace.home import home_page
from renaksi.views.workspace.frame import page, person


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
