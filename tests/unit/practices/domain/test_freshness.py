from datetime import date

import pytest

from practices.domain.freshness import Freshness, freshness, whole_months

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("confirmed_on", "expected", "stale"),
    [
        (None, Freshness(), False),
        (date(2026, 11, 22), Freshness(date(2026, 11, 22), 0), False),
        (date(2025, 11, 23), Freshness(date(2025, 11, 23), 11), False),
        (date(2025, 11, 22), Freshness(date(2025, 11, 22), 12), True),
        (date(2020, 1, 1), Freshness(date(2020, 1, 1), 82), True),
        (date(2027, 1, 1), Freshness(date(2027, 1, 1), 0), False),
    ],
)
def test_word_of_an_owner_is_stale_after_twelve_months(confirmed_on, expected, stale):
    found = freshness(confirmed_on, TODAY)
    assert (found, found.is_stale) == (expected, stale)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2025, 12, 15), date(2026, 1, 15), 1),
        (date(2026, 3, 1), date(2026, 1, 1), -2),
    ],
)
def test_months_are_whole_ones(first, last, months):
    assert whole_months(first, last) == months
