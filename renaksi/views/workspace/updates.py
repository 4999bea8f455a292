"""A report after it was sent: its page, its receipt, its recall."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.web.verbs import SAFE, found_first
from renaksi.actions.refusals import Refused
from renaksi.actions.updates import recall_update
from renaksi.enums import EDITABLE_STATES
from renaksi.permissions import may_verify, may_write, may_write_on_behalf, updates_readable_by
from renaksi.queries.guards import involved_in
from renaksi.queries.workspace.update import update_page
from renaksi.queries.workspace.version_steps import may_correct, may_give_up, may_recall, may_reopen
from renaksi.views.workspace.frame import find_update, hidden_from_others, page, person


@login_required
@found_first(*SAFE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_update(updates_readable_by(person(request)), pk)
    writer = may_write(person(request), found)
    verifier = may_verify(person(request), found.milestone.commitment.plan)
    may_continue = writer and found.is_current and found.state in EDITABLE_STATES
    return page(
        request,
        "update",
        {
            "update": update_page(found, today=timezone.localdate()),
            "report_args": found if may_continue else None,
            "may_recall": writer and may_recall(found),
            "may_correct": writer and may_correct(found),
            "may_give_up": writer and may_give_up(found),
            "may_reopen": verifier and may_reopen(found) and person(request).pk not in involved_in(found),
        },
    )


@login_required
@found_first(*SAFE)
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_update(updates_readable_by(person(request)).exclude(receipt=""), pk)
    content = update_page(found, today=timezone.localdate())
    context = {
        "update": content,
        "has_proofs": any(requirement.proofs for requirement in content.requirements),
        "report_path": reverse("workspace:report", args=[found.period_id, found.milestone_id]),
        "may_type_in": may_write_on_behalf(person(request)),
    }
    return page(request, "receipt", context)


@login_required
@hidden_from_others
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_update(updates_readable_by(person(request)), pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        recall_update(update=found, by=person(request), at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("workspace:update", pk)
    messages.success(request, _("Laporan ditarik kembali menjadi draf. Kirim lagi setelah diperbaiki."))
    return redirect("workspace:report", found.period_id, found.milestone_id)
