from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from institutions.domain.lineage import Renaming, Step, name_then, predecessors, successors

# 1 and 2 became 3, which was split into 4 and 5.
CHAIN = (Step(1, 3), Step(2, 3), Step(3, 4), Step(3, 5))


@pytest.mark.parametrize(
    ("of", "before", "after"),
    [
        ({1}, set(), {3, 4, 5}),
        ({3}, {1, 2}, {4, 5}),
        ({4}, {1, 2, 3}, set()),
        ({4, 5}, {1, 2, 3}, set()),
        ({3, 4}, {1, 2}, {5}),
        ({9}, set(), set()),
        (set(), set(), set()),
    ],
)
def test_lineage(of, before, after):
    assert (predecessors(CHAIN, of), successors(CHAIN, of)) == (before, after)


steps = st.lists(st.builds(Step, st.integers(1, 6), st.integers(1, 6)), max_size=8)


@given(steps, st.integers(1, 6), st.integers(1, 6))
def test_one_comes_before_the_other_where_the_other_comes_after_the_one(found, one, other):
    assert (one in predecessors(found, {other})) == (other in successors(found, {one}))


FIRST, SECOND = date(2024, 10, 21), date(2025, 6, 1)
RENAMINGS = (Renaming(SECOND, "Kedua"), Renaming(FIRST, "Pertama"))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (FIRST - timedelta(days=1), "Pertama"),
        (FIRST, "Kedua"),
        (SECOND - timedelta(days=1), "Kedua"),
        (SECOND, "Sekarang"),
        (date(2030, 1, 1), "Sekarang"),
    ],
)
def test_name_then(day, name):
    assert name_then("Sekarang", RENAMINGS, day) == name
    assert name_then("Sekarang", reversed(RENAMINGS), day) == name


def test_who_was_never_renamed_was_always_called_so():
    assert name_then("Sekarang", (), date(1998, 1, 1)) == "Sekarang"
