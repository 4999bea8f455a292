"""Let a proof be shown, keep it internal, or take it down."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.actions.publishing import clear_hints, keep_internal
from evidence.actions.takedown import TakedownRefused, take_down
from evidence.enums import EvidenceState, TakedownReason
from evidence.models import Evidence
from evidence.permissions import may_judge, may_take_down
from foundation.web.verbs import SAFE, found_first
from renaksi.forms.takedown import TakedownForm
from renaksi.queries.workspace.care import takedown_page
from renaksi.views.workspace.frame import hidden_from_others, page, person, show_404_unless


@login_required
@hidden_from_others
def publication(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`action` says what the person decided after a look at it: `clear` or `internal`."""
    evidence = get_object_or_404(Evidence, public_id=public_id)
    user = person(request)
    show_404_unless(may_judge(user, evidence) or may_take_down(user, evidence))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if request.POST.get("action") == "clear":
        cleared = clear_hints(evidence=evidence, by=user, at=timezone.now())
        is_public = cleared.state == EvidenceState.PUBLISHED
        messages.success(
            request,
            _("Tercatat: bukan data pribadi. Bukti ini sekarang tayang.")
            if is_public
            else _("Tercatat: bukan data pribadi. Bukti ini tayang setelah laporannya diverifikasi."),
        )
    elif request.POST.get("action") == "internal":
        keep_internal(evidence=evidence, by=user)
        messages.success(request, _("Bukti ini sekarang internal: publik tidak dapat membukanya."))
    return redirect("workspace:proof", public_id)


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def takedown(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Asks and explains; afterwards, and for whoever comes later, it is the receipt."""
    known = Evidence.objects.select_related("institution", "taken_down_by")
    evidence = get_object_or_404(known, public_id=public_id)
    user = person(request)
    show_404_unless(may_take_down(user, evidence))
    form = TakedownForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            _take_down(request, evidence, form)
        except TakedownRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("workspace:takedown", public_id)
    content = {"proof": takedown_page(evidence, user=user), "form": form}
    response = page(request, "takedown", content, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    return response


def _take_down(request: HttpRequest, evidence: Evidence, form: TakedownForm) -> None:
    take_down(
        evidence=evidence,
        reason=TakedownReason(form.cleaned_data["reason"]),
        note=form.cleaned_data["note"],
        by=person(request),
        at=timezone.now(),
    )
    messages.success(request, _("Diturunkan. Mulai sekarang tidak ada yang dapat membukanya."))
