from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from renaksi.domain.progress import (
    InvalidMeasure,
    Measure,
    MeasureProblem,
    MilestoneProgress,
    Progress,
    ShownPercent,
    Verification,
    commitment_progress,
    counted,
    plan_progress,
    raw_percent,
    shown,
    verification_as_of,
)

STEPS = Measure()
numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=2)
percents = st.fractions(min_value=0, max_value=100, max_denominator=1000)
weights = st.integers(min_value=1, max_value=50)
milestones = st.builds(MilestoneProgress, weights, st.none() | percents, st.booleans())


# --- Percent of a milestone


@pytest.mark.parametrize(
    ("baseline", "target", "realised", "expected"),
    [
        pytest.param("10", "20", "15", Fraction(50), id="rising"),
        pytest.param(None, "8", "2", Fraction(25), id="without baseline from 0"),
        pytest.param("20", "5", "10", Fraction(200, 3), id="falling, exact"),
        pytest.param("0", "3", "1", Fraction(100, 3), id="a third, exact"),
        pytest.param("0", "0.3", "0.1", Fraction(100, 3), id="decimals, exact"),
        pytest.param("10", "20", "25", Fraction(150), id="raw above 100 is kept"),
        pytest.param("10", "20", "5", Fraction(-50), id="raw below 0 is kept"),
        pytest.param("10", "20", "10", Fraction(0), id="at its baseline"),
        pytest.param("-5", "5", "0", Fraction(50), id="from below 0"),
    ],
)
def test_raw_percent_of_a_quantity(baseline, target, realised, expected):
    measure = Measure(baseline and Decimal(baseline), Decimal(target))
    assert raw_percent(measure, Decimal(realised), None) == expected


@pytest.mark.parametrize("step", [0, 25, 50, 75, 100])
def test_raw_percent_without_a_target_is_the_step(step):
    assert raw_percent(STEPS, Decimal(7), step) == Fraction(step)


@pytest.mark.parametrize(
    ("measure", "realised", "step"),
    [
        pytest.param(
            Measure(target=Decimal(4)), None, 50, id="quantity without value, a step does not stand in"
        ),
        pytest.param(STEPS, Decimal(4), None, id="steps without step, a value does not stand in"),
    ],
)
def test_raw_percent_without_the_value_it_needs_is_none(measure, realised, step):
    assert raw_percent(measure, realised, step) is None


@pytest.mark.parametrize(
    ("baseline", "target", "code"),
    [
        pytest.param("5", "5", MeasureProblem.TARGET_EQUALS_BASELINE, id="equal"),
        pytest.param("5", "5.00", MeasureProblem.TARGET_EQUALS_BASELINE, id="equal, written otherwise"),
        pytest.param(None, "0", MeasureProblem.TARGET_EQUALS_BASELINE, id="target 0 and no baseline"),
        pytest.param(None, "-3", MeasureProblem.FALLING_NEEDS_BASELINE, id="falling without baseline"),
        pytest.param("1", "NaN", MeasureProblem.NOT_A_NUMBER, id="no number"),
        pytest.param("Infinity", "1", MeasureProblem.NOT_A_NUMBER, id="infinite"),
    ],
)
def test_measure_that_cannot_be_measured_is_refused(baseline, target, code):
    with pytest.raises(InvalidMeasure) as refused:
        Measure(baseline and Decimal(baseline), Decimal(target))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("measure", "is_quantity"),
    [
        pytest.param(Measure(), False, id="neither"),
        pytest.param(Measure(baseline=Decimal(3)), False, id="baseline alone"),
        pytest.param(Measure(target=Decimal(3)), True, id="target alone"),
        pytest.param(Measure(Decimal(9), Decimal(3)), True, id="falling with its baseline"),
    ],
)
def test_a_measure_is_a_quantity_if_it_has_a_target(measure, is_quantity):
    assert measure.is_quantity == is_quantity


@given(numbers, numbers)
def test_a_measure_is_at_0_at_its_baseline_and_at_100_at_its_target(baseline, target):
    assume(baseline != target)
    measure = Measure(baseline, target)
    assert [raw_percent(measure, value, None) for value in (baseline, target)] == [0, 100]


@given(numbers, numbers, numbers, numbers)
def test_being_nearer_to_the_target_is_never_less(baseline, target, one, other):
    assume(baseline != target)
    towards = sorted([one, other], reverse=target < baseline)
    less, more = (raw_percent(Measure(baseline, target), value, None) for value in towards)
    assert less <= more


@given(st.fractions(max_denominator=1000))
def test_what_counts_lies_between_0_and_100_and_is_stable(raw):
    assert 0 <= counted(raw) <= 100
    assert counted(counted(raw)) == counted(raw)
    assert counted(raw) == raw or not 0 <= raw <= 100


# --- The value at a date

B03, B06 = date(2026, 3, 31), date(2026, 6, 30)
FIRST = Verification(B03, 1, date(2026, 4, 15), Fraction(25))
CORRECTED = Verification(B03, 2, date(2026, 5, 20), Fraction(10))
NEXT = Verification(B06, 1, date(2026, 7, 15), Fraction(50))
LATE_CORRECTION = Verification(B03, 3, date(2026, 8, 1), Fraction(75))
ALL = (LATE_CORRECTION, NEXT, FIRST, CORRECTED)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        pytest.param(date(2026, 4, 14), None, id="never verified by then"),
        pytest.param(date(2026, 4, 15), Fraction(25), id="on the day of its verdict"),
        pytest.param(date(2026, 5, 19), Fraction(25), id="the old one counts until the new one is verified"),
        pytest.param(date(2026, 5, 20), Fraction(10), id="the corrected version"),
        pytest.param(date(2026, 7, 14), Fraction(10), id="the newer period is not verified yet"),
        pytest.param(date(2026, 7, 15), Fraction(50), id="the latest period"),
        pytest.param(
            date(2026, 9, 1), Fraction(50), id="a late correction of an older period changes nothing"
        ),
    ],
)
def test_the_value_is_of_the_latest_period_in_its_version_valid_then(as_of, expected):
    found = verification_as_of(ALL, as_of)
    assert (found and found.raw_percent) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        pytest.param(date(2026, 7, 31), Fraction(50), id="before it was withdrawn"),
        pytest.param(date(2026, 8, 1), Fraction(25), id="from that day the earlier one"),
    ],
)
def test_a_withdrawn_verification_counts_until_that_day(as_of, expected):
    withdrawn = Verification(B06, 1, date(2026, 7, 15), Fraction(50), superseded_on=date(2026, 8, 1))
    assert verification_as_of([FIRST, withdrawn], as_of).raw_percent == expected


def test_verification_as_of_tells_its_period_and_day():
    assert verification_as_of(ALL, date(2026, 7, 15)) == NEXT


# --- Progress of a commitment and of a plan


def of(*percents: int | None) -> list[MilestoneProgress]:
    return [MilestoneProgress(1, None if one is None else Fraction(one)) for one in percents]


@pytest.mark.parametrize(
    ("given_milestones", "expected"),
    [
        pytest.param(of(100, 50), Progress(Fraction(75), 2, 2), id="mean"),
        pytest.param(
            [MilestoneProgress(3, Fraction(100)), MilestoneProgress(1, Fraction(0))],
            Progress(Fraction(75), 2, 2),
            id="weighted",
        ),
        pytest.param(
            [MilestoneProgress(Decimal("0.5"), Fraction(100)), MilestoneProgress(1, Fraction(0))],
            Progress(Fraction(100, 3), 2, 2),
            id="decimal weights, exact",
        ),
        pytest.param(of(100, None, None), Progress(Fraction(100, 3), 1, 3), id="never verified adds nothing"),
        pytest.param(of(None, None), Progress(None, 0, 2), id="nothing verified is none"),
        pytest.param([], Progress(None, 0, 0), id="no milestones is none"),
        pytest.param(of(0, 0), Progress(Fraction(0), 2, 2), id="verified at 0 is 0"),
        pytest.param(of(0, None), Progress(Fraction(0), 1, 2), id="verified at 0 beside an unverified one"),
        pytest.param(
            [*of(50), MilestoneProgress(9, Fraction(100), withdrawn=True)],
            Progress(Fraction(50), 1, 1),
            id="withdrawn is left out",
        ),
        pytest.param(
            [MilestoneProgress(1, Fraction(100), withdrawn=True)], Progress(None, 0, 0), id="all withdrawn"
        ),
        pytest.param(of(250, 0), Progress(Fraction(50), 2, 2), id="above 100 counts as 100"),
        pytest.param(of(-40, 50), Progress(Fraction(25), 2, 2), id="below 0 counts as 0"),
    ],
)
def test_commitment_progress(given_milestones, expected):
    assert commitment_progress(given_milestones) == expected


@pytest.mark.parametrize("weight", [0, -1, Decimal("-0.5")])
def test_a_weight_is_above_0(weight):
    with pytest.raises(ValueError, match="weight"):
        MilestoneProgress(weight, None)


@given(st.lists(milestones, max_size=8))
def test_progress_is_bounded_and_its_coverage_counts_it(given_milestones):
    progress = commitment_progress(given_milestones)
    assert 0 <= progress.verified <= progress.total <= len(given_milestones)
    assert (progress.percent is None) == (progress.verified == 0)
    assert progress.percent is None or 0 <= progress.percent <= 100


@given(st.lists(milestones, max_size=8), weights)
def test_progress_depends_on_proportions_of_weights_only(given_milestones, factor):
    scaled = [MilestoneProgress(m.weight * factor, m.verified_percent, m.withdrawn) for m in given_milestones]
    assert commitment_progress(scaled) == commitment_progress(given_milestones)


@given(st.lists(milestones, max_size=8), weights, percents)
def test_verifying_one_more_never_lowers_progress(given_milestones, weight, percent):
    before = commitment_progress([*given_milestones, MilestoneProgress(weight, None)])
    after = commitment_progress([*given_milestones, MilestoneProgress(weight, percent)])
    assert after.percent >= (before.percent or 0)
    assert (after.verified, after.total) == (before.verified + 1, before.total)


@pytest.mark.parametrize(
    ("commitments", "expected"),
    [
        pytest.param(
            [Progress(Fraction(100), 2, 2), Progress(Fraction(50), 1, 4)],
            Progress(Fraction(75), 2, 2),
            id="mean, however many milestones each has",
        ),
        pytest.param(
            [Progress(Fraction(90), 1, 1), Progress(None, 0, 3)],
            Progress(Fraction(45), 1, 2),
            id="none counts as nothing proven",
        ),
        pytest.param(
            [Progress(Fraction(90), 1, 1), Progress(None, 0, 0)],
            Progress(Fraction(90), 1, 1),
            id="without milestones is left out",
        ),
        pytest.param(
            [Progress(None, 0, 2), Progress(None, 0, 0)], Progress(None, 0, 1), id="all none is none"
        ),
        pytest.param([], Progress(None, 0, 0), id="no commitments"),
        pytest.param([Progress(Fraction(0), 1, 1)], Progress(Fraction(0), 1, 1), id="0 is 0"),
    ],
)
def test_plan_progress(commitments, expected):
    assert plan_progress(commitments) == expected


# --- How a percent is shown


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        pytest.param(Fraction(0), ShownPercent(0, below_one=False), id="0"),
        pytest.param(Fraction(1, 1000), ShownPercent(0, below_one=True), id="just above 0"),
        pytest.param(Fraction(999, 1000), ShownPercent(0, below_one=True), id="just below 1"),
        pytest.param(Fraction(1), ShownPercent(1, below_one=False), id="1"),
        pytest.param(Fraction(200, 3), ShownPercent(66, below_one=False), id="rounded down"),
        pytest.param(Fraction(99999, 1000), ShownPercent(99, below_one=False), id="almost 100"),
        pytest.param(Fraction(100), ShownPercent(100, below_one=False), id="exactly 100"),
        pytest.param(Fraction(140), ShownPercent(100, below_one=False), id="raw above 100"),
        pytest.param(Fraction(-1, 2), ShownPercent(0, below_one=False), id="raw below 0"),
    ],
)
def test_shown(percent, expected):
    assert shown(percent) == expected


@given(percents)
def test_100_is_shown_for_exactly_100_alone(percent):
    assert (shown(percent).whole == 100) == (percent == 100)
    assert shown(percent).whole <= percent < shown(percent).whole + 1
