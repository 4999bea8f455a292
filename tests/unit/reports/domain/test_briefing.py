"""What fits on one page, and who has to act."""

import pytest

from reports.domain.briefing import (
    Awaited,
    Wait,
    awaited,
    lines_of,
    shares,
    shortened,
    waits_for_decision,
)

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("items", "most", "expected"),
    [
        ("", 3, ((), 0)),
        ("abc", 3, (("a", "b", "c"), 0)),
        # To say "one more" takes the room of the one.
        ("abcd", 3, (("a", "b", "c", "d"), 0)),
        ("abcde", 3, (("a", "b", "c"), 2)),
    ],
)
def test_a_list_is_cut_only_if_that_saves_room(items, most, expected):
    assert shortened(tuple(items), most) == expected


@pytest.mark.parametrize(
    ("lists", "room", "expected"),
    [
        # Everything fits.
        ([[2, 2], [3]], 7, (2, 1)),
        # In turns; each list that is cut takes a line to say so.
        ([[2] * 9, [2] * 9], 10, (2, 2)),
        ([[2] * 9, [2] * 9], 11, (2, 2)),
        ([[2] * 9, [2] * 9], 12, (3, 2)),
        # What a short list leaves free goes to the longer one.
        ([[2], [2] * 9], 11, (1, 4)),
        ([[], [2] * 9], 11, (0, 5)),
        # An entry too long for the room lets shorter ones of another list pass.
        ([[2, 9], [2, 2]], 8, (1, 2)),
        # The first of each is shown whatever it takes.
        ([[9, 9], [9, 9]], 5, (1, 1)),
    ],
)
def test_lists_share_the_room_of_a_page(lists, room, expected):
    assert shares(lists, room) == expected


@pytest.mark.parametrize(
    ("texts", "expected"), [([], 0), ([""], 0), (["a" * 10], 1), (["a" * 11], 2), (["a\n\nb", "c"], 3)]
)
def test_lines_are_counted_text_by_text(texts, expected):
    assert lines_of(texts, 10) == expected


def test_the_longest_wait_names_who_has_to_act_first():
    waits = [Wait("Alfa", 10), Wait("Beta", 40), Wait("Alfa", 30), Wait("Cita", 40), Wait("Cita", 1)]
    assert awaited(waits) == (Awaited("Cita", 2, 40), Awaited("Beta", 1, 40), Awaited("Alfa", 2, 30))


@pytest.mark.parametrize(
    ("is_complete", "is_over", "is_decided", "expected"),
    [
        (True, False, False, True),
        (False, True, False, True),
        (False, False, False, False),
        (True, True, True, False),
    ],
)
def test_a_status_waits_for_its_decision_once_all_is_done_or_over(is_complete, is_over, is_decided, expected):
    assert waits_for_decision(is_complete=is_complete, is_over=is_over, is_decided=is_decided) is expected
