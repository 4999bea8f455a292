"""What differs between two reports, cell by cell: their tables hold every number under names that stay."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from reports.document import DataColumn, DataTable, Edition, Payload, State
from reports.document.tables import Value

# What names a row for people, the first one that its table has.
_NAMING = ("title", "name", "commitment", "number", "period")
_COUNTED = frozenset({"number", "percent"})


class ChangeKind(Enum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Direction(Enum):
    """Which way a number went; whether that is good is not said here."""

    NONE = ""
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """`key` is that of the row, `title` what people call it. `column` is None where a whole row came or went."""

    table: str
    table_title: str
    key: str
    title: str
    kind: ChangeKind
    column: DataColumn | None = None
    old: Value = None
    new: Value = None

    @property
    def direction(self) -> Direction:
        if self.column is None or self.column.kind not in _COUNTED:
            return Direction.NONE
        if not isinstance(self.old, int | float) or not isinstance(self.new, int | float):
            return Direction.NONE
        return Direction.UP if self.new > self.old else Direction.DOWN


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows` stand as in the newer report, what is gone at the end of its table. `has_texts` is false if the two
    share no language: then a translated sentence is no change."""

    rows: tuple[ChangedValue, ...]
    has_texts: bool = True

    def counts(self) -> Mapping[tuple[str, str], int]:
        """How many by table's key and title, in their order; tables without a change are left out."""
        found: dict[tuple[str, str], int] = {}
        for row in self.rows:
            named = (row.table, row.table_title)
            found[named] = found.get(named, 0) + 1
        return found


Row = tuple[Value, ...]
# The value of its first column, and the how manyth row it is that has it.
RowKey = tuple[str, int]


def compare(old: Payload, new: Payload) -> Comparison:
    """By the first column of each table, in a language that both have, else without their texts."""
    before, after, has_texts = _editions(old, new)
    earlier = {table.key: table for table in before.tables}
    rows: list[ChangedValue] = []
    for table in after.tables:
        rows += _table(earlier.pop(table.key, _empty(table)), table, has_texts=has_texts)
    for table in earlier.values():
        rows += _table(table, _empty(table), has_texts=has_texts)
    return Comparison(tuple(rows), has_texts)


def _editions(old: Payload, new: Payload) -> tuple[Edition, Edition, bool]:
    by_language = {edition.lang: edition for edition in old.editions}
    for edition in new.editions:
        if edition.lang in by_language:
            return by_language[edition.lang], edition, True
    return old.main, new.main, False


def _empty(table: DataTable) -> DataTable:
    return DataTable(table.key, table.title, table.columns, ())


def _table(old: DataTable, new: DataTable, *, has_texts: bool) -> Iterator[ChangedValue]:
    before, after = _by_key(old), _by_key(new)
    for key, row in after.items():
        if key in before:
            yield from _row(old, new, before[key], row, has_texts=has_texts)
        else:
            yield _whole(new, key, row, ChangeKind.ADDED)
    for key, row in before.items():
        if key not in after:
            yield _whole(old, key, row, ChangeKind.REMOVED)


def _by_key(table: DataTable) -> dict[RowKey, Row]:
    """Evidence may prove two commitments, and then stands twice under one key."""
    found: dict[RowKey, Row] = {}
    seen: dict[str, int] = {}
    for row in table.rows:
        name = _key_of(table, row)
        seen[name] = seen.get(name, 0) + 1
        found[name, seen[name]] = row
    return found


def _key_of(table: DataTable, row: Row) -> str:
    """Its first column; where that is a commitment in several periods, with the period."""
    columns = [column.key for column in table.columns]
    second = columns.index("period") if "period" in columns[1:] and columns[0] != "key" else 0
    named = (row[0], row[second]) if second else (row[0],)
    return " ".join(one.code if isinstance(one, State) else str(one) for one in named)


def _whole(table: DataTable, key: RowKey, row: Row, kind: ChangeKind) -> ChangedValue:
    return ChangedValue(table.key, table.title, key[0], _title(table, row), kind)


def _row(
    old: DataTable, new: DataTable, before: Row, after: Row, *, has_texts: bool
) -> Iterator[ChangedValue]:
    places = {column.key: place for place, column in enumerate(old.columns)}
    title = _title(new, after)
    for place, column in enumerate(new.columns):
        if column.key not in places or (column.kind == "text" and not has_texts):
            continue
        was, now = before[places[column.key]], after[place]
        if _essence(was) != _essence(now):
            yield ChangedValue(
                new.key, new.title, _key_of(new, after), title, ChangeKind.CHANGED, column, was, now
            )


def _essence(value: Value) -> int | float | str | None:
    """A status is its code, a text its words, whatever language they are marked with; a blank text is unknown."""
    if isinstance(value, State):
        return value.code
    if value is None or isinstance(value, int | float):
        return value
    return str(value) or None


def _title(table: DataTable, row: Row) -> str:
    columns = [column.key for column in table.columns]
    named = next((columns.index(name) for name in _NAMING if name in columns), 0)
    return str(row[named] if row[named] is not None else row[0])
