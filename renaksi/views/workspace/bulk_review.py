"""Many reports that claim the same, in one table: what leaves no question is verified in one go."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.models import User
from foundation.web.verbs import SAFE, found_first
from renaksi.actions.bulk_reviews import BulkOutcome, verify_alike
from renaksi.permissions import is_verifier
from renaksi.queries.workspace.bulk_review import alike_table, marked_updates
from renaksi.queries.workspace.desk_queue import alike_groups
from renaksi.queries.workspace.queue_filters import QueueFilters
from renaksi.views.workspace.frame import page, person, show_404_unless


@login_required
@found_first(*SAFE, "POST")
def bulk_review(request: HttpRequest) -> HttpResponse:
    """`laporan` names reports, `seperti` one report and with it all that are like it."""
    user = person(request)
    show_404_unless(is_verifier(user))
    outcome = _verify(request, user) if request.method == "POST" else None
    if outcome is not None and outcome.verified and not outcome.refused:
        messages.success(request, _done(outcome))
        return redirect(request.get_full_path())
    table = alike_table(
        user,
        like=request.GET.get("seperti", ""),
        ids=request.GET.getlist("laporan"),
        page=request.GET.get("page"),
        at=timezone.now(),
    )
    context = {
        "table": table,
        "groups": () if table.rows else alike_groups(user, QueueFilters()),
        **_told(outcome),
    }
    went_badly = outcome is not None and not outcome.verified
    return page(request, "bulk_review", context, status=422 if went_badly else 200)


def _verify(request: HttpRequest, user: User) -> BulkOutcome:
    updates = marked_updates(user, request.POST.getlist("laporan"))
    return verify_alike(updates=updates, by=user, at=timezone.now())


def _told(outcome: BulkOutcome | None) -> dict[str, object]:
    if outcome is None:
        return {}
    return {
        "done": _done(outcome) if outcome.verified else "",
        "refused": [f"{update.institution}, {update}: {refusal}" for update, refusal in outcome.refused],
        "nothing_marked": not outcome.verified and not outcome.refused,
    }


def _done(outcome: BulkOutcome) -> str:
    count = len(outcome.verified)
    return ngettext("%(n)s laporan terverifikasi.", "%(n)s laporan terverifikasi.", count) % {"n": count}
