"""Keeping the index right: after every commit that changes a record, and whenever somebody asks for all of it."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils import translation
from django.utils.html import strip_tags

from foundation.languages import INDONESIAN
from foundation.search.models import SearchEntry
from foundation.search.sources import Source, all_sources, register_source, source_of
from foundation.search.words import code_key, title_key

MOST_LETTERS = 20_000  # of a text; more is found by its beginning
ROWS_AT_ONCE = 500
_FIELDS = (
    "title", "title_en", "title_key", "codes", "context", "context_en", "text", "text_en", "path", "is_sample",
)  # fmt: skip


def keep(*sources: Source) -> None:
    """Register sources and follow their records from now on; what is written in bulk is told to `renew_later`."""
    for source in sources:
        register_source(source)
        for model, whose in {source.records().model: _itself, **source.watched}.items():
            for signal in (post_save, post_delete):
                signal.connect(
                    partial(_follow, source.kind, whose),
                    sender=model,
                    weak=False,
                    dispatch_uid=f"search.{source.kind}.{model._meta.label}",
                )


def renew_later(kind: str, keys: Collection[int]) -> None:
    """Once the change is committed: what is rolled back was never found. A failure is left to the sweep."""
    transaction.on_commit(partial(renew, kind, tuple(keys)), robust=True)


def renew(kind: str, keys: Collection[int]) -> int:
    """Write what these records are found by now; forgets those that are gone. How many rows were written."""
    source = source_of(kind)
    written = 0
    for some in _in_parts(tuple(keys)):
        records = source.records().filter(pk__in=some)
        written += _write(source, list(records))
        gone = set(some) - set(source.records().filter(pk__in=some).values_list("pk", flat=True))
        SearchEntry.objects.filter(kind=kind, object_id__in=gone).delete()
    return written


def renew_all() -> int:
    """Compare every record with its row and write what differs."""
    written = 0
    for source in all_sources():
        keys = list(source.records().order_by("pk").values_list("pk", flat=True))
        written += renew(source.kind, keys)
        SearchEntry.objects.filter(kind=source.kind).exclude(
            object_id__in=source.records().values("pk")
        ).delete()
    SearchEntry.objects.exclude(kind__in=[source.kind for source in all_sources()]).delete()
    return written


def renew_missing(_now: datetime) -> int:
    """The sweep: what came in bulk, or whose process died between the commit and its row."""
    return sum(renew(source.kind, list(_without_row(source))) for source in all_sources())


def _without_row(source: Source) -> QuerySet[Any, int]:
    known = SearchEntry.objects.filter(kind=source.kind).values("object_id")
    return source.records().exclude(pk__in=known).values_list("pk", flat=True)


def _follow(kind: str, whose: Any, *, instance: Model, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        renew_later(kind, tuple(whose(instance)))


def _itself(record: Model) -> tuple[int]:
    return (record.pk,)


def _in_parts(keys: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(keys), ROWS_AT_ONCE):
        yield keys[start : start + ROWS_AT_ONCE]


def _write(source: Source, records: Sequence[Any]) -> int:
    keys = [record.pk for record in records]
    known = {
        entry.object_id: entry for entry in SearchEntry.objects.filter(kind=source.kind, object_id__in=keys)
    }
    # Addresses are stored as they are in Bahasa Indonesia, whoever's request writes them.
    with translation.override(INDONESIAN):
        entries = [_entry(source, record) for record in records]
    changed = [entry for entry in entries if _values(entry) != _values(known.get(entry.object_id))]
    SearchEntry.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=_FIELDS
    )
    return len(changed)


def _values(entry: SearchEntry | None) -> tuple[Any, ...] | None:
    return tuple(getattr(entry, name) for name in _FIELDS) if entry else None


def _entry(source: Source, record: Any) -> SearchEntry:
    found = source.describe(record)
    codes = " ".join(filter(None, map(code_key, found.codes)))
    return SearchEntry(
        kind=source.kind,
        object_id=record.pk,
        title=found.title,
        title_en=found.title_en,
        title_key=title_key(found.title),
        codes=f" {codes} " if codes else "",
        context=found.context[:500],
        context_en=found.context_en[:500],
        text=_plain(found.text),
        text_en=_plain(found.text_en),
        path=found.path,
        is_sample=found.is_sample,
    )


def _plain(text: str) -> str:
    return " ".join(strip_tags(text).split())[:MOST_LETTERS]
