"""Tables of a payload as tables of a page: worded cells, widths by what the columns hold, pieces that fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.document import DataColumn, TableView
from reports.document.tables import ColumnKind
from reports.rendering.drawing.canvas import Canvas
from reports.rendering.drawing.cells import Cell, written
from reports.rendering.drawing.pieces import pieces_of

# A longer table goes on in a new one on a new page: of thousands of rows the engine makes each page more slowly.
MOST_ROWS = 300
# Characters that a value of a kind takes. A text breaks where it likes, but a column of syllables is not readable.
_CHARACTERS: Mapping[ColumnKind, int] = {"number": 6, "percent": 6, "date": 11, "state": 15, "url": 20}
_NARROWEST_TEXT, _NARROWEST_LONG_TEXT, _NARROWEST_TITLE, _WIDEST_TEXT = 6, 15, 22, 46
# Room between two columns, and across an upright page and one on its side, in characters.
_BETWEEN = 3
_UPRIGHT, _ACROSS = 108, 160
# So much narrower may columns be before a table is split: some words are hyphenated.
_SQUEEZED = 1.2
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
    chosen = _chosen(view, canvas)
    caption = view.caption or canvas.edition.table(view.table).title
    if not chosen.rows:
        return ()
    if canvas.on_screen:
        return (_drawn(caption, chosen, range(len(chosen.columns)), chosen.rows),)
    return tuple(_pieces(caption, chosen))


def lies_across(view: TableView, canvas: Canvas) -> bool:
    """Whether its columns need a page on its side."""
    chosen = _chosen(view, canvas)
    return bool(chosen.rows) and sum(_least_widths(chosen)) > _UPRIGHT


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
    across = sum(_least_widths(chosen)) > _UPRIGHT
    for number, places in enumerate(groups, start=1):
        told = {"number": number, "of": len(groups)}
        note = _("kolom: bagian %(number)s dari %(of)s") % told if len(groups) > 1 else ""
        for piece, rows in enumerate(pieces_of(chosen.rows, MOST_ROWS)):
            yield _drawn(caption, chosen, places, rows, note=note, across=across, goes_on=bool(piece))


def _column_groups(chosen: _Chosen) -> list[list[int]]:
    """Places of columns, as many as a page on its side holds; each group begins with what names the rows."""
    least = _least_widths(chosen)
    most = _ACROSS * _SQUEEZED
    if sum(least) <= most:
        return [list(range(len(least)))]
    groups = [[chosen.head]]
    for place, width in enumerate(least):
        if place == chosen.head:
            continue
        if len(groups[-1]) > 1 and sum(least[one] for one in groups[-1]) + width > most:
            groups.append([chosen.head])
        groups[-1].append(place)
    return groups


def _drawn(
    caption: str,
    chosen: _Chosen,
    places: Sequence[int],
    rows: Sequence[tuple[Cell, ...]],
    *,
    note: str = "",
    across: bool = False,
    goes_on: bool = False,
) -> DrawnTable:
    every, wishes = _least_widths(chosen), _wanted_widths(chosen)
    widths = _percents(
        [every[place] for place in places],
        [wishes[place] for place in places],
        _ACROSS if across else _UPRIGHT,
    )
    columns = (
        DrawnColumn(chosen.columns[place].header, chosen.columns[place].kind, width)
        for place, width in zip(places, widths, strict=True)
    )
    shown = tuple(tuple(row[place] for place in places) for row in rows)
    return DrawnTable(caption, tuple(columns), shown, note, across, goes_on)


def _least_widths(chosen: _Chosen) -> list[float]:
    """Characters without which a word of the header, or a value of its kind, would be torn."""
    return [
        max(_longest_word(column.header), _least_of_cells(column, usual, is_head=place == chosen.head))
        + _BETWEEN
        for place, (column, usual) in enumerate(zip(chosen.columns, _usual_lengths(chosen), strict=True))
    ]


def _least_of_cells(column: DataColumn, usual: int, *, is_head: bool) -> int:
    longest = _NARROWEST_TITLE if is_head else _NARROWEST_LONG_TEXT
    return _CHARACTERS.get(column.kind) or min(usual, longest)


def _wanted_widths(chosen: _Chosen) -> list[float]:
    """Characters that most of its cells hold; what is longer takes several lines."""
    usual = (min(length, _WIDEST_TEXT) + _BETWEEN for length in _usual_lengths(chosen))
    return [max(both) for both in zip(_least_widths(chosen), usual, strict=True)]


def _usual_lengths(chosen: _Chosen) -> Iterator[int]:
    """Three of four cells are no longer; of a column that is mostly blank, three of four of the others."""
    for place in range(len(chosen.columns)):
        cells = [row[place] for row in chosen.rows[:_ROWS_LOOKED_AT]]
        lengths = sorted(len(str(cell.text)) for cell in [one for one in cells if not one.is_blank] or cells)
        yield max(lengths[len(lengths) * 3 // 4] if lengths else 0, _NARROWEST_TEXT)


def _longest_word(header: str) -> int:
    return max((len(word) for word in header.split()), default=0)


def _percents(least: Sequence[float], wanted: Sequence[float], room: float) -> list[int]:
    """Whole percents that are 100 together: what each column needs, then the rest to those that want more."""
    wishes = [want - need for want, need in zip(wanted, least, strict=True)]
    share = min(max(room - sum(least), 0) / sum(wishes), 1) if sum(wishes) else 0
    widths = [need + wish * share for need, wish in zip(least, wishes, strict=True)]
    percents = [round(100 * width / sum(widths)) for width in widths]
    percents[percents.index(max(percents))] += 100 - sum(percents)
    return percents
