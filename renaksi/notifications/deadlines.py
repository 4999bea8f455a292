"""The deadline that a reminder is about, as it stands now: an extension since then counts."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from renaksi.domain.dates import PartialDate
from renaksi.domain.periods import Window, may_return_until
from renaksi.enums import DatePrecision
from renaksi.models import Notice, PeriodExtension, ReportingPeriod
from renaksi.queries.guards import window_of


class Deadlines:
    """Of any number of notices, in one query."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        periods = {notice.period_id for notice in notices} - {None}
        extensions = PeriodExtension.objects.filter(period__in=periods) if periods else []
        self._extended = {(one.period_id, one.institution_id): one.closes_on for one in extensions}

    def of(self, notice: Notice) -> date:
        """The day of the notice itself if it is about nothing that ends."""
        if notice.period is not None:
            window = self._window(notice.period, notice.institution_id)
            return may_return_until(window) if notice.update_id else window.last_day
        if notice.milestone is not None and notice.milestone.due_on is not None:
            precision = DatePrecision(notice.milestone.due_precision)
            return PartialDate.holding(notice.milestone.due_on, precision).last_day
        return timezone.localdate(notice.at)

    def _window(self, period: ReportingPeriod, institution_id: int | None) -> Window:
        extended = self._extended.get((period.pk, institution_id)) if institution_id else None
        return window_of(period, extended)
