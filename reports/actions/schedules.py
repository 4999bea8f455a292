"""Reports that are asked for by themselves, once for each period.

Nobody gets a mail: the desk shows them to whoever may publish, and nothing is public before a person publishes it.
"""

import logging
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from foundation.audit.actions import record
from renaksi.domain.working_days import next_working_day
from renaksi.models import ReportingPeriod
from renaksi.queries.holidays import holiday_dates
from reports.actions.batches import request_batch
from reports.actions.requesting import ReportRefused, request_report
from reports.domain.outlines import place_in_term, possible_kinds
from reports.enums import ReportKind, ReportLanguage
from reports.models import ReportSchedule
from reports.subject import Subject

logger = logging.getLogger(__name__)

_DAY = timedelta(days=1)


def request_due_reports(now: datetime) -> int:
    """Of each schedule, the report of the newest period that is due and was not asked for; how many schedules had one."""
    today, holidays = timezone.localdate(now), holiday_dates()
    active = ReportSchedule.objects.filter(is_active=True, plan__live=True).select_related("plan")
    found = [(one, period) for one in active if (period := _due(one, today, holidays))]
    return sum(_request(schedule, period) for schedule, period in found)


def _due(schedule: ReportSchedule, today: date, holidays: Collection[date]) -> ReportingPeriod | None:
    """What was missed meanwhile is not made up for: the newest period tells of the others too."""
    periods = schedule.plan.periods.filter(verify_by__lt=today)
    if schedule.last_period is not None:
        periods = periods.filter(ends_on__gt=schedule.last_period.ends_on)
    for period in periods.order_by("-ends_on"):
        if next_working_day(period.verify_by + _DAY, holidays) <= today and _may_end(schedule, period):
            return period
    return None


def _may_end(schedule: ReportSchedule, period: ReportingPeriod) -> bool:
    place = place_in_term(schedule.plan.start_on, schedule.plan.end_on, period.ends_on)
    return schedule.kind in possible_kinds(period.code, place)


@transaction.atomic
def _request(schedule: ReportSchedule, period: ReportingPeriod) -> bool:
    """False if another sweep was faster."""
    mine = ReportSchedule.objects.filter(pk=schedule.pk, last_period=schedule.last_period)
    if not mine.update(last_period=period):
        return False
    record(action="report_schedule.due", by=None, target=schedule, data={"period": period.pk})
    kind, language = ReportKind(schedule.kind), ReportLanguage(schedule.language)
    try:
        request_report(subject=Subject(kind, schedule.plan, period, language=language), by=None)
    except ReportRefused as refusal:
        # Published by hand already, perhaps; the regions may still be wanted.
        logger.info("schedule %s, period %s: %s", schedule.pk, period, refusal)
    if schedule.for_each_region:
        _request_regions(schedule, period)
    return True


def _request_regions(schedule: ReportSchedule, period: ReportingPeriod) -> None:
    try:
        request_batch(
            plan=schedule.plan, kind=schedule.kind, period=period, language=schedule.language, by=None
        )
    except ReportRefused as refusal:
        logger.info("schedule %s, period %s, regions: %s", schedule.pk, period, refusal)
