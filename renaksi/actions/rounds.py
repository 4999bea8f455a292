"""The secretariat opens one round of reporting for many plans in one step: for all of them, or for none."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from foundation.audit.actions import record
from renaksi.actions.refusals import refuse_if
from renaksi.actions.schedule import period_of
from renaksi.actions.steps import require
from renaksi.domain.periods import Window
from renaksi.domain.round import RoundName
from renaksi.domain.update_flow import Problem
from renaksi.enums import NoticeKind, PeriodCode, PeriodState, PlanState
from renaksi.models import ActionPlan, ReportingPeriod
from renaksi.notifications.notices import tell
from renaksi.permissions import may_decide
from renaksi.queries.round_reporters import focal_points_by_plan


@transaction.atomic
def open_round(
    *, code: PeriodCode, year: int, plans: Collection[ActionPlan], window: Window, by: User, at: datetime
) -> list[ReportingPeriod]:
    """Plans the period where it is missing, opens it, and tells who reports; returns what was opened now.

    `window` is for plans without that period; planned ones keep their days, open ones stay as they are.
    Raises Refused, with all that is in the way of any plan.
    """
    require(may_decide(by))
    name = RoundName(code, year)
    periods = _periods(name, plans, window)
    refuse_if(
        Problem("round_without_plans", "plans") if not periods else None,
        *_in_the_way(periods, timezone.localdate(at)),
    )
    opened = [_opened(period, by) for period in periods if period.state == PeriodState.PLANNED]
    _tell(name, opened, at)
    return opened


@transaction.atomic
def close_round(*, code: PeriodCode, year: int, by: User) -> list[ReportingPeriod]:
    """Every open period of the round, whatever its days say; returns what was closed now.

    Extensions and returned updates go on. Raises Refused if nothing is open.
    """
    require(may_decide(by))
    standing = ReportingPeriod.objects.select_for_update().filter(
        code=code, year=year, state=PeriodState.OPEN, plan__country=settings.SITE_COUNTRY
    )
    periods = list(standing.order_by("pk"))
    refuse_if(Problem("round_not_open") if not periods else None)
    ReportingPeriod.objects.filter(pk__in=[period.pk for period in periods]).update(state=PeriodState.CLOSED)
    for period in periods:
        record(action="period.closed", by=by, target=period)
    return periods


def _periods(name: RoundName, plans: Collection[ActionPlan], window: Window) -> list[ReportingPeriod]:
    """One for each plan, those that are missing not saved yet. The plans are held: two admins open once."""
    held = ActionPlan.objects.select_for_update().filter(pk__in=[plan.pk for plan in plans]).order_by("pk")
    rows = {plan.pk: plan for plan in held}
    known = ReportingPeriod.objects.select_related("plan").filter(
        plan__in=rows, code=name.code, year=name.year
    )
    by_plan = {period.plan_id: period for period in known}
    return [by_plan.get(pk) or period_of(plan, name.code, name.year, window) for pk, plan in rows.items()]


def _in_the_way(periods: Iterable[ReportingPeriod], today: date) -> Iterator[Problem]:
    for period in periods:
        plan = period.plan
        if not plan.live or plan.state != PlanState.ACTIVE or plan.country != settings.SITE_COUNTRY:
            yield Problem("round_plan_not_running", "plans", about=plan.label)
        elif period.state == PeriodState.CLOSED:
            yield Problem("round_closed", "plans", about=plan.label)
        elif period.state == PeriodState.PLANNED and period.closes_on < today:
            yield Problem("round_over", "closes_on", about=plan.label)


def _opened(period: ReportingPeriod, by: User) -> ReportingPeriod:
    was_missing = period.pk is None
    period.state = PeriodState.OPEN
    period.save()
    record(action="period.open", by=by, target=period, data={"planned_now": was_missing})
    return period


def _tell(name: RoundName, periods: Collection[ReportingPeriod], at: datetime) -> None:
    """Each focal point once in a round, also if a plan is opened later than another."""
    people = focal_points_by_plan(name, [period.plan_id for period in periods], today=timezone.localdate(at))
    for period in periods:
        tell(
            people.get(period.plan_id, ()),
            NoticeKind.ROUND_OPENED,
            key=f"{NoticeKind.ROUND_OPENED}:{name.slug}",
            at=at,
            period=period,
        )
