"""Long tables in parts that fit on one page each."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from renaksi.queries.grid import Grid

Item = TypeVar("Item")

GRID_ROWS = 10
GRID_COLUMNS = 8


def split(items: Iterable[Item], size: int) -> tuple[tuple[Item, ...], ...]:
    """In order, `size` at a time; nothing for nothing."""
    found = tuple(items)
    return tuple(found[start : start + size] for start in range(0, len(found), size))


def split_grid(grid: Grid) -> tuple[Grid, ...]:
    """All rows of the first columns, then all rows of the next ones."""
    parts = [
        replace(
            grid,
            columns=grid.columns[left : left + GRID_COLUMNS],
            rows=tuple(replace(row, cells=row.cells[left : left + GRID_COLUMNS]) for row in rows),
        )
        for left in range(0, len(grid.columns), GRID_COLUMNS)
        for rows in split(grid.rows, GRID_ROWS)
    ]
    return tuple(parts)
