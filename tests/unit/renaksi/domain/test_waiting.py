from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.lateness import Blocked, blocked_days
from renaksi.domain.waiting import Wait, WaitingReport, waits

TODAY = date(2026, 11, 20)
X, Y = 1, 2


def day(offset):
    return TODAY + timedelta(days=offset)


def report(period, submitted, waits_for=None, since=None):
    """`period`: 1 for the first. `submitted` and `since`: days before today."""
    return WaitingReport(
        report_id=period,
        period_ends_on=day(-400 + 90 * period),
        submitted_on=day(-submitted),
        waits_for=waits_for,
        since=None if since is None else day(-since),
    )


def wait(institution, since, until=None, told_in=1):
    return Wait(institution, Blocked(day(-since), None if until is None else day(-until)), told_in)


@pytest.mark.parametrize(
    ("reports", "ended", "found"),
    [
        pytest.param([], None, [], id="no report"),
        pytest.param([report(1, 50)], None, [], id="waits for nobody"),
        pytest.param([report(1, 50, X, 80)], None, [wait(X, 80)], id="still waits"),
        pytest.param(
            [report(1, 50, X, 80), report(2, 20)], None, [wait(X, 80, 20)], id="until a report says no more"
        ),
        pytest.param(
            [report(1, 50, X, 80), report(2, 20, X, 80)],
            None,
            [wait(X, 80, told_in=2)],
            id="the newest report that names it tells",
        ),
        pytest.param(
            [report(1, 50, X, 80), report(2, 20, X, 30)],
            None,
            [wait(X, 80, told_in=2)],
            id="a later day does not forget the earlier one",
        ),
        pytest.param(
            [report(1, 50, X, 80), report(2, 20, Y, 40)],
            None,
            [wait(X, 80, 20), wait(Y, 40, told_in=2)],
            id="another institution",
        ),
        pytest.param(
            [report(1, 90, X, 95), report(2, 50), report(3, 20, X, 30)],
            None,
            [wait(X, 95, 50), wait(X, 30, told_in=3)],
            id="twice for the same",
        ),
        pytest.param([report(1, 50, X, 80)], 10, [wait(X, 80, 10)], id="until it was completed"),
        pytest.param(
            [report(1, 50, X, 80), report(2, 20)], 10, [wait(X, 80, 20)], id="completed after it was free"
        ),
        pytest.param([report(1, 50, X, 60)], 70, [], id="named after it was completed"),
        pytest.param([report(1, 50, X, 80)], -3, [wait(X, 80)], id="completed later than the day asked for"),
        pytest.param([report(1, -1, X, 80)], None, [], id="submitted later than the day asked for"),
        pytest.param(
            [report(1, 50, X, 80), report(2, -1)],
            None,
            [wait(X, 80)],
            id="freed later than the day asked for",
        ),
        pytest.param(
            [report(2, 50), report(1, 20, X, 80)],
            None,
            [wait(X, 80, 50)],
            id="an earlier period that came later ends with the later period",
        ),
        pytest.param([report(1, 50, X)], None, [], id="without a day"),
    ],
)
def test_waits(reports, ended, found):
    ended_on = None if ended is None else day(-ended)
    assert waits(reports, ended_on=ended_on, as_of=TODAY) == tuple(found)


@st.composite
def told(draw):
    """At most one report a period; who waits says since when, not after it was submitted."""
    found = []
    for period in draw(st.sets(st.integers(1, 6), max_size=5)):
        submitted = draw(st.integers(-30, 200))
        waits_for = draw(st.none() | st.sampled_from([X, Y]))
        since = None if waits_for is None else submitted + draw(st.integers(0, 100))
        found.append(report(period, submitted, waits_for, since))
    return found


ended_days = st.none() | st.integers(-60, 200).map(lambda before: day(-before))


@given(told(), ended_days, st.randoms())
def test_the_order_in_which_reports_are_read_does_not_matter(reports, ended_on, random):
    shuffled = random.sample(reports, len(reports))
    assert waits(shuffled, ended_on=ended_on, as_of=TODAY) == waits(reports, ended_on=ended_on, as_of=TODAY)


@given(told(), ended_days)
def test_what_comes_later_changes_nothing(reports, ended_on):
    known = [one for one in reports if one.submitted_on <= TODAY]
    over = ended_on if ended_on and ended_on <= TODAY else None
    assert waits(reports, ended_on=ended_on, as_of=TODAY) == waits(known, ended_on=over, as_of=TODAY)


@given(told(), ended_days)
def test_a_wait_was_told_begins_before_it_ends_and_stands_only_in_the_last_report(reports, ended_on):
    found = waits(reports, ended_on=ended_on, as_of=TODAY)
    named = {(one.waits_for, one.since) for one in reports}
    assert all((one.institution_id, one.interval.since) in named for one in found)
    assert all(one.stands or one.interval.since < one.interval.until <= TODAY for one in found)
    standing = [one for one in found if one.stands]
    last = max(
        (one for one in reports if one.submitted_on <= TODAY),
        key=lambda one: one.period_ends_on,
        default=None,
    )
    assert standing == [] or (
        standing == [found[-1]] and last is not None and last.waits_for == found[-1].institution_id
    )


@given(told(), ended_days)
def test_days_are_never_more_than_since_the_first_wait(reports, ended_on):
    found = waits(reports, ended_on=ended_on, as_of=TODAY)
    first = min((one.interval.since for one in found), default=TODAY)
    assert 0 <= blocked_days((one.interval for one in found), TODAY) <= (TODAY - first).days


@given(told())
def test_an_end_only_shortens(reports):
    free = waits(reports, ended_on=None, as_of=TODAY)
    ended = waits(reports, ended_on=TODAY, as_of=TODAY)
    stopped = tuple(
        replace(one, interval=replace(one.interval, until=TODAY)) if one.stands else one
        for one in free
        if not one.stands or one.interval.since < TODAY
    )
    assert ended == stopped
