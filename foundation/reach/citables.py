"""What can be cited and shared: each has a permanent address `/rujukan/<kind>/<key>/` and a picture of ours.

An app registers how its records are found in its `AppConfig.ready()`; this room imports none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citable:
    """Something public, told in the language of the page.

    `path` is where it stands today; `kicker` the words above its title; `facts` at most three short lines.
    """

    title: str
    path: str
    kicker: str
    facts: tuple[str, ...] = ()


Finder = Callable[[int], Citable | None]

_finders: dict[str, Finder] = {}


def register_citable(kind: str, find: Finder) -> None:
    """`kind` is a word of the permanent address and never changes; `find` answers for what the public sees alone."""
    _finders[kind] = find


def find_citable(kind: str, key: int) -> Citable | None:
    find = _finders.get(kind)
    return find(key) if find else None
