"""The secretariat opens, closes and extends reporting periods."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from foundation.audit.actions import record
from institutions.models import Institution
from renaksi.actions.refusals import refuse_if
from renaksi.actions.steps import require
from renaksi.domain.update_flow import Problem
from renaksi.enums import NoticeKind, PeriodState
from renaksi.models import PeriodExtension, ReportingPeriod
from renaksi.notifications.notices import tell
from renaksi.permissions import focal_points_of, may_decide


@transaction.atomic
def open_period(*, period: ReportingPeriod, by: User) -> ReportingPeriod:
    """From its opening day on, institutions may report. Raises Refused."""
    return _change_state(period, PeriodState.PLANNED, PeriodState.OPEN, "period_not_planned", by)


@transaction.atomic
def close_period(*, period: ReportingPeriod, by: User) -> ReportingPeriod:
    """Nothing new comes in, whatever the dates say; extensions and returned updates go on. Raises Refused."""
    return _change_state(period, PeriodState.OPEN, PeriodState.CLOSED, "period_not_open", by)


def _change_state(
    period: ReportingPeriod, source: PeriodState, target: PeriodState, problem: str, by: User
) -> ReportingPeriod:
    require(may_decide(by))
    found = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    refuse_if(Problem(problem) if found.state != source else None)
    found.state = target
    found.save(update_fields=["state"])
    record(action=f"period.{target}", by=by, target=found)
    return found


@transaction.atomic
def extend_period(
    *,
    period: ReportingPeriod,
    institution: Institution,
    closes_on: date,
    reason: str,
    by: User,
    at: datetime,
) -> PeriodExtension:
    """More time for one institution, whose focal points are told; a second extension replaces the first. Raises Refused."""
    require(may_decide(by))
    refuse_if(
        Problem("extension_not_longer", "closes_on") if closes_on <= period.closes_on else None,
        Problem("extension_over", "closes_on") if closes_on < timezone.localdate(at) else None,
        Problem("reason_missing", "reason") if not reason.strip() else None,
    )
    extension, _created = PeriodExtension.objects.update_or_create(
        period=period,
        institution=institution,
        defaults={"closes_on": closes_on, "reason": reason.strip(), "by": by},
    )
    facts = {"institution": institution.pk, "closes_on": closes_on}
    record(action="period.extended", by=by, target=period, data=facts)
    tell(
        focal_points_of(institution),
        NoticeKind.EXTENDED,
        key=f"extended:{period.pk}:{institution.pk}:{closes_on}",
        at=at,
        period=period,
        institution=institution,
    )
    return extension


@transaction.atomic
def extend_in_round(
    *,
    periods: Collection[ReportingPeriod],
    institution: Institution,
    closes_on: date,
    reason: str,
    by: User,
    at: datetime,
) -> None:
    """More time for one institution in every plan of a round on which it reports, or in none. Raises Refused."""
    require(may_decide(by))
    refuse_if(Problem("extension_without_period") if not periods else None)
    for period in periods:
        extend_period(
            period=period, institution=institution, closes_on=closes_on, reason=reason, by=by, at=at
        )
