"""The rounds so far, and what would be opened with the next one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, QuerySet

from foundation.formats import long_date
from renaksi.domain.round import RoundName
from renaksi.enums import PeriodCode, PeriodState, PlanState
from renaksi.models import ActionPlan, ReportingPeriod
from renaksi.queries.expected import expected_milestones


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """`state` is the one that the round is furthest in: open as long as it is open for one plan."""

    name: str
    slug: str
    state: str
    word: str
    opens_on: date
    closes_on: date
    plans: tuple[str, ...]
    is_sample: bool


@dataclass(frozen=True, slots=True)
class PlanInRound:
    """A running plan as it stands before the round is opened. `is_chosen`: it is monitored, so it is proposed."""

    id: int
    label: str
    is_sample: bool
    is_chosen: bool
    state: str
    word: str
    window: str
    institutions: int
    milestones: int

    @property
    def can_be_opened(self) -> bool:
        return self.state in {"", PeriodState.PLANNED}


def next_to_open(today: date) -> RoundName:
    """The round of the quarter that runs, or the one after it where that one is open already."""
    running = RoundName.running_on(today)
    begun = ReportingPeriod.objects.filter(
        code=running.code, year=running.year, plan__country=settings.SITE_COUNTRY
    ).exclude(state=PeriodState.PLANNED)
    return running.following if begun.exists() else running


def rounds_so_far() -> tuple[RoundSummary, ...]:
    """The newest first; one query."""
    found: dict[RoundName, list[ReportingPeriod]] = defaultdict(list)
    periods = ReportingPeriod.objects.filter(plan__country=settings.SITE_COUNTRY).select_related("plan")
    for period in periods.order_by("-ends_on", "plan__is_sample", "plan__label"):
        found[RoundName(PeriodCode(period.code), period.year)].append(period)
    return tuple(_summary(name, theirs) for name, theirs in found.items())


def _summary(name: RoundName, periods: list[ReportingPeriod]) -> RoundSummary:
    states = {PeriodState(period.state) for period in periods}
    by_weight = (PeriodState.OPEN, PeriodState.PLANNED, PeriodState.CLOSED)
    state = next(one for one in by_weight if one in states)
    return RoundSummary(
        name=str(name),
        slug=name.slug,
        state=state.value,
        word=str(state.label),
        opens_on=min(period.opens_on for period in periods),
        closes_on=max(period.closes_on for period in periods),
        plans=tuple(period.plan.label for period in periods),
        is_sample=all(period.plan.is_sample for period in periods),
    )


def running_plans() -> QuerySet[ActionPlan, ActionPlan]:
    """Published and running plans of the site's own country, real ones first."""
    found = ActionPlan.objects.public().filter(state=PlanState.ACTIVE).with_monitored()
    return found.order_by("is_sample", "label", "pk")


def plans_in_round(name: RoundName, *, today: date) -> tuple[PlanInRound, ...]:
    """What opening the round would open: three queries for any number of plans."""
    plans = list(running_plans())
    ids = [plan.pk for plan in plans]
    periods = ReportingPeriod.objects.filter(plan__in=ids, code=name.code, year=name.year)
    known = {period.plan_id: period for period in periods}
    counts = _counts(name, ids, today)
    return tuple(_plan_in_round(plan, known.get(plan.pk), *counts.get(plan.pk, (0, 0))) for plan in plans)


def _counts(name: RoundName, plans: Iterable[int], today: date) -> dict[int, tuple[int, int]]:
    """By plan, how many institutions have how many milestones to report on."""
    rows = (
        expected_milestones(name.quarter, plans=list(plans), today=today)
        .with_owner_id()
        .order_by()
        .values("commitment__plan_id")
        .annotate(institutions=Count("owner_id", distinct=True), milestones=Count("pk"))
    )
    return {row["commitment__plan_id"]: (row["institutions"], row["milestones"]) for row in rows}


def _plan_in_round(
    plan: ActionPlan, period: ReportingPeriod | None, institutions: int, milestones: int
) -> PlanInRound:
    return PlanInRound(
        id=plan.pk,
        label=plan.label,
        is_sample=plan.is_sample,
        is_chosen=plan.monitored,
        state=period.state if period else "",
        word=str(PeriodState(period.state).label) if period else "",
        window=f"{long_date(period.opens_on)} – {long_date(period.closes_on)}" if period else "",
        institutions=institutions,
        milestones=milestones,
    )
