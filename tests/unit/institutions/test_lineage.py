from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from institutions.domain.lineage import Renaming, Step, name_then, predecessors

# 1 and 2 became 3, which was split into 4 and 5.
CHAIN = (Step(1, 3), Step(2, 3), Step(3, 4), Step(3, 5))


@pytest.mark.parametrize(
    ("of", "before"),
    [
        ({1}, set()),
        ({3}, {1, 2}),
        ({4}, {1, 2, 3}),
        ({4, 5}, {1, 2, 3}),
        ({3, 4}, {1, 2}),
        ({9}, set()),
        (set(), set()),
    ],
)
def test_predecessors(of, before):
    assert predecessors(CHAIN, of) == before


some = st.integers(1, 6)
steps = st.lists(st.builds(Step, some, some), max_size=8)


@given(steps, some)
def test_predecessors_of_predecessors_are_known_already(found, one):
    """Also in a circle, which ends."""
    before = predecessors(found, {one})
    assert one not in before
    assert predecessors(found, before) <= before | {one}
    assert {step.source for step in found if step.target == one} - {one} <= before


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
