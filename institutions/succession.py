"""What an institution leaves open when others go on in its place is known only above: the apps there say what, and move it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.models import AbstractUser

from institutions.models import Institution


@dataclass(frozen=True, slots=True)
class OpenThing:
    """Something that a successor takes over. `kind` is the word for people, `key` names it ("milestone:12").

    What `follows` another thing goes where that goes, and is not asked for when an institution is split.
    """

    kind: str
    key: str
    label: str
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Succession:
    """`source` ended on that day. `shares` says by key who takes what; what is not named goes to the first heir."""

    source: Institution
    heirs: tuple[Institution, ...]
    on: date
    reason: str
    by: AbstractUser
    at: datetime
    shares: Mapping[str, Institution] = field(default_factory=dict)

    def heir_of(self, key: str) -> Institution:
        return self.shares.get(key, self.heirs[0])


@dataclass(frozen=True, slots=True)
class Mover:
    """`allows` asks for the rights to what is moved; `move` tells how many of each kind it moved, by code."""

    allows: Callable[[AbstractUser], bool]
    open_things: Callable[[Institution, date], tuple[OpenThing, ...]]
    move: Callable[[Succession], Mapping[str, int]]


_movers: list[Mover] = []


def register_mover(mover: Mover) -> None:
    """From `AppConfig.ready()`."""
    if mover not in _movers:
        _movers.append(mover)


def movers_allow(by: AbstractUser) -> bool:
    """Rights go with what is moved: who may not give them may not move them."""
    return all(mover.allows(by) for mover in _movers)


def open_things(institution: Institution, today: date) -> Iterator[OpenThing]:
    for mover in _movers:
        yield from mover.open_things(institution, today)


def move_everything(succession: Succession) -> dict[str, int]:
    moved: dict[str, int] = {}
    for mover in _movers:
        moved |= mover.move(succession)
    return moved
