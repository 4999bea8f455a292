from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.working_days import (
    add_working_days,
    is_working_day,
    next_working_day,
    previous_working_day,
)

# A made-up week: Wednesday 10 to Friday 12 March 2027 off, Monday 15 too.
LEAVE = frozenset({date(2027, 3, 10), date(2027, 3, 11), date(2027, 3, 12), date(2027, 3, 15)})
TUESDAY_BEFORE, TUESDAY_AFTER = date(2027, 3, 9), date(2027, 3, 16)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
holidays = st.frozensets(days, max_size=40)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        pytest.param(date(2027, 3, 8), True, id="Monday"),
        pytest.param(TUESDAY_BEFORE, True, id="the day before the leave"),
        pytest.param(date(2027, 3, 10), False, id="holiday"),
        pytest.param(date(2027, 3, 13), False, id="Saturday"),
        pytest.param(date(2027, 3, 14), False, id="Sunday"),
        pytest.param(TUESDAY_AFTER, True, id="the day after the leave"),
    ],
)
def test_working_days_are_weekdays_without_holidays(day: date, worked: bool):
    assert is_working_day(day, LEAVE) == worked


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        pytest.param(TUESDAY_BEFORE, TUESDAY_BEFORE, TUESDAY_BEFORE, id="a working day is both"),
        pytest.param(date(2027, 3, 10), TUESDAY_BEFORE, TUESDAY_AFTER, id="over leave, weekend and leave"),
        pytest.param(date(2027, 3, 6), date(2027, 3, 5), date(2027, 3, 8), id="a plain Saturday"),
    ],
)
def test_nearest_working_days(day: date, before: date, after: date):
    assert (previous_working_day(day, LEAVE), next_working_day(day, LEAVE)) == (before, after)


@pytest.mark.parametrize(
    ("day", "count", "reached"),
    [
        pytest.param(TUESDAY_BEFORE, 0, TUESDAY_BEFORE, id="none"),
        pytest.param(TUESDAY_BEFORE, 1, TUESDAY_AFTER, id="one, over the leave"),
        pytest.param(TUESDAY_BEFORE, 4, date(2027, 3, 19), id="four"),
        pytest.param(date(2027, 3, 13), 1, date(2027, 3, 17), id="counted from the first day worked"),
    ],
)
def test_adding_working_days(day: date, count: int, reached: date):
    assert add_working_days(day, count, LEAVE) == reached


@given(days, holidays)
def test_nothing_is_worked_between_a_day_and_the_next_working_day(day: date, off: frozenset[date]):
    reached = next_working_day(day, off)
    between = [day + timedelta(n) for n in range((reached - day).days)]
    assert is_working_day(reached, off)
    assert [one for one in between if is_working_day(one, off)] == []


@given(days, st.integers(0, 30), holidays)
def test_as_many_days_are_worked_as_were_added(day: date, count: int, off: frozenset[date]):
    reached = add_working_days(day, count, off)
    passed = (day + timedelta(n) for n in range((reached - day).days + 1))
    assert sum(is_working_day(one, off) for one in passed) == count + 1
