from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.formats import month_name, month_year

# Percents left free at both ends, for the marks.
SIDE = 3
MOST_TICKS = 4
# Today is shown if it is at most so many days, or half the whole span, away from the rest.
NEAR = 366
# Months between two ticks, from the finest to the coarsest.
STEPS = (1, 3, 6, 12, 24, 60)


@dataclass(frozen=True)
class TimeAxis:
    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def place(self, day: date) -> float:
        """Percent of the width."""
        return SIDE + (100 - 2 * SIDE) * (day - self.first).days / (self.last - self.first).days

    def ticks(self) -> Iterator[tuple[date, str]]:
        """First days of months, in the finest even step that leaves room for the words.

        January says its year, any other month its name; the first one says both.
        """
        for index, day in enumerate(self._even_days()):
            if day.month == 1:
                yield day, str(day.year)
            else:
                yield day, month_name(day) if index else month_year(day)

    def _even_days(self) -> list[date]:
        months = range(_month_number(self.first), _month_number(self.last) + 1)
        for step in STEPS:
            days = [date(number // 12, number % 12 + 1, 1) for number in months if number % step == 0]
            days = [day for day in days if self.holds(day)]
            if len(days) <= MOST_TICKS:
                return days
        return days


def axis_around(days: Iterable[date | None], today: date) -> TimeAxis | None:
    """From the first day to the last, and today too if it is near; None without any day."""
    known = sorted(day for day in days if day is not None)
    if not known:
        return None
    near = max((known[-1] - known[0]) / 2, timedelta(days=NEAR))
    if known[0] - near <= today <= known[-1] + near:
        known = sorted([*known, today])
    if known[0] == known[-1]:
        return TimeAxis(known[0] - timedelta(days=30), known[-1] + timedelta(days=30))
    return TimeAxis(known[0], known[-1])


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
