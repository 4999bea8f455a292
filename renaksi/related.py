"""What else belongs to a commitment, an institution or a region: asked here, answered by the apps above.

An app above fills the lists in its `ready()`; this app never imports it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose page asks. An empty subject belongs to nothing.

    Of a commitment, `region_ids` and `institution_ids` are those that answer for it: what names the commitment
    itself comes first, what only shares its region or institution after it.
    """

    plan_ids: frozenset[int] = frozenset()
    commitment_ids: frozenset[int] = frozenset()
    practice_ids: frozenset[int] = frozenset()
    theme_ids: frozenset[int] = frozenset()
    region_ids: frozenset[int] = frozenset()
    institution_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """`kind` is the word above the title: a theme, "Kabar"."""

    kind: str
    title: str
    url: str
    text: str = ""
    source: str = ""
    day: date | None = None


Source = Callable[[Subject], Iterable[RelatedItem]]

_sources: list[Source] = []


def register_source(source: Source) -> Source:
    """Answers with at most a handful of published items, newest first, in one query."""
    if source not in _sources:
        _sources.append(source)
    return source


def related_to(subject: Subject) -> tuple[RelatedItem, ...]:
    if subject == Subject():
        return ()
    return tuple(item for source in _sources for item in source(subject))


class Counted(StrEnum):
    """What places are told to have, besides commitments."""

    PRACTICES = "practices"
    COPIES = "copies"


# By Kemendagri code of the region, a regency's apart from its province's; what is not there is 0.
CountSource = Callable[[], Mapping[str, int]]

_count_sources: dict[Counted, CountSource] = {}


def register_count_source(counted: Counted, source: CountSource) -> CountSource:
    """Counts what is published, in one query."""
    _count_sources[counted] = source
    return source


def counts_by_region(counted: Counted) -> Mapping[str, int]:
    return _count_sources[counted]() if counted in _count_sources else {}
