"""What can be found: each app registers its kinds from `AppConfig.ready()`; this app knows none of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from wagtail.blocks import StreamValue


@dataclass(frozen=True, slots=True)
class Findable:
    """What one record is found by and shown with.

    `codes` find it first, typed exactly. `context` is the line below the title: the plan, the region. `path` is its
    address in Bahasa Indonesia; pages of the CMS leave it out, because theirs can change with any of their parents.
    """

    title: str
    title_en: str = ""
    codes: tuple[str, ...] = ()
    context: str = ""
    context_en: str = ""
    text: str = ""
    text_en: str = ""
    path: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of things.

    `records` are all that could ever be found, with what `describe` reads; `public` those that everybody may see now.
    `watched` are other models whose change changes what a record is found by: each tells which records.
    """

    kind: str
    label: str | Promise
    records: Callable[[], QuerySet[Any]]
    public: Callable[[], QuerySet[Any]]
    describe: Callable[[Any], Findable]
    watched: Mapping[type[Model], Callable[[Any], Iterable[int]]] = field(default_factory=dict)
    is_page: bool = False


_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Raises ValueError if another source already has the kind. The order is that of the facet."""
    if source.kind in _sources:
        raise ValueError(f"there is already a source of {source.kind!r}")
    _sources[source.kind] = source


def all_sources() -> tuple[Source, ...]:
    return tuple(_sources.values())


def source_of(kind: str) -> Source:
    return _sources[kind]


def words_of(story: StreamValue) -> str:
    """The text of a page's blocks, without markup."""
    return " ".join(story.stream_block.get_searchable_content(story))
