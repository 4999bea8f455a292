import pytest

from practices.domain.coaching import CRITERIA, Draft, Gap, earned, gaps

FULL = Draft(
    texts={one.field: "kata " * one.enough for one in CRITERIA}, results=1, sources=1, kit=1
)  # fmt: skip


def test_points_are_a_hundred():
    assert sum(one.points for one in CRITERIA) == 100


def test_nothing_is_worth_nothing_and_all_is_a_hundred():
    assert (earned(Draft(texts={})), earned(FULL)) == (0, 100)
    assert gaps(FULL) == []


@pytest.mark.parametrize(
    ("words", "worth"), [(0, 20), (1, 20), (2, 19), (20, 10), (39, 1), (40, 0), (400, 0)]
)
def test_half_a_text_is_worth_half(words, worth):
    action = next(one for one in CRITERIA if one.field == "action")
    left = {one.field: "kata " * one.enough for one in CRITERIA if one != action}
    draft = Draft(texts={**left, "action": "kata " * words}, results=1, sources=1, kit=1)
    assert (earned(draft), [gap.points for gap in gaps(draft)]) == (100 - worth, [worth] if worth else [])


def test_most_rewarding_gap_comes_first_and_of_equals_the_earlier_in_the_form():
    assert [gap.field for gap in gaps(Draft(texts={}))] == [
        "action", "problem", "summary", "cost", "results", "lessons", "title", "participants", "sources", "kit",
        "contact",
    ]  # fmt: skip


def test_begun_text_is_told_from_an_empty_one():
    found = gaps(Draft(texts={"problem": "kata " * 20}))
    assert [gap for gap in found if gap.field in {"problem", "action"}] == [
        Gap("action", 20, begun=False),
        Gap("problem", 3, begun=True),
    ]


def test_more_rows_than_needed_give_no_more_points():
    assert earned(Draft(texts={}, results=9, sources=9, kit=9)) == 20
