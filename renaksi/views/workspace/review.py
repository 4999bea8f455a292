"""The verifier's desk: what waits, and one report with its evidence."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.web.pagination import paginate
from foundation.web.verbs import SAFE, found_first
from renaksi.actions.refusals import Refused
from renaksi.actions.reviews import judge_item, return_update, start_review, verify_update
from renaksi.enums import WAITING_FOR_VERDICT_STATES, ReturnReason
from renaksi.forms.review import ItemForm, QueueFilterForm, VerdictForm
from renaksi.models import EvidenceItem, ProgressUpdate
from renaksi.permissions import is_verifier, plans_verified_by
from renaksi.queries.guards import involved_in, measure_of
from renaksi.queries.workspace.care import held_back
from renaksi.queries.workspace.queue import queue_line, waiting_for_verdict
from renaksi.queries.workspace.update import UpdatePage, update_page
from renaksi.views.workspace.frame import find_update, hidden_from_others, page, person, show_404_unless

PER_PAGE = 25


@login_required
@found_first(*SAFE)
def queue(request: HttpRequest) -> HttpResponse:
    show_404_unless(is_verifier(person(request)))
    form = QueueFilterForm(request.GET, user=person(request))
    chosen = form.chosen()
    found = paginate(waiting_for_verdict(person(request), chosen), request.GET.get("page"), PER_PAGE)
    today = timezone.localdate()
    lines = [queue_line(one, today=today, url_name="workspace:review") for one in found.items]
    context = {
        "form": form,
        "page": found,
        "lines": lines,
        "is_filtered": bool(chosen),
        "has_plans": plans_verified_by(person(request)).exists(),
    }
    return page(request, "queue", context)


@dataclass
class _Desk:
    request: HttpRequest
    update: ProgressUpdate
    content: UpdatePage
    items: dict[int, ItemForm]
    form: VerdictForm

    @property
    def went_well(self) -> bool:
        return not self.form.errors and not any(form.errors for form in self.items.values())


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What has its verdict already is shown on its own page."""
    mine = ProgressUpdate.objects.filter(milestone__commitment__plan__in=plans_verified_by(person(request)))
    found = find_update(mine, pk)
    if found.state not in WAITING_FOR_VERDICT_STATES:
        if request.method == "POST":
            messages.error(request, _("Laporan ini tidak sedang menunggu telaah: keadaannya sudah berubah."))
        return redirect("workspace:update", pk)
    desk = _desk(request, found)
    if request.method == "POST":
        return _judge(desk)
    return _show(desk)


def _desk(request: HttpRequest, update: ProgressUpdate) -> _Desk:
    content = update_page(update, today=timezone.localdate())
    data = request.POST if request.method == "POST" else None
    proofs = [proof for requirement in content.requirements for proof in requirement.proofs]
    return _Desk(
        request=request,
        update=update,
        content=content,
        items={proof.item_id: ItemForm(data, proof=proof) for proof in proofs if not proof.is_gone},
        form=VerdictForm(data, update=update, is_quantity=measure_of(update.milestone).is_quantity),
    )


def _judge(desk: _Desk) -> HttpResponse:
    """Proofs first, each on its own; then the verdict on the whole, if one is asked for."""
    action = desk.request.POST.get("action")
    if desk.form.is_valid():
        _judge_items(desk)
    if desk.went_well:
        try:
            done = _ACTIONS.get(action or "", _keep_verdicts)(desk)
        except Refused as refusal:
            _show_problems(desk, refusal)
        else:
            messages.success(desk.request, done)
            return _next(desk, action or "")
    return _show(desk)


def _next(desk: _Desk, action: str) -> HttpResponse:
    """To the queue once the report has its verdict, unless some of its proofs wait for another look."""
    if action not in {"verify", "return"}:
        return redirect("workspace:review", desk.update.pk)
    waiting = held_back(desk.update) if action == "verify" else 0
    if not waiting:
        return redirect("workspace:queue")
    told = ngettext(
        "%(n)s bukti belum tayang karena mungkin memuat data pribadi. Buka bukti itu, lalu putuskan.",
        "%(n)s bukti belum tayang karena mungkin memuat data pribadi. Buka tiap bukti itu, lalu putuskan.",
        waiting,
    )
    messages.warning(desk.request, told % {"n": waiting})
    return redirect("workspace:update", desk.update.pk)


def _judge_items(desk: _Desk) -> None:
    items = {
        item.pk: item for item in EvidenceItem.objects.filter(update=desk.update).select_related("update")
    }
    for pk, form in desk.items.items():
        if not form.is_valid() or not form.has_changed():
            continue
        try:
            judge_item(item=items[pk], by=person(desk.request), at=timezone.now(), **form.judgement())
        except Refused as refusal:
            form.show_problems(refusal.problems)


def _keep_verdicts(desk: _Desk) -> str:
    start_review(update=desk.update, by=person(desk.request), at=timezone.now())
    return _("Penilaian bukti tersimpan. Laporan belum diverifikasi.")


def _verify(desk: _Desk) -> str:
    given = desk.form.cleaned_data
    verify_update(
        update=desk.update,
        verified_value=given.get("verified_value"),
        verified_step=given.get("verified_step"),
        note=given["remark"],
        by=person(desk.request),
        at=timezone.now(),
    )
    return _("Terverifikasi: nilainya sudah tampil kepada publik.")


def _return(desk: _Desk) -> str:
    given = desk.form.cleaned_data
    code = given["reason_code"]
    return_update(
        update=desk.update,
        reason_code=ReturnReason(code) if code else None,
        note=given["note"],
        by=person(desk.request),
        at=timezone.now(),
    )
    return _("Dikembalikan kepada pelapor dengan alasannya.")


_ACTIONS = {"verify": _verify, "return": _return}


def _show_problems(desk: _Desk, refusal: Refused) -> None:
    """Each at its proof or field; nothing that was typed is lost."""
    for problem in refusal.problems:
        form = desk.items.get(problem.item_id or 0)
        (form or desk.form).show_problems((problem,))


def _show(desk: _Desk) -> HttpResponse:
    context = {
        "update": desk.content,
        "form": desk.form,
        "requirements": [
            {"requirement": one, "proofs": [(proof, desk.items.get(proof.item_id)) for proof in one.proofs]}
            for one in desk.content.requirements
            if one.proofs or one.id
        ],
        "refused_items": [form for form in desk.items.values() if form.errors],
        "is_own_work": person(desk.request).pk in involved_in(desk.update),
        "went_well": desk.went_well,
    }
    return page(desk.request, "review", context, status=200 if desk.went_well else 422)
