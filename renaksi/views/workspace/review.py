"""The verifier's desk: one report with its evidence beside it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from evidence.views.door import logged
from foundation.web.verbs import SAFE, found_first
from renaksi.enums import WAITING_FOR_VERDICT_STATES
from renaksi.forms.queue import QueueFilterForm
from renaksi.forms.review import ItemForm, VerdictForm, with_template
from renaksi.models import ProgressUpdate
from renaksi.permissions import plans_verified_by
from renaksi.queries.guards import involved_in, measure_of
from renaksi.queries.reason_templates import reason_templates
from renaksi.queries.review_locks import lock_of
from renaksi.queries.workspace.desk import DeskProofs, desk_proofs, evidence_of
from renaksi.queries.workspace.keys import desk_keys
from renaksi.queries.workspace.queue_filters import next_after
from renaksi.queries.workspace.update import update_page
from renaksi.queries.workspace.viewer import viewer_page
from renaksi.views.workspace.desk_steps import Desk, take_step_of
from renaksi.views.workspace.frame import find_update, hidden_from_others, page, person


def updates_to_judge(user: User) -> QuerySet[ProgressUpdate]:
    return ProgressUpdate.objects.filter(milestone__commitment__plan__in=plans_verified_by(user))


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What has its verdict already is shown on its own page."""
    found = find_update(updates_to_judge(person(request)), pk)
    if found.state not in WAITING_FOR_VERDICT_STATES:
        if request.method == "POST":
            messages.error(request, _("Laporan ini tidak sedang menunggu telaah: keadaannya sudah berubah."))
        return redirect("workspace:update", pk)
    desk = _desk(request, found)
    answer = take_step_of(desk) if request.method == "POST" else None
    return answer or _show(desk)


def _desk(request: HttpRequest, update: ProgressUpdate) -> Desk:
    content = update_page(update, today=timezone.localdate())
    templates = reason_templates()
    data = with_template(request.POST, templates) if request.method == "POST" else None
    proofs = [proof for requirement in content.requirements for proof in requirement.proofs]
    return Desk(
        request=request,
        update=update,
        content=content,
        filters=QueueFilterForm(request.GET).filters(),
        items={
            proof.item_id: ItemForm(data, proof=proof, templates=templates)
            for proof in proofs
            if not proof.is_gone
        },
        form=VerdictForm(
            data,
            update=update,
            is_quantity=measure_of(update.milestone).is_quantity,
            templates=templates,
        ),
    )


def _show(desk: Desk) -> HttpResponseBase:
    request, user = desk.request, person(desk.request)
    query = desk.filters.query
    proofs = desk_proofs(desk.content.requirements, chosen=request.GET.get("bukti", ""), query=query)
    lock = lock_of(desk.update, user, timezone.now())
    context = {
        "update": desk.content,
        "form": desk.form,
        "requirements": _requirements(desk, proofs),
        "proofs": proofs,
        "refused_items": [form for form in desk.items.values() if form.errors],
        "asks_despite": any(form["verdict"].value() == "refused" for form in desk.items.values()),
        "is_own_work": user.pk in involved_in(desk.update),
        "lock": lock,
        # Who typed something keeps it in sight, whoever has the report now.
        "is_closed": lock.is_others and request.method != "POST",
        "went_well": desk.went_well,
        "keys": desk_keys(),
        "query": query,
        "next": next_after(desk.update, user, desk.filters, timezone.now()),
    }
    return _with_proof(desk, context, proofs)


def _requirements(desk: Desk, proofs: DeskProofs) -> list[dict[str, object]]:
    return [
        {
            "requirement": one,
            "proofs": [(proofs.lines[proof.item_id], desk.items.get(proof.item_id)) for proof in one.proofs],
        }
        for one in desk.content.requirements
        if one.proofs or one.id
    ]


def _with_proof(desk: Desk, context: dict[str, object], proofs: DeskProofs) -> HttpResponseBase:
    """What is shown beside the report is opened, and so is written down like any other opening."""
    status = 200 if desk.went_well else 422
    evidence = evidence_of(proofs.shown, person(desk.request)) if proofs.shown else None
    if evidence is None:
        return page(desk.request, "review", context, status=status)
    shown = viewer_page(evidence, user=person(desk.request))
    response: HttpResponseBase = page(desk.request, "review", {**context, "proof": shown}, status=status)
    if shown.stage == "shown":
        response = logged(desk.request, response, evidence, "page")
    response["Cache-Control"] = "private, no-store"
    return response
