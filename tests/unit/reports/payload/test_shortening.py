"""Less of a text or of a list, never without saying that there is more."""

import pytest

from foundation.languages import Told
from reports.payload.shortening import cut, named

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "letters", "expected"),
    [
        ("Data anggaran desa", None, "Data anggaran desa"),
        ("Data anggaran desa", 18, "Data anggaran desa"),
        ("Data anggaran desa", 17, "Data anggaran …"),
        ("Baris satu\n\nBaris dua", 40, "Baris satu\n\nBaris dua"),
    ],
)
def test_a_text_is_cut_at_whole_words(text, letters, expected):
    assert cut(text, letters) == expected


def test_a_cut_text_keeps_its_language():
    assert cut(Told("Data anggaran desa", "id"), 17).lang == "id"


@pytest.mark.parametrize(
    ("names", "expected"),
    [("", ""), ("123", "1, 2, 3"), ("1234", "1, 2, 3, 4"), ("12345", "1, 2, 3, dan 2 lainnya")],
)
def test_names_are_counted_where_they_are_too_many(names, expected):
    assert named(names, 3) == expected
