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
    found, asked = tuple(steps), frozenset(of)
    known, newest = asked, asked
    while newest:
        newest = frozenset(step.source for step in found if step.target in newest) - known
        known |= newest
    return known - asked


def name_then(name: str, renamings: Iterable[Renaming], day: date) -> str:
    """What it was called on that day; `name` is today's."""
    later = [one for one in renamings if one.on > day]
    return min(later, key=lambda one: one.on).old_name if later else name
