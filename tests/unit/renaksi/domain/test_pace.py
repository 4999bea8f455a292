from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.pace import (
    Checkpoint,
    ExpectedMilestone,
    InvalidThresholds,
    Thresholds,
    expected_milestone,
    expected_progress,
    pace,
)
from renaksi.enums import Pace

START, DUE = date(2026, 1, 1), date(2026, 4, 11)  # 100 days apart
LINEAR = ExpectedMilestone(1, START, DUE)
STEPPED = ExpectedMilestone(
    1, START, DUE, (Checkpoint(date(2026, 3, 31), 60), Checkpoint(date(2026, 2, 28), Fraction(25, 2)))
)
ONE_DAY = ExpectedMilestone(1, DUE, DUE)
NO_START = ExpectedMilestone(1, None, DUE, (Checkpoint(date(2026, 2, 28), 40),))


def after(days: int) -> date:
    return START + timedelta(days=days)


@pytest.mark.parametrize(
    ("milestone", "on", "expected"),
    [
        pytest.param(LINEAR, after(-1), 0, id="0 before its start"),
        pytest.param(LINEAR, after(0), 0, id="linear from its start"),
        pytest.param(LINEAR, after(33), 33, id="linear between"),
        pytest.param(LINEAR, after(100), 100, id="linear up to its due date"),
        pytest.param(LINEAR, after(101), 100, id="100 after its due date"),
        pytest.param(ExpectedMilestone(1, START, after(3)), after(1), Fraction(100, 3), id="exact"),
        pytest.param(STEPPED, date(2026, 2, 27), 57, id="linear until a checkpoint has closed"),
        pytest.param(STEPPED, date(2026, 2, 28), Fraction(25, 2), id="at the end of a checkpoint's last day"),
        pytest.param(STEPPED, date(2026, 3, 30), Fraction(25, 2), id="the latest closed checkpoint"),
        pytest.param(STEPPED, date(2026, 4, 11), 60, id="the checkpoint up to the due date"),
        pytest.param(STEPPED, date(2026, 4, 12), 100, id="100 after the due date whatever the checkpoints"),
        pytest.param(ONE_DAY, DUE - timedelta(days=1), 0, id="a single day, before"),
        pytest.param(ONE_DAY, DUE, 100, id="a single day, on it"),
        pytest.param(ExpectedMilestone(1, START, None), after(500), None, id="without due date left out"),
        pytest.param(
            ExpectedMilestone(1, START, DUE, withdrawn=True), after(500), None, id="withdrawn left out"
        ),
        pytest.param(NO_START, date(2026, 2, 27), None, id="no known start: nothing is known yet"),
        pytest.param(NO_START, date(2026, 2, 28), 40, id="no known start: a checkpoint says it"),
        pytest.param(NO_START, DUE + timedelta(days=1), 100, id="no known start: the due date says it"),
    ],
)
def test_expected_milestone(milestone, on, expected):
    assert expected_milestone(milestone, on) == expected


def test_a_checkpoint_before_the_start_expects_nothing_yet():
    early = ExpectedMilestone(1, START, DUE, (Checkpoint(after(-30), 50),))
    assert expected_milestone(early, after(-1)) == 0


@given(st.integers(-50, 400), st.integers(0, 60), st.integers(0, 300))
def test_linear_expectation_is_bounded_and_never_falls(day, more, length):
    milestone = ExpectedMilestone(1, START, after(length))
    earlier, later = (
        expected_milestone(milestone, after(day)),
        expected_milestone(milestone, after(day + more)),
    )
    assert 0 <= earlier <= later <= 100


@pytest.mark.parametrize(
    ("milestones", "expected"),
    [
        pytest.param([LINEAR, ONE_DAY], Fraction(25), id="mean"),
        pytest.param([ExpectedMilestone(3, START, DUE), ONE_DAY], Fraction(75, 2), id="weighted"),
        pytest.param(
            [LINEAR, ExpectedMilestone(9, START, None)], Fraction(50), id="without due date left out"
        ),
        pytest.param(
            [LINEAR, ExpectedMilestone(9, START, after(1), withdrawn=True)],
            Fraction(50),
            id="withdrawn left out",
        ),
        pytest.param([ExpectedMilestone(1, START, None)], None, id="none with a due date"),
        pytest.param([], None, id="no milestones"),
    ],
)
def test_expected_progress_at_half_time(milestones, expected):
    assert expected_progress(milestones, after(50)) == expected


@pytest.mark.parametrize(
    ("progress", "expected", "result"),
    [
        pytest.param(Fraction(60), Fraction(40), Pace.ON_TRACK, id="above 100"),
        pytest.param(Fraction(40), Fraction(40), Pace.ON_TRACK, id="exactly 100"),
        pytest.param(Fraction(3999, 100), Fraction(40), Pace.NEARLY, id="just below 100"),
        pytest.param(Fraction(30), Fraction(40), Pace.NEARLY, id="exactly 75"),
        pytest.param(Fraction(2999, 100), Fraction(40), Pace.BEHIND, id="just below 75"),
        pytest.param(Fraction(20), Fraction(40), Pace.BEHIND, id="exactly 50"),
        pytest.param(Fraction(1999, 100), Fraction(40), Pace.FAR_BEHIND, id="just below 50"),
        pytest.param(Fraction(0), Fraction(40), Pace.FAR_BEHIND, id="proven 0"),
        pytest.param(None, Fraction(40), None, id="no progress, no pace"),
        pytest.param(None, Fraction(0), None, id="no progress, nothing expected, no pace"),
        pytest.param(Fraction(40), None, None, id="nothing known to expect"),
        pytest.param(Fraction(0), Fraction(0), Pace.NOT_DUE, id="expected 0, not due"),
        pytest.param(Fraction(1, 100), Fraction(0), Pace.AHEAD, id="expected 0, with progress"),
    ],
)
def test_pace(progress, expected, result):
    assert pace(progress, expected) == result


def test_thresholds_are_settings():
    assert pace(Fraction(36), Fraction(40), Thresholds(blue=90, green=60, yellow=30)) == Pace.ON_TRACK


@pytest.mark.parametrize("colours", [(75, 100, 50), (75, 75, 50), (100, 75, 75), (100, 50, 0)])
def test_thresholds_that_do_not_fall_are_refused(colours):
    with pytest.raises(InvalidThresholds):
        Thresholds(*colours)


@given(st.fractions(0, 100), st.fractions(0, 100), st.fractions(min_value=Fraction(1, 100), max_value=100))
def test_more_progress_is_never_a_worse_pace(one, other, expected):
    order = [Pace.FAR_BEHIND, Pace.BEHIND, Pace.NEARLY, Pace.ON_TRACK]
    less, more = sorted([one, other])
    assert order.index(pace(less, expected)) <= order.index(pace(more, expected))
