"""The ladder of reminders: who hears of a deadline, when, and who after them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from renaksi.domain.working_days import add_working_days, next_working_day, previous_working_day
from renaksi.enums import NoticeKind


class Audience(Enum):
    REPORTERS = auto()
    HEADS = auto()
    SECRETARIAT = auto()


@dataclass(frozen=True, slots=True)
class Rung:
    """`days` after the deadline; before it they are negative."""

    audience: Audience
    kind: NoticeKind
    days: int


LADDER: tuple[Rung, ...] = (
    Rung(Audience.REPORTERS, NoticeKind.DUE, -14),
    Rung(Audience.REPORTERS, NoticeKind.DUE, -7),
    Rung(Audience.REPORTERS, NoticeKind.DUE, -1),
    Rung(Audience.REPORTERS, NoticeKind.OVERDUE, 1),
    Rung(Audience.REPORTERS, NoticeKind.OVERDUE, 7),
    Rung(Audience.REPORTERS, NoticeKind.OVERDUE, 30),
    Rung(Audience.HEADS, NoticeKind.HEAD_OVERDUE, 37),
    Rung(Audience.SECRETARIAT, NoticeKind.LIST_OVERDUE, 44),
)
# What was missed for longer is not told any more: it would surprise, not remind. A warning gives way to the
# next one sooner, also when a deadline was moved and its first days have passed.
CATCH_UP_DAYS = 14
CATCH_UP_WARNINGS_DAYS = 3
APPROVE_WITHIN_WORKING_DAYS = 3
HOLIDAYS_ASKED_FROM_MONTH = 10


def goes_out_on(rung: Rung, deadline: date, holidays: Collection[date]) -> date:
    """Its day, else the next working day; a warning that would come after the deadline goes out before it."""
    day = deadline + timedelta(days=rung.days)
    moved = next_working_day(day, holidays)
    if rung.days < 0 and moved > deadline:
        return previous_working_day(day, holidays)
    return moved


def rungs_due(
    deadline: date, today: date, holidays: Collection[date], told: Collection[Rung]
) -> tuple[Rung, ...]:
    """What is to be told today: for each audience the latest rung whose day has come, unless it was told.

    Earlier rungs that were missed are left out, and so is what was missed for too long.
    """
    latest = {
        rung.audience: rung
        for rung in LADDER
        if 0 <= (today - goes_out_on(rung, deadline, holidays)).days <= _told_within(rung)
    }
    return tuple(rung for rung in latest.values() if rung not in told)


def _told_within(rung: Rung) -> int:
    return CATCH_UP_WARNINGS_DAYS if rung.days < 0 else CATCH_UP_DAYS


def first_and_last_deadline(today: date) -> tuple[date, date]:
    """No deadline before or after them has a rung today: twice the catching up leaves room for long leaves."""
    leeway = timedelta(days=2 * CATCH_UP_DAYS)
    return (
        today - timedelta(days=LADDER[-1].days) - leeway,
        today - timedelta(days=LADDER[0].days) + leeway,
    )


def approval_is_late(since: date, today: date, holidays: Collection[date]) -> bool:
    """It has waited for its approver for three whole working days."""
    return today > add_working_days(since, APPROVE_WITHIN_WORKING_DAYS, holidays)


def holidays_to_ask_for(today: date, known: Collection[date]) -> int | None:
    """Next year, from 1 October on, while its table is empty; else None."""
    year = today.year + 1
    if today.month < HOLIDAYS_ASKED_FROM_MONTH or any(day.year == year for day in known):
        return None
    return year
