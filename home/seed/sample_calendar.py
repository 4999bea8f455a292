"""The sample plan's quarters, counted back from the day of the first start: 0 is the open one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from renaksi.domain.periods import Window, default_window, quarter_bounds
from renaksi.enums import PeriodCode

OPENED_DAYS_AGO = 12
CLOSES_IN_DAYS = 16
VERIFY_IN_DAYS = 37
_CODES = (PeriodCode.B03, PeriodCode.B06, PeriodCode.B09, PeriodCode.B12)


@dataclass(frozen=True, slots=True)
class SampleCalendar:
    """`quarter` arguments count back: 1 is the quarter before the open one, -1 the one after."""

    today: date

    def code(self, quarter: int) -> tuple[PeriodCode, int]:
        index = self.today.year * 4 + (self.today.month - 1) // 3 - quarter
        return _CODES[index % 4], index // 4

    def first_day(self, quarter: int) -> date:
        return quarter_bounds(*self.code(quarter)).first_day

    def last_day(self, quarter: int) -> date:
        return quarter_bounds(*self.code(quarter)).last_day

    def window(self, quarter: int) -> Window:
        """The open quarter's window lies around today, so that there is something to report at any time."""
        if quarter:
            return default_window(*self.code(quarter))
        return Window(
            opens=self.today - timedelta(days=OPENED_DAYS_AGO),
            closes=self.today + timedelta(days=CLOSES_IN_DAYS),
            verify_by=self.today + timedelta(days=VERIFY_IN_DAYS),
        )

    def reported_at(self, quarter: int) -> datetime:
        """Four days after the window opened, 10.00 WIB."""
        return _morning(self.window(quarter).opens + timedelta(days=4))

    def reviewed_at(self, quarter: int) -> datetime:
        return _morning(self.window(quarter).opens + timedelta(days=11))

    def taken_down_at(self, quarter: int) -> datetime:
        """Somebody noticed what nobody should have seen, nine days after it was published."""
        return self.reviewed_at(quarter) + timedelta(days=9)


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
