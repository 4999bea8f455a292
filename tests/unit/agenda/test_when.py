from datetime import UTC, date, datetime, time

import pytest

from agenda.domain.when import When, is_unrecorded, problems
from agenda.enums import EventState, Zone

FIRST, LAST = date(2026, 3, 22), date(2026, 3, 24)
NINE, NOON = time(9), time(12)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "starts_at", "ends_at"),
    [
        (When(FIRST, FIRST, NINE, NOON, Zone.WIB), at(22, 2), at(22, 5)),
        (When(FIRST, FIRST, NINE, NOON, Zone.WITA), at(22, 1), at(22, 4)),
        (When(FIRST, FIRST, NINE, NOON, Zone.WIT), at(22, 0), at(22, 3)),
        (When(FIRST, LAST, NINE, NOON, Zone.WIB), at(22, 2), at(24, 5)),
        # Nobody said when it ends: it goes on until midnight.
        (When(FIRST, FIRST, NINE, None, Zone.WIB), at(22, 2), at(22, 17)),
        (When(FIRST, FIRST, None, None, Zone.WIB), at(21, 17), at(22, 17)),
        (When(FIRST, LAST, None, None, Zone.WIT), at(21, 15), at(24, 15)),
    ],
)
def test_days_and_hours_are_those_of_the_place(when, starts_at, ends_at):
    assert (when.starts_at, when.ends_at) == (starts_at, ends_at)


def test_event_is_over_from_the_moment_that_it_ends():
    when = When(FIRST, FIRST, NINE, NOON, Zone.WIB)
    assert [when.is_over(now) for now in (at(22, 4, 59), at(22, 5))] == [False, True]


@pytest.mark.parametrize(
    ("days", "hours", "expected"),
    [
        ((FIRST, None), (None, None), []),
        ((FIRST, LAST), (NINE, NOON), []),
        ((FIRST, LAST), (NOON, NINE), []),
        ((None, LAST), (NINE, NOON), []),
        ((LAST, FIRST), (None, None), [("last_day", "ends_before_start")]),
        ((FIRST, None), (None, NOON), [("begins", "end_without_beginning")]),
        ((FIRST, None), (NOON, NINE), [("ends", "ends_before_start_that_day")]),
        ((FIRST, FIRST), (NINE, NINE), [("ends", "ends_before_start_that_day")]),
    ],
)
def test_what_cannot_be_is_told_at_its_field(days, hours, expected):
    assert list(problems(*days, *hours)) == expected


@pytest.mark.parametrize(
    ("state", "over", "expected"),
    [
        (EventState.PLANNED, True, True),
        (EventState.CONFIRMED, True, True),
        (EventState.PLANNED, False, False),
        (EventState.HELD, True, False),
        (EventState.CANCELLED, True, False),
    ],
)
def test_past_event_counts_as_held_only_when_somebody_wrote_it_down(state, over, expected):
    assert is_unrecorded(state, over=over) is expected
