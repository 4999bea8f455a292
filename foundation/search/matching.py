"""How the two databases find words: FTS5 of SQLite by beginnings, PostgreSQL by stems of both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import FloatField, QuerySet
from django.db.models.expressions import RawSQL

from foundation.search.models import SearchEntry
from foundation.search.words import LEAST_PREFIX, Wanted, root

# Of a title that is still being typed.
LEAST_TYPED = 2

_FTS = "foundation_search_words"
# bm25 per column, as in the migration: title, title_en, codes, context, context_en, text, text_en. Better is smaller.
_RANK = f"bm25({_FTS}, 10, 10, 10, 3, 3, 1, 1)"


@dataclass(frozen=True, slots=True)
class _Match:
    tables: list[str]
    where: list[str]
    params: list[str]
    rank: str
    rank_params: tuple[str, ...] = ()


def matching(wanted: Wanted, *, titles_only: bool = False, any_word: bool = False) -> QuerySet[SearchEntry]:
    """The entries that hold every word, or are known by the code; annotated with `rank`, best is smallest."""
    if not wanted:
        return SearchEntry.objects.none()
    find = _postgres if connection.vendor == "postgresql" else _sqlite
    match = find(wanted, titles_only=titles_only, any_word=any_word)
    # FTS5 has no lookup of Django's; every value is a parameter.
    found = SearchEntry.objects.extra(tables=match.tables, where=match.where, params=match.params)  # noqa: S610
    return found.annotate(rank=RawSQL(match.rank, match.rank_params, output_field=FloatField()))  # noqa: S611


def _sqlite(wanted: Wanted, *, titles_only: bool, any_word: bool) -> _Match:
    where = "{title title_en codes} : " if titles_only else ""
    least = LEAST_TYPED if titles_only else LEAST_PREFIX
    words = f" {'OR' if any_word else 'AND'} ".join(_beginnings(word, least=least) for word in wanted.words)
    either = [f"{where}({words})"] if words else []
    if wanted.code:
        either.append(f'codes : "{wanted.code}"')
    query = " OR ".join(f"({one})" for one in either)
    joined = f"{_FTS}.rowid = foundation_searchentry.id"
    return _Match([_FTS], [f"{_FTS} MATCH %s", joined], [query], _RANK)


def _beginnings(word: str, *, least: int) -> str:
    """The word itself counts beside its beginning, so that what is meant exactly comes first."""
    if len(word) < least or word.isdigit():
        return f'"{word}"'
    starts = " OR ".join(f'"{start}" *' for start in dict.fromkeys((word, root(word))))
    return f'("{word}" OR {starts})'


def _postgres(wanted: Wanted, *, titles_only: bool, any_word: bool) -> _Match:
    parts, params = [], list[str]()
    for word in wanted.words:
        sql, values = _lexemes(word, weight="A" if titles_only else "")
        parts.append(sql)
        params += values
    query = f"({(' || ' if any_word else ' && ').join(parts)})" if parts else "''::tsquery"
    if wanted.code:
        query = f"({query} || to_tsquery('simple', %s))"
        params.append(f"{wanted.code}:A")
    column = "foundation_searchentry.words"
    rank = f"-ts_rank({column}, {query})"
    return _Match([], [f"{column} @@ {query}"], params, rank, tuple(params))


def _lexemes(word: str, *, weight: str) -> tuple[str, Sequence[str]]:
    """One word in both languages' stems; titles are also indexed as written, so that beginnings find them."""
    plain = f"{word}:{weight}" if weight else word
    least = LEAST_TYPED if weight else LEAST_PREFIX
    start = plain if len(word) < least or word.isdigit() else f"{word}:*{weight}"
    sql = "(to_tsquery('indonesian', %s) || to_tsquery('english', %s) || to_tsquery('simple', %s))"
    return sql, (plain, plain, start)
