from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.reminders import (
    CATCH_UP_DAYS,
    LADDER,
    Rung,
    approval_is_late,
    first_and_last_deadline,
    goes_out_on,
    holidays_to_ask_for,
    rungs_due,
)
from renaksi.domain.working_days import is_working_day

# A Friday; the first three rungs fall on Fridays and a Thursday.
DEADLINE = date(2026, 10, 30)
SUNDAY = date(2026, 11, 1)
DUE_14, DUE_7, DUE_1, OVERDUE_1, OVERDUE_7, OVERDUE_30, HEAD, LIST = LADDER
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
holidays = st.frozensets(days, max_size=60)


def told_on(day: date, *, deadline: date = DEADLINE, off: frozenset[date] = frozenset(), told=()):
    return rungs_due(deadline, day, off, told)


@pytest.mark.parametrize(
    ("rung", "day"),
    [
        (DUE_14, date(2026, 10, 16)),
        (DUE_7, date(2026, 10, 23)),
        (DUE_1, date(2026, 10, 29)),
        (OVERDUE_1, date(2026, 11, 2)),  # from Saturday to Monday
        (OVERDUE_7, date(2026, 11, 6)),
        (OVERDUE_30, date(2026, 11, 30)),  # from Sunday
        (HEAD, date(2026, 12, 7)),  # from Sunday
        (LIST, date(2026, 12, 14)),  # from Sunday
    ],
)
def test_each_rung_goes_out_on_its_day_or_the_next_that_is_worked(rung: Rung, day: date):
    assert goes_out_on(rung, DEADLINE, frozenset()) == day


def test_a_holiday_moves_a_rung_to_the_next_working_day():
    assert goes_out_on(DUE_7, DEADLINE, frozenset({date(2026, 10, 23)})) == date(2026, 10, 26)


def test_a_warning_never_comes_after_its_deadline():
    assert goes_out_on(DUE_1, SUNDAY, frozenset()) == date(2026, 10, 30)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        pytest.param(-15, (), id="too early"),
        pytest.param(-14, (DUE_14,), id="14 days left"),
        pytest.param(-11, (DUE_14,), id="missed by three days"),
        pytest.param(-10, (), id="missed by four days: the next one will do"),
        pytest.param(-7, (DUE_7,), id="a week left"),
        pytest.param(-1, (DUE_1,), id="a day left"),
        pytest.param(0, (DUE_1,), id="last day: the newest that was missed"),
        pytest.param(3, (OVERDUE_1,), id="a day over, on Monday"),
        pytest.param(7, (OVERDUE_7,), id="a week over"),
        pytest.param(31, (OVERDUE_30,), id="a month over, on Monday"),
        pytest.param(38, (OVERDUE_30, HEAD), id="then the head, and the month that was missed"),
        pytest.param(46, (HEAD, LIST), id="at last the list"),
        pytest.param(59, (LIST,), id="the list within two weeks"),
        pytest.param(60, (), id="long past"),
    ],
)
def test_what_is_due_when_nothing_was_told_yet(after: int, told: tuple[Rung, ...]):
    assert told_on(DEADLINE + timedelta(after)) == told


def test_what_was_told_is_not_told_again():
    assert told_on(date(2026, 10, 24), told=(DUE_7,)) == ()


def test_an_earlier_rung_that_was_missed_is_not_made_up_for():
    assert told_on(date(2026, 10, 24), told=()) == (DUE_7,)
    assert told_on(date(2026, 10, 25), told=(DUE_7,)) == ()


@given(days, holidays)
def test_a_daily_run_tells_each_rung_once_in_order_on_working_days(deadline: date, off: frozenset[date]):
    told: list[Rung] = []
    for offset in range(-40, 90):
        today = deadline + timedelta(offset)
        found = rungs_due(deadline, today, off, told)
        assert all(is_working_day(today, off) for _rung in found)
        told += found
    assert told == [rung for rung in LADDER if rung in told]
    assert {rung.audience for rung in told} == {rung.audience for rung in LADDER}


@given(days, days, holidays)
def test_nothing_is_due_for_deadlines_that_are_not_loaded(deadline: date, today: date, off: frozenset[date]):
    first, last = first_and_last_deadline(today)
    if not first <= deadline <= last:
        assert rungs_due(deadline, today, off, ()) == ()


@given(days, days, holidays)
def test_nothing_is_told_before_its_day_or_long_after(deadline: date, today: date, off: frozenset[date]):
    for rung in rungs_due(deadline, today, off, ()):
        assert 0 <= (today - goes_out_on(rung, deadline, off)).days <= CATCH_UP_DAYS


@pytest.mark.parametrize(
    ("today", "late"),
    [
        pytest.param(date(2026, 10, 21), False, id="the third working day after Friday"),
        pytest.param(date(2026, 10, 22), True, id="the fourth"),
    ],
)
def test_an_approver_has_three_whole_working_days(today: date, late: bool):
    assert approval_is_late(date(2026, 10, 16), today, frozenset()) == late


@pytest.mark.parametrize(
    ("today", "known", "asked"),
    [
        pytest.param(date(2026, 9, 30), (), None, id="not yet"),
        pytest.param(date(2026, 10, 1), (), 2027, id="from October on"),
        pytest.param(date(2026, 10, 1), (date(2026, 12, 25),), 2027, id="this year's do not count"),
        pytest.param(date(2026, 10, 1), (date(2027, 1, 1),), None, id="filled"),
        pytest.param(date(2027, 1, 2), (), None, id="in the new year it is too late to warn"),
    ],
)
def test_the_holidays_of_next_year_are_asked_for(today: date, known: tuple[date, ...], asked: int | None):
    assert holidays_to_ask_for(today, known) == asked
