"""What a proposed practice still lacks, and what each gap is worth: a hundred points in all.

The points follow what others need in order to copy: what was done weighs most, then the problem. Half a text is
worth half of its points. Nobody is refused for a low number; what is required, the form says.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NEXT = 3


@dataclass(frozen=True, slots=True)
class Criterion:
    """`enough` are words, or rows for what is told in rows."""

    field: str
    points: int
    enough: int


CRITERIA = (
    Criterion("title", 5, 3),
    Criterion("summary", 10, 15),
    Criterion("problem", 15, 25),
    Criterion("action", 20, 40),
    Criterion("participants", 5, 8),
    Criterion("cost", 10, 5),
    Criterion("results", 10, 1),
    Criterion("sources", 5, 1),
    Criterion("lessons", 10, 15),
    Criterion("kit", 5, 1),
    Criterion("contact", 5, 1),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """`texts` by field; `results` and `sources` count rows with a figure and those that also name where it comes from."""

    texts: Mapping[str, str]
    results: int = 0
    sources: int = 0
    kit: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """`points` is what closing it adds; `begun` if something stands there already."""

    field: str
    points: int
    begun: bool


def earned(draft: Draft) -> int:
    return sum(criterion.points - lost for criterion, lost in _losses(draft))


def gaps(draft: Draft) -> Sequence[Gap]:
    """All of them, the most rewarding first; of equals the one that stands first in the form."""
    found = [
        Gap(criterion.field, lost, lost < criterion.points) for criterion, lost in _losses(draft) if lost
    ]
    return sorted(found, key=lambda gap: -gap.points)


def _losses(draft: Draft) -> list[tuple[Criterion, int]]:
    return [(one, one.points - one.points * _reached(one, draft) // one.enough) for one in CRITERIA]


def _reached(criterion: Criterion, draft: Draft) -> int:
    rows = {"results": draft.results, "sources": draft.sources, "kit": draft.kit}
    words = len(re.findall(r"\w+", draft.texts.get(criterion.field, "")))
    return min(rows.get(criterion.field, words), criterion.enough)
