"""The expected reports of one round, each with its owner, where it stands, and what the rates ask of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from renaksi.domain.periods import ExpectedReport, Window
from renaksi.domain.round import RoundName, RoundStage, VersionFacts, first_submission, stage_of
from renaksi.enums import PeriodState, ReviewVerdict, UpdateState
from renaksi.models import PeriodExtension, ProgressUpdate, ReportingPeriod, Review, UpdateEvent
from renaksi.queries.expected import expected_milestones
from renaksi.queries.guards import window_of
from renaksi.queries.versions import REOPENED


@dataclass(frozen=True, slots=True)
class RoundReport:
    """One milestone in the round; `owner_id` is `None` if nobody reports on it."""

    milestone_id: int
    plan_id: int
    owner_id: int | None
    stage: RoundStage
    report: ExpectedReport


@dataclass(frozen=True, slots=True)
class _Limit:
    """Of one institution in one period: its last day, and whether a new report may still come."""

    last_day: date
    may_still_send: bool


Extensions = Mapping[tuple[int, int], date]


def round_reports(
    name: RoundName,
    periods: Collection[ReportingPeriod],
    extensions: Extensions,
    *,
    today: date,
    owner_id: int | None = None,
) -> list[RoundReport]:
    """Of all institutions, or of one. `periods` are of this round, at most one per plan; three queries."""
    by_plan = {period.plan_id: period for period in periods}
    versions, verdicts = _versions(periods), _first_verdicts(periods)
    # As `local_day`, for thousands of moments at once.
    zone = timezone.get_current_timezone()
    limits: dict[tuple[int, int | None], _Limit] = {}
    found = []
    for milestone_id, plan_id, owner in _expected(name, by_plan, owner_id, today):
        limit = limits.get((plan_id, owner))
        if limit is None:
            limit = limits[plan_id, owner] = _limit(by_plan[plan_id], extensions, owner, today)
        theirs, verdict = versions.get(milestone_id, ()), verdicts.get(milestone_id)
        first = first_submission(theirs, was_judged=verdict is not None)
        found.append(
            RoundReport(
                milestone_id,
                plan_id,
                owner,
                stage_of(theirs, may_still_send=limit.may_still_send),
                ExpectedReport(limit.last_day, first.astimezone(zone).date() if first else None, verdict),
            )
        )
    return found


def _expected(
    name: RoundName, plans: Collection[int], owner_id: int | None, today: date
) -> Iterable[tuple[int, int, int | None]]:
    expected = expected_milestones(name.quarter, plans=plans, today=today).with_owner_id()
    if owner_id is not None:
        expected = expected.filter(owner_id=owner_id)  # type: ignore[misc]  # annotated
    return expected.order_by().values_list("pk", "commitment__plan_id", "owner_id")  # type: ignore[misc]  # annotated


def _limit(period: ReportingPeriod, extensions: Extensions, owner_id: int | None, today: date) -> _Limit:
    extended = extensions.get((period.pk, owner_id)) if owner_id else None
    window: Window = window_of(period, extended)
    closed_early = period.state == PeriodState.CLOSED and extended is None
    return _Limit(window.last_day, today <= window.last_day and not closed_early)


def extensions_in(periods: Iterable[ReportingPeriod]) -> dict[tuple[int, int], PeriodExtension]:
    """By period and institution; one query."""
    found = PeriodExtension.objects.filter(period__in=[period.pk for period in periods])
    return {(one.period_id, one.institution_id): one for one in found}


def _versions(periods: Iterable[ReportingPeriod]) -> Mapping[int, list[VersionFacts]]:
    rows = (
        ProgressUpdate.objects.filter(
            period__in=[period.pk for period in periods], superseded_at__isnull=True
        )
        .exclude(state=UpdateState.WITHDRAWN)
        .order_by()
        .values_list("milestone_id", "state", "is_current", "first_submitted_at")
    )
    found: dict[int, list[VersionFacts]] = defaultdict(list)
    for milestone_id, state, is_current, first_submitted_at in rows:
        found[milestone_id].append(VersionFacts(_STATES[state], is_current, first_submitted_at))
    return found


_STATES = {state.value: state for state in UpdateState}


def _first_verdicts(periods: Iterable[ReportingPeriod]) -> dict[int, bool]:
    """By milestone, whether the first verdict of the period verified it; a mistaken one gives way to the next."""
    ids = [period.pk for period in periods]
    again = UpdateEvent.objects.filter(
        transition=REOPENED, update__period__in=ids, update__corrects__superseded_at__isnull=False
    )
    rows = (
        Review.objects.filter(update__period__in=ids)
        .exclude(update__state=UpdateState.WITHDRAWN)
        .exclude(update__in=again.values("update__corrects"))
        .order_by("at", "pk")
        .values_list("update__milestone_id", "verdict")
    )
    found: dict[int, bool] = {}
    for milestone_id, verdict in rows:
        found.setdefault(milestone_id, verdict == ReviewVerdict.VERIFIED)
    return found
