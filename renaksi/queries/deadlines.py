"""The days that reporting asks for, of the plans that everybody may read: for the agenda and its calendar."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Max, Q

from foundation.audit.models import AuditEntry
from foundation.languages import Told, told
from renaksi.enums import PeriodState, PlanState
from renaksi.models import ActionPlan, Commitment, ReportingPeriod

# What changes a day that somebody may have put down already.
CHANGES_A_DAY = ("period.window_moved", "period.closed")


class DeadlineKind(StrEnum):
    """In the order of a period's days."""

    OPENS = "opens"
    CLOSES = "closes"
    VERIFY_BY = "verify_by"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day of one period of one plan; a whole day in WIB.

    `called_off`: the round was closed before that day came. `changes` counts what moved it or called it off;
    `changed_at` is when the period was last written to, as far as it was written down.
    """

    kind: DeadlineKind
    day: date
    code: str
    year: int
    plan: Told
    plan_slug: str
    plan_url: str
    called_off: bool
    changes: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Changes:
    count: int = 0
    last: datetime | None = None


def public_deadlines(
    *, since: date, today: date, plan_slug: str = "", region_code: str = ""
) -> tuple[Deadline, ...]:
    """From `since` on, earliest first; of running real plans alone. Two queries.

    Of a province also what its regencies and cities report on.
    """
    plans = ActionPlan.objects.public().real().filter(state=PlanState.ACTIVE)
    if plan_slug:
        plans = plans.filter(slug=plan_slug)
    if region_code:
        plans = plans.filter(_of_region(region_code))
    periods = ReportingPeriod.objects.filter(plan__in=plans, verify_by__gte=since).select_related("plan")
    found = list(periods)
    changes = _changes([period.pk for period in found])
    deadlines = (
        one
        for period in found
        for one in _deadlines(period, today, changes.get(str(period.pk), _Changes()))
        if one.day >= since
    )
    return tuple(sorted(deadlines, key=lambda one: (one.day, one.plan_slug, one.year, one.code)))


def _of_region(code: str) -> Q:
    """A plan of the region's own, or one with a promise there."""
    promised = (
        Commitment.objects.public()
        .filter(Q(region__code=code) | Q(region__province__code=code))
        .values("plan")
    )
    return Q(region__code=code) | Q(region__province__code=code) | Q(pk__in=promised)


def _changes(keys: Collection[int]) -> Mapping[str, _Changes]:
    rows = (
        AuditEntry.objects.filter(
            target_type=ReportingPeriod._meta.label_lower, target_id__in=[str(key) for key in keys]
        )
        .order_by()
        .values_list("target_id")
        .annotate(count=Count("pk", filter=Q(action__in=CHANGES_A_DAY)), last=Max("at"))
    )
    return {key: _Changes(count, last) for key, count, last in rows}


def _deadlines(period: ReportingPeriod, today: date, changes: _Changes) -> Iterator[Deadline]:
    days = {
        DeadlineKind.OPENS: period.opens_on,
        DeadlineKind.CLOSES: period.closes_on,
        DeadlineKind.VERIFY_BY: period.verify_by,
    }
    closed = period.state == PeriodState.CLOSED
    for kind, day in days.items():
        yield Deadline(
            kind=kind,
            day=day,
            code=period.code,
            year=period.year,
            plan=told(period.plan, "label"),
            plan_slug=period.plan.slug,
            plan_url=period.plan.get_absolute_url(),
            # What was sent in before is still verified.
            called_off=closed and kind != DeadlineKind.VERIFY_BY and day >= today,
            changes=changes.count,
            changed_at=changes.last,
        )
