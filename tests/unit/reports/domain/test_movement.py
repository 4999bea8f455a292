from dataclasses import replace

import pytest

from reports.domain.movement import Move, Stand, movements

COMPLETE = 4
LIMITED = Stand("r/1", rank=2, percent=25, overdue=0, is_reported=True)


def moved(**changes: object) -> list[Move]:
    return list(movements([LIMITED], [replace(LIMITED, **changes)], complete=COMPLETE))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"rank": 3, "percent": 50}, [Move.ROSE]),
        ({"rank": 4, "percent": 100}, [Move.COMPLETED]),
        ({"rank": 1, "percent": 0}, [Move.FELL]),
        ({"rank": 0, "percent": None}, [Move.FELL]),
        ({"percent": 25.01}, [Move.GREW]),
        ({"percent": 24.99}, [Move.SHRANK]),
        ({"overdue": 2}, [Move.LATE]),
        ({"rank": 3, "overdue": 1}, [Move.ROSE, Move.LATE]),
    ],
)
def test_what_became_of_a_commitment(changes: dict[str, object], expected: list[Move]):
    assert moved(**changes) == expected


def test_more_milestones_late_is_no_news_of_lateness():
    late = replace(LIMITED, overdue=1)
    assert movements([late], [replace(late, overdue=3)], complete=COMPLETE) == {}


def test_first_report_and_first_proof_of_nothing_done_are_steps():
    silent = Stand("r/1", rank=0, percent=None, overdue=0, is_reported=False)
    told = replace(silent, is_reported=True)
    assert list(movements([silent], [told], complete=COMPLETE)) == [Move.REPORTED]
    assert list(movements([told], [replace(told, percent=0)], complete=COMPLETE)) == [Move.GREW]


def test_what_came_and_what_went_are_told_by_key():
    other = replace(LIMITED, key="r/2")
    assert movements([LIMITED], [other], complete=COMPLETE) == {Move.ADDED: ("r/2",), Move.GONE: ("r/1",)}


def test_keys_stand_in_the_order_of_the_newer_report_and_moves_in_their_own():
    before = [replace(LIMITED, key=key) for key in ("r/1", "r/2", "r/3")]
    now = [
        replace(LIMITED, key="r/3", overdue=1),
        replace(LIMITED, key="r/2", rank=3),
        replace(LIMITED, key="r/1", rank=3),
    ]
    found = movements(before, now, complete=COMPLETE)
    assert list(found.items()) == [(Move.ROSE, ("r/2", "r/1")), (Move.LATE, ("r/3",))]
