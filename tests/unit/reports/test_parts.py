from renaksi.queries.grid import Grid, GridCell, GridColumn, GridRow
from reports.payload.parts import GRID_COLUMNS, GRID_ROWS, split, split_grid


def grid(rows: int, columns: int) -> Grid:
    return Grid(
        id="kisi",
        caption="",
        note="",
        show_proof=True,
        columns=tuple(GridColumn(str(number), "", False) for number in range(columns)),
        rows=tuple(
            GridRow(
                str(row),
                "",
                "",
                "",
                None,
                "",
                tuple(GridCell(f"{row}/{c}", "", "", "") for c in range(columns)),
            )
            for row in range(rows)
        ),
        legend=(),
    )


def test_nothing_is_split_into_nothing() -> None:
    assert split([], 3) == ()


def test_split_keeps_order_and_everything() -> None:
    assert split(range(7), 3) == ((0, 1, 2), (3, 4, 5), (6,))


def test_small_grid_stays_one() -> None:
    found = grid(GRID_ROWS, GRID_COLUMNS)
    assert split_grid(found) == (found,)


def test_large_grid_shows_each_cell_once() -> None:
    found = grid(GRID_ROWS + 1, GRID_COLUMNS + 2)
    parts = split_grid(found)
    cells = [cell.code for part in parts for row in part.rows for cell in row.cells]
    assert len(parts) == 4
    assert sorted(cells) == sorted(cell.code for row in found.rows for cell in row.cells)
    assert all(len(row.cells) == len(part.columns) for part in parts for row in part.rows)
