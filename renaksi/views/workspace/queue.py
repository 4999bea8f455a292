"""The verifiers' queue: what waits, filtered and sorted; who has it open; what is alike."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from foundation.web.verbs import SAFE, found_first
from renaksi.forms.queue import QueueFilterForm
from renaksi.permissions import is_verifier, plans_verified_by
from renaksi.queries.workspace.desk_queue import alike_groups, queue_page
from renaksi.queries.workspace.keys import queue_keys
from renaksi.queries.workspace.queue_filters import counts_for
from renaksi.views.workspace.frame import page, person, show_404_unless

GROUPS_BESIDE = 3


@login_required
@found_first(*SAFE)
def queue(request: HttpRequest) -> HttpResponse:
    user = person(request)
    show_404_unless(is_verifier(user))
    filters = QueueFilterForm(request.GET).filters()
    found = queue_page(
        user, filters, page=request.GET.get("page"), today=timezone.localdate(), at=timezone.now()
    )
    context = {
        "form": QueueFilterForm.showing(filters, counts_for(user, filters)),
        "page": found,
        "lines": found.items,
        "groups": alike_groups(user, filters)[:GROUPS_BESIDE],
        "keys": queue_keys(),
        "is_filtered": filters.narrows,
        "is_grouped": filters.sort == "alike",
        "has_plans": found.total > 0 or plans_verified_by(user).exists(),
    }
    return page(request, "queue", context)
