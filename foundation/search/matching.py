"""How the two databases find words: FTS5 of SQLite by beginnings, PostgreSQL by stems of both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import FloatField, QuerySet
from django.db.models.expressions import RawSQL

from foundation.search.models import SearchEntry
from foundation.search.words import LEAST_PREFIX, Wanted, root

_FTS = "foundation_search_words"
# bm25 per column, as in the migration: title, title_en, codes, context, context_en, text, text_en. Better is smaller.
_RANK = f"bm25({_FTS}, 10, 10, 10, 3, 3, 1, 1)"


@dataclass(frozen=True, slots=True)
class _Match:
    tables: tuple[str, ...]
    where: tuple[str, ...]
    params: tuple[str, ...]
    rank: str
    rank_params: tuple[str, ...] = ()


def matching(wanted: Wanted, *, titles_only: bool = False) -> QuerySet[SearchEntry]:
    """The entries that hold every word, or are known by the code; annotated with `rank`, best is smallest.

    With `titles_only` the last word may be a beginning, on both databases.
    """
    if not wanted:
        return SearchEntry.objects.none()
    find = _postgres if connection.vendor == "postgresql" else _sqlite
    match = find(wanted, titles_only=titles_only)
    # FTS5 has no lookup of Django's; every value is a parameter.
    found = SearchEntry.objects.extra(tables=match.tables, where=match.where, params=match.params)  # noqa: S610
    return found.annotate(rank=RawSQL(match.rank, match.rank_params, output_field=FloatField()))  # noqa: S611


def _sqlite(wanted: Wanted, *, titles_only: bool) -> _Match:
    where = "{title title_en codes} : " if titles_only else ""
    either = [f"{where}({' AND '.join(map(_beginnings, wanted.words))})"] if wanted.words else []
    if wanted.code:
        either.append(f'codes : "{wanted.code}"')
    query = " OR ".join(f"({one})" for one in either)
    joined = f"{_FTS}.rowid = foundation_searchentry.id"
    return _Match((_FTS,), (f"{_FTS} MATCH %s", joined), (query,), _RANK)


def _beginnings(word: str) -> str:
    """The word itself counts beside its beginning, so that what is meant exactly comes first."""
    if len(word) < LEAST_PREFIX or word.isdigit():
        return f'"{word}"'
    starts = " OR ".join(f'"{start}" *' for start in dict.fromkeys((word, root(word))))
    return f'("{word}" OR {starts})'


def _postgres(wanted: Wanted, *, titles_only: bool) -> _Match:
    parts, params = [], []
    for word in wanted.words:
        last = word == wanted.words[-1]
        sql, values = _lexemes(word, prefix=titles_only and last, weight="A" if titles_only else "")
        parts.append(sql)
        params += values
    query = f"({' && '.join(parts)})" if parts else "''::tsquery"
    if wanted.code:
        query = f"({query} || to_tsquery('simple', %s))"
        params.append(f"{wanted.code}:A")
    column = "foundation_searchentry.words"
    rank = f"-ts_rank({column}, {query})"
    return _Match((), (f"{column} @@ {query}",), tuple(params), rank, tuple(params))


def _lexemes(word: str, *, prefix: bool, weight: str) -> tuple[str, Sequence[str]]:
    """One word in both languages' stems; titles are also indexed as written, so that beginnings find them."""
    plain = f"{word}:{weight}" if weight else word
    start = f"{word}:*{weight}" if prefix or (len(word) >= LEAST_PREFIX and not word.isdigit()) else plain
    sql = "(to_tsquery('indonesian', %s) || to_tsquery('english', %s) || to_tsquery('simple', %s))"
    return sql, (plain, plain, start)
