import pytest

from reports.queries.since import Since, Standing
from tests.published_reports import AS_OF

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing("substantial", 62.5), "Substansial, terbukti 62 %"),
        (Standing("no_evidence", None), "Tidak ada bukti"),
        (Standing("", 0.01), "terbukti < 1 %"),
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
