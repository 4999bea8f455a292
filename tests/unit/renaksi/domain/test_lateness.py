from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.lateness import (
    Blocked,
    Punctuality,
    blocked_days,
    days_late,
    is_due_soon,
    timeliness,
)
from renaksi.enums import Timeliness

TODAY = date(2026, 11, 22)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("milestone", "standing", "late"),
    [
        pytest.param(Punctuality(day(-1)), Timeliness.OVERDUE, 1, id="due date has passed"),
        pytest.param(Punctuality(day(0)), Timeliness.DUE_SOON, 0, id="due today is not late"),
        pytest.param(Punctuality(day(30)), Timeliness.DUE_SOON, 0, id="within 30 days"),
        pytest.param(Punctuality(day(31)), Timeliness.NOT_DUE, 0, id="in more than 30 days"),
        pytest.param(Punctuality(None), Timeliness.NO_DUE_DATE, 0, id="without due date never late"),
        pytest.param(
            Punctuality(day(-9), completion_claimed_on=day(-9)),
            Timeliness.AWAITING_REVIEW,
            0,
            id="claimed complete in time, waits for review",
        ),
        pytest.param(
            Punctuality(day(-9), completion_claimed_on=day(-5)),
            Timeliness.AWAITING_REVIEW,
            4,
            id="claimed complete late: the review's time is not counted",
        ),
        pytest.param(
            Punctuality(day(9), completion_claimed_on=day(-5)),
            Timeliness.DUE_SOON,
            0,
            id="claimed before it is due",
        ),
        pytest.param(
            Punctuality(None, completion_claimed_on=day(-5)),
            Timeliness.NO_DUE_DATE,
            0,
            id="claimed, no due date",
        ),
        pytest.param(
            Punctuality(day(-9), completed_on=day(-9)), Timeliness.COMPLETE, 0, id="submitted on the due date"
        ),
        pytest.param(
            Punctuality(day(-9), completed_on=day(-8)), Timeliness.COMPLETE_LATE, 1, id="submitted after it"
        ),
        pytest.param(
            Punctuality(None, completed_on=day(-8)), Timeliness.COMPLETE, 0, id="complete, no due date"
        ),
        pytest.param(
            Punctuality(day(-9), completed_on=day(-8), completion_claimed_on=day(-2)),
            Timeliness.COMPLETE_LATE,
            1,
            id="complete, a correction waits",
        ),
        pytest.param(
            Punctuality(day(-9), withdrawn=True), Timeliness.WITHDRAWN, 0, id="withdrawn is never late"
        ),
        pytest.param(
            Punctuality(day(-9), completed_on=day(-8), withdrawn=True),
            Timeliness.WITHDRAWN,
            0,
            id="withdrawn after all",
        ),
    ],
)
def test_timeliness_and_days_late(milestone, standing, late):
    assert (timeliness(milestone, TODAY), days_late(milestone, TODAY)) == (standing, late)


def test_a_due_year_is_late_only_after_its_last_day():
    due = date(2026, 12, 31)
    assert timeliness(Punctuality(due), due) == Timeliness.DUE_SOON
    assert timeliness(Punctuality(due), due + timedelta(days=1)) == Timeliness.OVERDUE


@pytest.mark.parametrize(
    ("due", "soon"),
    [(None, False), (day(-1), False), (day(0), True), (day(30), True), (day(31), False)],
)
def test_is_due_soon(due, soon):
    assert is_due_soon(due, TODAY) == soon


offsets = st.none() | st.integers(-60, 60).map(day)


@given(st.builds(Punctuality, offsets, offsets, offsets, st.booleans()))
def test_overdue_and_late_always_have_days(milestone):
    if timeliness(milestone, TODAY) in {Timeliness.OVERDUE, Timeliness.COMPLETE_LATE}:
        assert days_late(milestone, TODAY) > 0
    if timeliness(milestone, TODAY) in {Timeliness.COMPLETE, Timeliness.NO_DUE_DATE, Timeliness.WITHDRAWN}:
        assert days_late(milestone, TODAY) == 0


@pytest.mark.parametrize(
    ("intervals", "days"),
    [
        pytest.param([], 0, id="never blocked"),
        pytest.param([Blocked(day(-10))], 10, id="still blocked"),
        pytest.param([Blocked(day(-10), day(-4))], 6, id="free again"),
        pytest.param([Blocked(day(-10), day(-4)), Blocked(day(-3), day(-1))], 8, id="twice"),
        pytest.param([Blocked(day(-6)), Blocked(day(-10), day(-4))], 10, id="overlap counts once"),
        pytest.param([Blocked(day(-10)), Blocked(day(-8), day(-7))], 10, id="one within the other"),
        pytest.param([Blocked(day(2))], 0, id="not yet"),
        pytest.param([Blocked(day(-3), day(9))], 3, id="up to today"),
        pytest.param([Blocked(day(-3), day(-5))], 0, id="ends before it begins"),
    ],
)
def test_blocked_days(intervals, days):
    assert blocked_days(intervals, TODAY) == days


@given(st.lists(st.builds(Blocked, st.integers(-90, 30).map(day), offsets), max_size=5))
def test_blocked_days_are_the_days_in_any_interval(intervals):
    blocked = {
        offset
        for offset in range(-90, 0)
        if any(
            one.since <= day(offset) and (one.until is None or day(offset) < one.until) for one in intervals
        )
    }
    assert blocked_days(intervals, TODAY) == len(blocked)
