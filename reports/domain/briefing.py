"""What a page for a minister leaves out, and what the figures say somebody has to decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Wait:
    """One milestone that waits now for an institution, for so many days already."""

    institution: str
    days: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """An institution for which milestones wait; `longest` in days."""

    institution: str
    milestones: int
    longest: int


def shortened(items: Sequence[Item], most: int) -> tuple[tuple[Item, ...], int]:
    """The first ones, and how many are left out; a line that would only say "one more" shows it instead."""
    if len(items) <= most + 1:
        return tuple(items), 0
    return tuple(items[:most]), len(items) - most


def shares(lists: Sequence[Sequence[int]], room: int) -> tuple[int, ...]:
    """How many entries of each list are shown: in turns, as long as the lines that they take fit.

    A list is the lines of each of its entries; what short lists leave free goes to the longer ones. The first entry of
    each is always shown, and a list that is cut takes one more line to say so.
    """
    shown = [min(1, len(entries)) for entries in lists]
    while (following := _next_that_fits(lists, shown, room)) is not None:
        shown[following] += 1
    return tuple(shown)


def _next_that_fits(lists: Sequence[Sequence[int]], shown: Sequence[int], room: int) -> int | None:
    """The list that shows least so far, of those that have more and room for it."""
    for place in sorted(range(len(lists)), key=lambda one: (shown[one], one)):
        tried = [count + (one == place) for one, count in enumerate(shown)]
        if shown[place] < len(lists[place]) and _lines(lists, tried) <= room:
            return place
    return None


def _lines(lists: Sequence[Sequence[int]], shown: Sequence[int]) -> int:
    pairs = zip(lists, shown, strict=True)
    return sum(sum(entries[:count]) + (count < len(entries)) for entries, count in pairs)


def lines_of(texts: Iterable[str], letters: int) -> int:
    """So many lines do texts take where one holds so many letters; each begins a new one."""
    return sum(-(-len(line) // letters) for text in texts for line in text.splitlines() if line)


def awaited(waits: Iterable[Wait]) -> tuple[Awaited, ...]:
    """Who has to act first comes first: where the longest wait is, then where most milestones wait."""
    grouped: dict[str, list[int]] = {}
    for wait in waits:
        grouped.setdefault(wait.institution, []).append(wait.days)
    found = (Awaited(institution, len(days), max(days)) for institution, days in grouped.items())
    return tuple(sorted(found, key=lambda one: (-one.longest, -one.milestones, one.institution)))


def waits_for_decision(*, is_complete: bool, is_over: bool, is_decided: bool) -> bool:
    """A status is decided once the figures say that all is done, or once the time for it is over."""
    return not is_decided and (is_complete or is_over)
