"""Tables of a payload as tables of a page: worded cells, widths by what the columns hold, pieces that fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.document import DataColumn, TableView
from reports.document.tables import ColumnKind
from reports.rendering.drawing.canvas import Canvas
from reports.rendering.drawing.cells import Cell, written
from reports.rendering.drawing.pieces import pieces_of

# Columns that an upright page and a page on its side have room for.
MOST_UPRIGHT = 7
MOST_ACROSS = 11
# A longer table goes on in a new one on a new page: of thousands of rows the engine makes each page more slowly.
MOST_ROWS = 300
# Characters that a column of a kind is thought to hold, whatever is in it.
_CHARACTERS: Mapping[ColumnKind, int] = {"number": 6, "percent": 6, "date": 11, "state": 15, "url": 26}
_WIDEST_TEXT, _NARROWEST_TEXT = 46, 8
# A word of a header is never torn: its letters are smaller than those of a cell, and some are wide.
_HEADER_SIZE = 1.1
# Room between two columns, in characters.
_BETWEEN = 2
_ROWS_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """`width` is a whole percent of the table's."""

    header: str
    kind: ColumnKind
    width: int


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """`note` says which piece of a wider or longer table it is. `goes_on`: begins on a new page."""

    caption: str
    columns: tuple[DrawnColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    lies_across: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a view shows of a table; `head` is the place of the column that names the rows."""

    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: int


def drawn_tables(view: TableView, canvas: Canvas) -> tuple[DrawnTable, ...]:
    """One on screen; on paper as many as its columns and rows need. None if there is no row."""
    table = canvas.edition.table(view.table)
    chosen = _chosen(view, canvas)
    caption = view.caption or table.title
    if not chosen.rows:
        return ()
    if canvas.on_screen:
        return (_drawn(caption, chosen, range(len(chosen.columns)), chosen.rows),)
    return tuple(_pieces(caption, chosen))


def _chosen(view: TableView, canvas: Canvas) -> _Chosen:
    table = canvas.edition.table(view.table)
    places = [table.place(key) for key in view.columns] or list(range(len(table.columns)))
    columns = tuple(table.columns[place] for place in places)
    head = _heading_place(columns)
    rows = table.rows if view.rows is None else [table.rows[place] for place in view.rows]
    return _Chosen(
        columns,
        tuple(
            tuple(
                written(table.columns[place], row[place], canvas, is_heading=at == head)
                for at, place in enumerate(places)
            )
            for row in rows
        ),
        head,
    )


def _heading_place(columns: Sequence[DataColumn]) -> int:
    """The title, else the first text that is no key, else the first column."""
    for wanted in (lambda one: one.key == "title", lambda one: one.kind == "text" and one.key != "key"):
        for place, column in enumerate(columns):
            if wanted(column):
                return place
    return 0


def _pieces(caption: str, chosen: _Chosen) -> Iterator[DrawnTable]:
    groups = _column_groups(chosen)
    lies_across = len(chosen.columns) > MOST_UPRIGHT
    for number, places in enumerate(groups, start=1):
        told = {"number": number, "of": len(groups)}
        note = _("kolom: bagian %(number)s dari %(of)s") % told if len(groups) > 1 else ""
        for piece, rows in enumerate(pieces_of(chosen.rows, MOST_ROWS)):
            yield _drawn(
                caption, chosen, places, rows, note=note, lies_across=lies_across, goes_on=bool(piece)
            )


def _column_groups(chosen: _Chosen) -> list[list[int]]:
    """Places of columns, as many as a page on its side holds; each group begins with what names the rows."""
    count = len(chosen.columns)
    if count <= MOST_ACROSS:
        return [list(range(count))]
    others = [place for place in range(count) if place != chosen.head]
    groups = -(-len(others) // (MOST_ACROSS - 1))
    return [[chosen.head, *group] for group in pieces_of(others, -(-len(others) // groups))]


def _drawn(
    caption: str,
    chosen: _Chosen,
    places: Sequence[int],
    rows: Sequence[tuple[Cell, ...]],
    *,
    note: str = "",
    lies_across: bool = False,
    goes_on: bool = False,
) -> DrawnTable:
    shown = tuple(tuple(row[place] for place in places) for row in rows)
    headers = [chosen.columns[place] for place in places]
    weights = [_weight(column, [row[at] for row in shown]) for at, column in enumerate(headers)]
    columns = (
        DrawnColumn(column.header, column.kind, width)
        for column, width in zip(headers, _percents(weights), strict=True)
    )
    return DrawnTable(caption, tuple(columns), shown, note, lies_across, goes_on)


def _weight(column: DataColumn, cells: Sequence[Cell]) -> float:
    """Characters across: words of the header are not torn, long texts get more, up to a limit."""
    header = max((len(word) for word in column.header.split()), default=0) * _HEADER_SIZE
    if column.kind != "text":
        return max(header, _CHARACTERS[column.kind], *(0.6 * len(str(one.text)) for one in cells[:9] if one.is_blank)) + _BETWEEN
    lengths = sorted(len(str(cell.text)) for cell in cells[:_ROWS_LOOKED_AT])
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    return max(header, min(max(usual, _NARROWEST_TEXT), _WIDEST_TEXT)) + _BETWEEN


def _percents(weights: Sequence[float]) -> list[int]:
    """Whole percents that are 100 together."""
    whole = sum(weights)
    shares = [int(100 * weight / whole) for weight in weights]
    widest = shares.index(max(shares))
    shares[widest] += 100 - sum(shares)
    return shares
