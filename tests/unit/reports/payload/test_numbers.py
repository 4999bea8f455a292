from fractions import Fraction

import pytest

from reports.payload.numbers import hundredths


@pytest.mark.parametrize(
    ("exact", "number"),
    [
        (None, None),
        (Fraction(0), 0),
        (Fraction(1, 1000), 0.01),
        (Fraction(100, 3), 33.33),
        (Fraction(175, 3), 58.33),
        (Fraction(50), 50),
        (Fraction(99999, 1000), 99.99),
        (Fraction(100), 100),
        (Fraction(130), 100),
        (Fraction(-5), 0),
    ],
)
def test_percent_has_two_decimals_and_never_says_more_than_is_proven(exact, number):
    assert hundredths(exact) == number
