"""What became of commitments between two reports."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum


class Move(Enum):
    """In the order in which they are told. A commitment may have moved in several ways, but only in one of the
    first five.
    """

    COMPLETED = "completed"
    ROSE = "rose"
    FELL = "fell"
    GREW = "grew"
    SHRANK = "shrank"
    LATE = "late"
    REPORTED = "reported"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a commitment stood. `rank` is the place of its status, the worst being 0; None: it had none.

    `percent` is what was proven, at most two decimals; `is_reported`: somebody ever sent a report on it.
    """

    key: str
    rank: int | None
    percent: float | None
    overdue: int
    is_reported: bool


def movements(
    before: Iterable[Stand], now: Iterable[Stand], *, complete: int
) -> Mapping[Move, tuple[str, ...]]:
    """Keys by what became of them, in the order of `now`; `complete` is the rank of what is finished."""
    earlier = {stand.key: stand for stand in before}
    found: dict[Move, list[str]] = {}
    for stand in now:
        old = earlier.pop(stand.key, None)
        for move in _moves(old, stand, complete) if old else (Move.ADDED,):
            found.setdefault(move, []).append(stand.key)
    if earlier:
        found[Move.GONE] = list(earlier)
    return {move: tuple(found[move]) for move in Move if move in found}


def _moves(old: Stand, new: Stand, complete: int) -> Iterator[Move]:
    change = _change(old, new, complete)
    if change:
        yield change
    if new.overdue and not old.overdue:
        yield Move.LATE
    if new.is_reported and not old.is_reported:
        yield Move.REPORTED


def _change(old: Stand, new: Stand, complete: int) -> Move | None:
    """Of its status; within one status, of the part that is proven."""
    before, after = _or_nothing(old.rank), _or_nothing(new.rank)
    if after != before:
        if after > before:
            return Move.COMPLETED if after == complete else Move.ROSE
        return Move.FELL
    if _or_nothing(new.percent) != _or_nothing(old.percent):
        return Move.GREW if _or_nothing(new.percent) > _or_nothing(old.percent) else Move.SHRANK
    return None


def _or_nothing(value: float | None) -> float:
    """Unknown is less than zero: the first proof is a step, even of nothing done."""
    return -1 if value is None else value
