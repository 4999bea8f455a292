"""Serah terima: choose from whom, say what and to whom, look at what moves, confirm; a receipt at the end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_manage_accounts, may_manage_focal_points
from foundation.web.pagination import paginate
from foundation.web.verbs import SAFE, found_first
from renaksi.actions.handover import hand_over
from renaksi.actions.refusals import Refused
from renaksi.forms.handover import GiverForm, HandoverForm
from renaksi.queries.workspace.handover import (
    handover_receipt,
    handovers_readable_by,
    places_of,
    preview,
)
from renaksi.queries.workspace.people import officers
from renaksi.views.workspace.frame import hidden_from_others, page, person, show_404_unless

PER_PAGE = 25


@login_required
@found_first(*SAFE)
def handovers(request: HttpRequest) -> HttpResponse:
    """The receipts, and the choice of whose work goes to somebody else."""
    user = person(request)
    show_404_unless(may_manage_focal_points(user))
    form = GiverForm(request.GET if "giver" in request.GET else None, officers=officers(user))
    if form.is_bound and form.is_valid():
        return redirect("workspace:handover", form.cleaned_data["giver"].pk)
    found = paginate(handovers_readable_by(user), request.GET.get("page"), PER_PAGE)
    receipts = [handover_receipt(one) for one in found.items]
    return page(request, "handovers", {"form": form, "page": found, "receipts": receipts})


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    show_404_unless(may_manage_focal_points(user))
    giver = get_object_or_404(officers(user), pk=pk)
    form = _form(request, giver)
    shown = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("action") != "edit":
            shown = preview(giver, form.cleaned_data["taker"], form.institution)
        if request.POST.get("action") == "confirm":
            try:
                return _confirm(request, giver, form)
            except Refused as refusal:
                form.show_problems(refusal.problems)
    context = {"giver": giver, "form": form, "preview": None if form.errors else shown}
    return page(request, "handover", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, giver: User) -> HandoverForm:
    user = person(request)
    return HandoverForm(
        request.POST if request.method == "POST" else None,
        institutions=places_of(giver, user),
        with_desk=may_manage_accounts(user) and giver.plan_grants.exists(),
        takers=officers(user).filter(is_active=True).exclude(pk=giver.pk),
    )


def _confirm(request: HttpRequest, giver: User, form: HandoverForm) -> HttpResponse:
    made = hand_over(
        giver=giver,
        taker=form.cleaned_data["taker"],
        institution=form.institution,
        reason=form.cleaned_data["reason"],
        by=person(request),
        at=timezone.now(),
    )
    messages.success(request, _("Serah terima selesai. Keduanya diberi tahu."))
    return redirect("workspace:handover_receipt", made.receipt)


@login_required
@found_first(*SAFE)
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    user = person(request)
    found = get_object_or_404(handovers_readable_by(user), receipt=receipt)
    context = {"receipt": handover_receipt(found), "may_hand_over": may_manage_focal_points(user)}
    return page(request, "handover_receipt", context)
