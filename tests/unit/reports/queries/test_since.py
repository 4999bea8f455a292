from decimal import Decimal
from fractions import Fraction

import pytest

from reports.queries.since import Since, Standing, hundredths
from tests.published_reports import AS_OF

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (None, None),
        (Fraction(0), Decimal("0.00")),
        (Fraction(1, 1000), Decimal("0.01")),
        (Fraction(200, 3), Decimal("66.66")),
        (Fraction("99.999"), Decimal("99.99")),
        (Fraction(100), Decimal("100.00")),
    ],
)
def test_percent_is_compared_as_the_tables_say_it(exact, shown):
    assert hundredths(exact) == shown


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing("substantial", Decimal("62.50")), "Substansial, terbukti 62 %"),
        (Standing("no_evidence", None), "Tidak ada bukti"),
        (Standing("", Decimal("0.01")), "terbukti < 1 %"),
        (Standing("a code that is no more", None), "belum ada bukti"),
    ],
)
def test_standing_is_told_in_words(standing, words):
    assert str(standing) == words


@pytest.mark.parametrize("counted", ["added", "gone", "accepted", "amendments", "decisions", "taken_down"])
def test_whatever_happened_is_a_change(counted):
    nothing = dict.fromkeys(("more", "added", "gone", "accepted", "amendments", "decisions", "taken_down"), 0)
    since = Since(as_of=AS_OF, is_compared=True, changed=(), **nothing)
    assert since.is_unchanged
    assert not Since(as_of=AS_OF, is_compared=True, changed=(), **{**nothing, counted: 1}).is_unchanged
