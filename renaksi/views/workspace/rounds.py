"""The secretariat's rounds: the list, and the next one opened in one step."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext

from foundation.web.verbs import SAFE, found_first
from renaksi.actions.refusals import Refused
from renaksi.actions.rounds import open_round
from renaksi.domain.round import RoundName
from renaksi.forms.admin_periods import proposed_days
from renaksi.forms.round import OpenRoundForm, RoundNameForm
from renaksi.permissions import may_decide
from renaksi.queries.workspace.rounds import (
    PlanInRound,
    next_to_open,
    plans_in_round,
    rounds_so_far,
    running_plans,
)
from renaksi.views.workspace.frame import page, person, show_404_unless


@login_required
@found_first(*SAFE, "POST")
def rounds(request: HttpRequest) -> HttpResponse:
    """`?code=B06&year=2026` proposes that round, else the one of the quarter that runs today."""
    show_404_unless(may_decide(person(request)))
    today = timezone.localdate()
    asked = RoundNameForm(request.GET or None)
    name = asked.chosen(next_to_open(today))
    offered = plans_in_round(name, today=today)
    form = _form(request, name, offered)
    if request.method == "POST" and form.is_valid() and _open(request, name, form):
        return redirect("workspace:round", name.slug)
    context = {
        "rounds": rounds_so_far(),
        "name": name,
        "name_form": RoundNameForm(initial={"code": name.code, "year": name.year}, label_suffix=""),
        "form": form,
        "plans": offered,
        "chosen": form.chosen_plans,
        "can_open": any(plan.can_be_opened for plan in offered),
    }
    return page(request, "rounds", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, name: RoundName, offered: tuple[PlanInRound, ...]) -> OpenRoundForm:
    chosen = [str(plan.id) for plan in offered if plan.is_chosen and plan.can_be_opened]
    initial = {**proposed_days(name.code, name.year), "plans": chosen}
    return OpenRoundForm(request.POST if request.method == "POST" else None, initial=initial, plans=offered)


def _open(request: HttpRequest, name: RoundName, form: OpenRoundForm) -> bool:
    """Whether it went well; what is in the way stands in the form."""
    given = form.cleaned_data
    try:
        opened = open_round(
            code=name.code,
            year=name.year,
            plans=list(running_plans().filter(pk__in=given["plans"])),
            window=given["window"],
            by=person(request),
            at=timezone.now(),
        )
    except Refused as refusal:
        form.show_problems(refusal.problems)
        return False
    told = ngettext(
        "Putaran %(name)s dibuka untuk %(n)s rencana aksi. Narahubungnya diberi tahu.",
        "Putaran %(name)s dibuka untuk %(n)s rencana aksi. Narahubungnya diberi tahu.",
        len(opened),
    )
    messages.success(request, told % {"name": name, "n": len(opened)})
    return True
