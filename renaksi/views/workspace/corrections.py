"""A new version of a report with its verdict: begun with a reason, and given up again."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.web.verbs import SAFE, found_first
from renaksi.actions.corrections import correct_update, give_up_correction, reopen_verdict
from renaksi.actions.refusals import Refused
from renaksi.forms.correction import CorrectionReasonForm
from renaksi.models import ProgressUpdate
from renaksi.permissions import may_verify, may_write, updates_readable_by
from renaksi.queries.workspace.update import update_page
from renaksi.queries.workspace.version_steps import may_correct, may_reopen
from renaksi.views.workspace.frame import find_update, hidden_from_others, page, person, show_404_unless


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Its reason first, then the report as everybody writes it."""
    found = find_update(updates_readable_by(person(request)), pk)
    show_404_unless(may_write(person(request), found))
    if not may_correct(found):
        return _no_longer(request, found)
    return _ask(request, found, "correction", _correct)


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def undo_verdict(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_update(updates_readable_by(person(request)), pk)
    show_404_unless(may_verify(person(request), found.milestone.commitment.plan))
    if not may_reopen(found):
        return _no_longer(request, found)
    return _ask(request, found, "undo_verdict", _reopen)


@login_required
@hidden_from_others
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_update(updates_readable_by(person(request)), pk)
    show_404_unless(may_write(person(request), found))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        give_up_correction(update=found, by=person(request), at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("workspace:update", pk)
    messages.success(request, _("Koreksi diurungkan. Versi sebelumnya berlaku seperti semula."))
    return redirect("workspace:update", found.corrects_id)


def _no_longer(request: HttpRequest, update: ProgressUpdate) -> HttpResponse:
    """Somebody was faster, or the state is another: the page of the report says which."""
    messages.error(request, _("Langkah ini tidak dapat diambil pada versi ini. Keadaannya ada di bawah."))
    return redirect("workspace:update", update.pk)


def _ask(
    request: HttpRequest,
    update: ProgressUpdate,
    template: str,
    act: Callable[[HttpRequest, ProgressUpdate, str], HttpResponse],
) -> HttpResponse:
    form = CorrectionReasonForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            return act(request, update, form.cleaned_data["reason"])
        except Refused as refusal:
            form.show_problems(refusal.problems)
    context = {"update": update_page(update, today=timezone.localdate()), "form": form}
    return page(request, template, context, status=422 if form.errors else 200)


def _correct(request: HttpRequest, update: ProgressUpdate, reason: str) -> HttpResponse:
    draft = correct_update(update=update, reason=reason, by=person(request), at=timezone.now())
    messages.success(
        request,
        _(
            "Draf koreksi dimulai. Ubah yang keliru, lalu kirim. "
            "Versi lama tetap dihitung sampai koreksi terverifikasi."
        ),
    )
    return redirect("workspace:report", draft.period_id, draft.milestone_id)


def _reopen(request: HttpRequest, update: ProgressUpdate, reason: str) -> HttpResponse:
    again = reopen_verdict(update=update, reason=reason, by=person(request), at=timezone.now())
    messages.success(
        request, _("Putusan dibatalkan. Laporan ini menunggu putusan baru; pelapor diberi tahu.")
    )
    return redirect("workspace:review", again.pk)
