"""What else belongs to a commitment, an institution or a region: asked here, answered by the apps above.

An app above fills the list in its `ready()`; this app never imports it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose page asks. An empty subject belongs to nothing."""

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
    if not (subject.region_ids or subject.institution_ids):
        return ()
    return tuple(item for source in _sources for item in source(subject))
