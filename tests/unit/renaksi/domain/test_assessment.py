from itertools import pairwise

import pytest

from renaksi.domain.assessment import SCALES, Rating, UnknownScale, comparable, find_scale, scale_of
from renaksi.enums import Indicator

COLUMN_OF_EARLY_RESULTS = (Indicator.EARLY_RESULTS, Indicator.OPENED_GOVERNMENT)


@pytest.mark.parametrize(
    ("indicator", "values"),
    [
        (Indicator.COMPLETION, ("Not Started", "Limited", "Substantial", "Complete")),
        (Indicator.AMBITION, ("Low", "High")),
        (Indicator.POTENTIAL_IMPACT, ("None", "Minor", "Moderate", "Transformative")),
        (Indicator.POTENTIAL_RESULTS, ("Unclear", "Modest", "Substantial")),
        (
            Indicator.OPENED_GOVERNMENT,
            ("Worsened", "Did Not Change", "Marginal", "Major", "Outstanding"),
        ),
        (Indicator.EARLY_RESULTS, ("No Notable Results", "Moderate", "Significant")),
        (Indicator.VERIFIABLE, ("No", "Yes")),
        (Indicator.RELEVANT, ("No", "Yes")),
    ],
)
def test_the_values_of_a_scale_rise(indicator, values):
    scale = scale_of(indicator, "1")
    assert scale.values == values
    assert all(scale.rank(lower) < scale.rank(higher) for lower, higher in pairwise(values))


def test_every_indicator_has_a_scale_and_every_version_is_one_scale():
    keys = [(scale.indicator, scale.version) for scale in SCALES]
    assert len(keys) == len(set(keys))
    assert {indicator for indicator, _ in keys} == set(Indicator)


def test_a_version_that_is_not_known_is_refused():
    with pytest.raises(UnknownScale):
        scale_of(Indicator.COMPLETION, "99")


@pytest.mark.parametrize(
    ("indicator", "value", "knows", "rank"),
    [
        pytest.param(Indicator.COMPLETION, "Limited", True, 1, id="a value"),
        pytest.param(Indicator.EARLY_RESULTS, "No notable  results", True, 0, id="other capitals and spaces"),
        pytest.param(Indicator.COMPLETION, "Withdrawn", True, None, id="occurs, without a place"),
        pytest.param(Indicator.COMPLETION, "Pending IRM Review", True, None, id="not rated yet"),
        pytest.param(
            Indicator.OPENED_GOVERNMENT, "No early results to report yet", True, None, id="a value, not a gap"
        ),
        pytest.param(Indicator.COMPLETION, "Sangat baik", False, None, id="kept as printed, not known"),
        pytest.param(Indicator.POTENTIAL_RESULTS, "Unclear", True, 0, id="unclear has a place here"),
        pytest.param(Indicator.COMPLETION, "Unclear", True, None, id="but not there"),
    ],
)
def test_what_a_scale_knows_of_a_value(indicator, value, knows, rank):
    scale = scale_of(indicator, "1")
    assert (scale.knows(value), scale.rank(value)) == (knows, rank)


@pytest.mark.parametrize(
    ("value", "indicator"),
    [
        ("Marginal", Indicator.OPENED_GOVERNMENT),
        ("Did Not Change", Indicator.OPENED_GOVERNMENT),
        ("Major", Indicator.OPENED_GOVERNMENT),
        ("Moderate", Indicator.EARLY_RESULTS),
        ("No notable results", Indicator.EARLY_RESULTS),
    ],
)
def test_a_column_that_mixes_eras_gives_each_value_to_its_scale(value, indicator):
    assert find_scale(value, *COLUMN_OF_EARLY_RESULTS) == scale_of(indicator, "1")


def test_a_value_that_no_scale_knows_has_none():
    assert find_scale("Transformative", *COLUMN_OF_EARLY_RESULTS) is None


def rating(indicator: Indicator, value: str) -> Rating:
    return Rating(indicator, "1", value)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param(
            rating(Indicator.COMPLETION, "Limited"),
            rating(Indicator.COMPLETION, "complete"),
            True,
            id="one scale",
        ),
        pytest.param(
            rating(Indicator.POTENTIAL_IMPACT, "Moderate"),
            rating(Indicator.EARLY_RESULTS, "Moderate"),
            False,
            id="one word on two scales",
        ),
        pytest.param(
            rating(Indicator.AMBITION, "High"),
            rating(Indicator.POTENTIAL_RESULTS, "Substantial"),
            False,
            id="two eras",
        ),
        pytest.param(
            rating(Indicator.COMPLETION, "Limited"),
            rating(Indicator.COMPLETION, "Withdrawn"),
            False,
            id="without a place",
        ),
        pytest.param(
            rating(Indicator.COMPLETION, "Limited"),
            Rating(Indicator.COMPLETION, "2", "Limited"),
            False,
            id="two versions",
        ),
    ],
)
def test_comparable_only_inside_one_scale(a, b, expected):
    assert comparable(a, b) == comparable(b, a) == expected
