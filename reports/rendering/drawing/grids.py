"""The commitments × periods grid in pieces that a page on its side has room for."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.document import Grid
from reports.document.blocks import GridCell, GridColumn, GridRow
from reports.rendering.drawing.canvas import Canvas
from reports.rendering.drawing.pieces import pieces_of

MOST_PERIODS = 8
MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class DrawnCell:
    cell: GridCell
    address: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """`address` of the commitment's part of the report, blank if it has none."""

    row: GridRow
    address: str
    cells: tuple[DrawnCell, ...]


@dataclass(frozen=True, slots=True)
class DrawnGrid:
    title: str
    note: str
    columns: tuple[GridColumn, ...]
    rows: tuple[DrawnRow, ...]
    goes_on: bool = False


def drawn_grids(grid: Grid, canvas: Canvas) -> tuple[DrawnGrid, ...]:
    """One on screen, where it scrolls."""
    if canvas.on_screen:
        rows = tuple(_row(row, 0, len(grid.columns), canvas) for row in grid.rows)
        return (DrawnGrid(grid.title, grid.note, grid.columns, rows),)
    return tuple(_pieces(grid, canvas))


def _pieces(grid: Grid, canvas: Canvas) -> Iterator[DrawnGrid]:
    spans = list(_spans(len(grid.columns)))
    for number, (first, last) in enumerate(spans, start=1):
        told = {"number": number, "of": len(spans)}
        part = _("periode: bagian %(number)s dari %(of)s") % told if len(spans) > 1 else ""
        for piece, rows in enumerate(pieces_of(grid.rows, MOST_ROWS)):
            yield DrawnGrid(
                f"{grid.title} ({part})" if part else grid.title,
                grid.note if number == 1 and not piece else "",
                grid.columns[first:last],
                tuple(_row(row, first, last, canvas) for row in rows),
                goes_on=bool(piece) or number > 1,
            )


def _spans(count: int) -> Iterator[tuple[int, int]]:
    """As even as can be: nine periods are five and four."""
    pieces = max(-(-count // MOST_PERIODS), 1)
    step = -(-count // pieces)
    for first in range(0, max(count, 1), max(step, 1)):
        yield first, min(first + step, count)


def _row(row: GridRow, first: int, last: int, canvas: Canvas) -> DrawnRow:
    cells = tuple(DrawnCell(cell, canvas.address(cell.url)) for cell in row.cells[first:last])
    return DrawnRow(row, canvas.address(f"#{row.anchor}") if row.anchor else "", cells)
