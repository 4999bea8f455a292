"""The secretariat types in what came by letter or message: for whom, the letter, then the same report form."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from evidence.uploads import UploadRefused
from foundation.web.verbs import SAFE, found_first
from renaksi.actions.on_behalf import start_on_behalf
from renaksi.actions.refusals import Refused
from renaksi.enums import PeriodState
from renaksi.forms.on_behalf import BehalfChoiceForm, LetterForm
from renaksi.models import Milestone, ProgressUpdate, ReportingPeriod
from renaksi.permissions import may_write_on_behalf
from renaksi.queries.guards import window_for
from renaksi.queries.workspace.behalf_choice import behalf_lines
from renaksi.queries.workspace.deadlines import deadline_of
from renaksi.queries.workspace.milestones import milestone_card
from renaksi.views.workspace.frame import hidden_from_others, page, person, show_404_unless


@login_required
@found_first(*SAFE)
def choose(request: HttpRequest) -> HttpResponse:
    show_404_unless(may_write_on_behalf(person(request)))
    today = timezone.localdate()
    form = BehalfChoiceForm(request.GET, today=today)
    lines = None
    if form.is_valid():
        lines = behalf_lines(form.cleaned_data["period"], form.cleaned_data["institution"], today=today)
    return page(request, "on_behalf", {"form": form, "lines": lines})


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def letter(request: HttpRequest, period: int, milestone: int) -> HttpResponse:
    show_404_unless(may_write_on_behalf(person(request)))
    found, found_period = _place(period, milestone)
    begun = ProgressUpdate.objects.current().filter(milestone=found, period=found_period).first()
    if begun is not None and begun.on_behalf_source_id is not None:
        return redirect("workspace:report", period, milestone)
    form = LetterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _begin(request, form, found, found_period):
        return redirect("workspace:report", period, milestone)
    return _show(request, form, found, found_period)


def _place(period: int, milestone: int) -> tuple[Milestone, ReportingPeriod]:
    milestones = Milestone.objects.select_related("commitment__plan", "responsible")
    found = get_object_or_404(milestones.filter(commitment__live=True), pk=milestone)
    periods = ReportingPeriod.objects.exclude(state=PeriodState.PLANNED)
    return found, get_object_or_404(periods, pk=period, plan=found.commitment.plan)


def _begin(request: HttpRequest, form: LetterForm, milestone: Milestone, period: ReportingPeriod) -> bool:
    given = form.cleaned_data
    try:
        start_on_behalf(
            milestone=milestone,
            period=period,
            letter=given["letter"],
            title=given["title"],
            dated=given["dated"],
            by=person(request),
            at=timezone.now(),
            idempotency_key=given["key"],
        )
    except UploadRefused as refusal:
        form.add_error("letter", str(refusal))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def _show(
    request: HttpRequest, form: LetterForm, milestone: Milestone, period: ReportingPeriod
) -> HttpResponse:
    today = timezone.localdate()
    owner = milestone.owner
    window = window_for(period, owner.pk if owner else 0)
    context = {
        "form": form,
        "milestone": milestone_card(milestone, today),
        "period": period,
        "institution": owner,
        "deadline": deadline_of(window, today, returned=False),
    }
    return page(request, "on_behalf_letter", context, status=422 if form.errors else 200)
