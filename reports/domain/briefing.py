"""What a page for a minister leaves out, and what the figures say somebody has to decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Wait:
    """A milestone of `commitment` that waits now for an institution, for so many days already."""

    institution: str
    commitment: str
    days: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """An institution for which milestones wait; `longest` in days, each commitment once."""

    institution: str
    milestones: int
    longest: int
    commitments: tuple[str, ...]


def shortened(items: Sequence[Item], most: int) -> tuple[tuple[Item, ...], int]:
    """The first ones, and how many are left out; a line that would only say "one more" shows it instead."""
    if len(items) <= most + 1:
        return tuple(items), 0
    return tuple(items[:most]), len(items) - most


def awaited(waits: Iterable[Wait]) -> tuple[Awaited, ...]:
    """Who has to act first comes first: where the longest wait is, then where most milestones wait."""
    grouped: dict[str, list[Wait]] = {}
    for wait in waits:
        grouped.setdefault(wait.institution, []).append(wait)
    found = (
        Awaited(
            institution,
            len(each),
            max(one.days for one in each),
            tuple(dict.fromkeys(one.commitment for one in each)),
        )
        for institution, each in grouped.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.longest, -one.milestones, one.institution)))


def waits_for_decision(*, is_complete: bool, is_over: bool, is_decided: bool) -> bool:
    """A status is decided once the figures say that all is done, or once the time for it is over."""
    return not is_decided and (is_complete or is_over)
