"""What a verifier may do on the desk: each button of the form is one step, and nothing that was typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from renaksi.actions.bulk_reviews import accept_rest
from renaksi.actions.refusals import Refused
from renaksi.actions.review_locks import hold_lock, take_over_lock
from renaksi.actions.reviews import judge_item, return_update, start_review, verify_update
from renaksi.domain.update_flow import Problem
from renaksi.enums import ReturnReason
from renaksi.forms.review import ItemForm, VerdictForm
from renaksi.models import EvidenceItem, ProgressUpdate
from renaksi.queries.workspace.care import held_back
from renaksi.queries.workspace.queue_filters import QueueFilters, next_after
from renaksi.queries.workspace.update import UpdatePage
from renaksi.views.workspace.frame import person

TEMPLATE = "template-"


@dataclass
class Desk:
    request: HttpRequest
    update: ProgressUpdate
    content: UpdatePage
    filters: QueueFilters
    items: dict[int, ItemForm]
    form: VerdictForm

    @property
    def went_well(self) -> bool:
        return not self.form.errors and not any(form.errors for form in self.items.values())

    @property
    def url(self) -> str:
        return _address("workspace:review", self.filters, self.update.pk)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Each at its proof or field, the rest on top; what is told of every proof is told once."""
        for problem in problems:
            form: ItemForm | VerdictForm = self.items.get(problem.item_id or 0) or self.form
            form.show_problems((problem,))


def _address(name: str, filters: QueueFilters, *keys: int) -> str:
    return reverse(name, args=keys) + (f"?{filters.query}" if filters.query else "")


def take_step_of(desk: Desk) -> HttpResponse | None:
    """Where to go on; None shows the page again, with what was typed and what is in the way."""
    action = desk.request.POST.get("action", "")
    if action.startswith(TEMPLATE):
        return None
    if action in _WITHOUT_JUDGING:
        return _answered(desk, action, _WITHOUT_JUDGING[action])
    if desk.form.is_valid():
        _judge_items(desk)
    return _answered(desk, action, _STEPS.get(action, _keep_verdicts)) if desk.went_well else None


def _answered(desk: Desk, action: str, step: Callable[[Desk], str]) -> HttpResponse | None:
    try:
        done = step(desk)
    except Refused as refusal:
        desk.show_problems(refusal.problems)
        return None
    if not desk.went_well:
        return None
    messages.success(desk.request, done)
    return None if action == "take_over" else _next(desk, action)


def _next(desk: Desk, action: str) -> HttpResponse:
    """To the next report of the list once this one has its verdict, unless some of its proofs wait for a look."""
    if action not in {"verify", "return"}:
        return redirect(desk.url)
    waiting = held_back(desk.update) if action == "verify" else 0
    if not waiting:
        return redirect(_next_url(desk))
    told = ngettext(
        "%(n)s bukti belum tayang karena mungkin memuat data pribadi. Buka bukti itu, lalu putuskan.",
        "%(n)s bukti belum tayang karena mungkin memuat data pribadi. Buka tiap bukti itu, lalu putuskan.",
        waiting,
    )
    messages.warning(desk.request, told % {"n": waiting})
    return redirect("workspace:update", desk.update.pk)


def _next_url(desk: Desk) -> str:
    pk = next_after(desk.update, person(desk.request), desk.filters, timezone.now())
    if pk is None:
        return _address("workspace:queue", desk.filters)
    return _address("workspace:review", desk.filters, pk)


def _judge_items(desk: Desk) -> None:
    """Each on its own. What keeps this person from judging at all is said once."""
    rows = EvidenceItem.objects.filter(update=desk.update).select_related("update")
    items = {item.pk: item for item in rows}
    for pk, form in desk.items.items():
        if not form.is_valid() or not form.has_changed():
            continue
        try:
            judge_item(item=items[pk], by=person(desk.request), at=timezone.now(), **form.judgement())
        except Refused as refusal:
            desk.show_problems(refusal.problems)
            if any(problem.item_id is None for problem in refusal.problems):
                return


def _keep_verdicts(desk: Desk) -> str:
    start_review(update=desk.update, by=person(desk.request), at=timezone.now())
    return _("Penilaian bukti tersimpan. Laporan belum diverifikasi.")


def _accept_rest(desk: Desk) -> str:
    desk.show_problems(accept_rest(update=desk.update, by=person(desk.request), at=timezone.now()))
    return _("Semua bukti yang belum dinilai diterima. Laporan belum diverifikasi.")


def _verify(desk: Desk) -> str:
    given = desk.form.cleaned_data
    verify_update(
        update=desk.update,
        verified_value=given.get("verified_value"),
        verified_step=given.get("verified_step"),
        note=given["remark"],
        despite_refused=given["despite_refused"],
        by=person(desk.request),
        at=timezone.now(),
    )
    return _("Terverifikasi: nilainya sudah tampil kepada publik.")


def _return(desk: Desk) -> str:
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


def _hold(desk: Desk) -> str:
    hold_lock(update=desk.update, by=person(desk.request), at=timezone.now())
    return _("Anda menelaah laporan ini: verifikator lain melihat, tetapi tidak dapat memutus.")


def _take_over(desk: Desk) -> str:
    take_over_lock(update=desk.update, by=person(desk.request), at=timezone.now())
    return _("Telaah diambil alih. Verifikator sebelumnya diberi tahu pada langkah berikutnya.")


_STEPS = {"verify": _verify, "return": _return, "accept_rest": _accept_rest}
_WITHOUT_JUDGING = {"hold": _hold, "take_over": _take_over}
