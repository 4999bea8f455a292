"""The expected reports of one round, each with its owner, where it stands, and what the rates ask of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from renaksi.domain.periods import ExpectedReport, Window
from renaksi.domain.round import RoundName, RoundStage, first_submission, stage_of
from renaksi.enums import PeriodState
from renaksi.models import PeriodExtension, ReportingPeriod
from renaksi.queries.expected import expected_milestones
from renaksi.queries.guards import window_of
from renaksi.queries.period_submissions import Wanted, first_verdicts_in, versions_in


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
    wanted = Wanted([period.pk for period in periods])
    versions, verdicts = versions_in(wanted), first_verdicts_in(wanted)
    # As `local_day`, for thousands of moments at once.
    zone = timezone.get_current_timezone()
    limits: dict[tuple[int, int | None], _Limit] = {}
    found = []
    for milestone_id, plan_id, owner in _expected(name, by_plan, owner_id, today):
        limit = limits.get((plan_id, owner))
        if limit is None:
            limit = limits[plan_id, owner] = _limit(by_plan[plan_id], extensions, owner, today)
        key = by_plan[plan_id].pk, milestone_id
        theirs, verdict = versions.get(key, ()), verdicts.get(key)
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
