"""Which institutions went into which, and what one was called on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Step:
    """One institution ended, another went on: a row of a merger or of a split."""

    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Renaming:
    """`on` is the first day of the new name."""

    on: date
    old_name: str


def predecessors(steps: Iterable[Step], of: Iterable[int]) -> frozenset[int]:
    """All that ended in any of them, however many changes ago; not they themselves."""
    return _reached([(step.target, step.source) for step in steps], frozenset(of))


def successors(steps: Iterable[Step], of: Iterable[int]) -> frozenset[int]:
    """All that any of them ended in, at every stage; not they themselves."""
    return _reached([(step.source, step.target) for step in steps], frozenset(of))


def _reached(ways: list[tuple[int, int]], begin: frozenset[int]) -> frozenset[int]:
    known, newest = begin, begin
    while newest:
        newest = frozenset(end for start, end in ways if start in newest) - known
        known |= newest
    return known - begin


def name_then(name: str, renamings: Iterable[Renaming], day: date) -> str:
    """What it was called on that day; `name` is today's."""
    later = [one for one in renamings if one.on > day]
    return min(later, key=lambda one: one.on).old_name if later else name
