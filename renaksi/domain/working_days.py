"""Days on which offices work: Monday to Friday without holidays and collective leave, which are an argument."""

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays


def next_working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself if it is one."""
    while not is_working_day(day, holidays):
        day += _DAY
    return day


def previous_working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself if it is one."""
    while not is_working_day(day, holidays):
        day -= _DAY
    return day


def add_working_days(day: date, count: int, holidays: Collection[date]) -> date:
    """The working day that many after it; 0: the day itself, or the next one that is worked."""
    day = next_working_day(day, holidays)
    for _number in range(count):
        day = next_working_day(day + _DAY, holidays)
    return day
