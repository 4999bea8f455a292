"""Where a milestone stands against its due date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from renaksi.enums import Timeliness

DUE_SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Punctuality:
    """What lateness depends on; `due` is the last day of what is known.

    `completed_on`: the day on which the update that completed the milestone was submitted,
    `None` while it is not complete. `completion_claimed_on`: the day on which an update that
    claims 100 and now waits for review was submitted.
    """

    due: date | None
    completed_on: date | None = None
    completion_claimed_on: date | None = None
    withdrawn: bool = False


def is_due_soon(due: date | None, today: date) -> bool:
    """Today or within the next 30 days."""
    return due is not None and 0 <= (due - today).days <= DUE_SOON_DAYS


def timeliness(milestone: Punctuality, today: date) -> Timeliness:
    if milestone.withdrawn:
        return Timeliness.WITHDRAWN
    if milestone.completed_on is not None:
        return _finished(milestone.due, milestone.completed_on)
    if milestone.due is None:
        return Timeliness.NO_DUE_DATE
    if today <= milestone.due:
        return Timeliness.DUE_SOON if is_due_soon(milestone.due, today) else Timeliness.NOT_DUE
    if milestone.completion_claimed_on is not None:
        return Timeliness.AWAITING_REVIEW
    return Timeliness.OVERDUE


def _finished(due: date | None, completed_on: date) -> Timeliness:
    on_time = due is None or completed_on <= due
    return Timeliness.COMPLETE if on_time else Timeliness.COMPLETE_LATE


def days_late(milestone: Punctuality, today: date) -> int:
    """Days after the due date until it was completed or claimed complete, else until today.

    The time that a claim waits for its review is not counted against who reported.
    """
    if milestone.withdrawn or milestone.due is None:
        return 0
    until = milestone.completed_on or milestone.completion_claimed_on or today
    return max((until - milestone.due).days, 0)


@dataclass(frozen=True, slots=True)
class Blocked:
    """Waiting for a named institution from `since`; `until` is the first day free again."""

    since: date
    until: date | None = None


def blocked_days(intervals: Iterable[Blocked], today: date) -> int:
    """Days waited for others up to today; days that overlap count once."""
    total = timedelta()
    counted_until = date.min
    for interval in sorted(intervals, key=lambda one: one.since):
        start = max(interval.since, counted_until)
        end = today if interval.until is None else min(interval.until, today)
        if end > start:
            total += end - start
            counted_until = end
    return total.days
