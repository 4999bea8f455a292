"""For whom a milestone waits, since when and until when, as its reports tell it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, zip_longest

from renaksi.domain.lateness import Blocked


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """What one standing report says; `waits_for` is None if it waits for nobody."""

    report_id: int
    period_ends_on: date
    submitted_on: date
    waits_for: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """`told_in` is the newest report that names the institution."""

    institution_id: int
    interval: Blocked
    told_in: int

    @property
    def stands(self) -> bool:
        return self.interval.until is None


def waits(reports: Iterable[WaitingReport], *, ended_on: date | None, as_of: date) -> tuple[Wait, ...]:
    """The oldest first; reports that were submitted after `as_of` do not count.

    A wait lasts until the day on which a report of a later period was submitted that no longer names the
    institution, or until the milestone was completed or withdrawn (`ended_on`).
    """
    told = sorted((one for one in reports if one.submitted_on <= as_of), key=lambda one: one.period_ends_on)
    over = ended_on if ended_on is not None and ended_on <= as_of else None
    found = (_ended(wait, over) for wait in _runs(told))
    return tuple(wait for wait in found if _lasted(wait.interval))


def _runs(told: Sequence[WaitingReport]) -> Iterator[Wait]:
    """Reports in a row that name the same institution tell of one wait, since the earliest day they say."""
    runs = [list(run) for _institution, run in groupby(told, key=lambda one: one.waits_for)]
    for run, following in zip_longest(runs, runs[1:]):
        until = following[0].submitted_on if following else None
        days = [one.since for one in run if one.since is not None]
        institution_id = run[-1].waits_for
        if institution_id is not None and days:
            yield Wait(institution_id, Blocked(min(days), until), run[-1].report_id)


def _lasted(interval: Blocked) -> bool:
    return interval.until is None or interval.until > interval.since


def _ended(wait: Wait, over: date | None) -> Wait:
    until = wait.interval.until
    if over is None or (until is not None and until <= over):
        return wait
    return replace(wait, interval=replace(wait.interval, until=over))
