from itertools import pairwise

import pytest

from reports.sheets.fitting import ROOMS, cut


@pytest.mark.parametrize(
    ("text", "characters", "expected"),
    [
        ("pendek", 10, "pendek"),
        ("tepat sepuluh", 13, "tepat sepuluh"),
        ("warga bertemu bupati", 14, "warga bertemu…"),
        ("warga, bertemu bupati", 8, "warga…"),
        ("tanpaspasisamasekali", 6, "tanpa…"),
        ("", 5, ""),
    ],
)
def test_text_is_cut_at_the_end_of_a_word(text, characters, expected):
    shorter = cut(text, characters)
    assert shorter == expected
    assert len(shorter) <= characters


def test_each_room_is_smaller_than_the_one_before():
    for wider, narrower in pairwise(ROOMS):
        assert narrower.characters < wider.characters
        assert narrower.lines <= wider.lines
