"""Tables and grids in pieces that a page has room for."""

from dataclasses import replace

import pytest

from reports.document import DataColumn, DataTable, Grid, TableView
from reports.document.blocks import GridCell, GridColumn, GridRow
from reports.rendering.drawing.canvas import Canvas
from reports.rendering.drawing.grids import drawn_grids
from reports.rendering.drawing.tables import MOST_ROWS, DrawnTable, drawn_tables, lies_across
from tests.report_payloads import sample_edition

pytestmark = pytest.mark.once


def drawn(
    table: DataTable, view: TableView | None = None, *, on_screen: bool = False
) -> tuple[DrawnTable, ...]:
    return drawn_tables(view or TableView("t"), canvas(table, on_screen=on_screen))


def canvas(table: DataTable, *, on_screen: bool = False) -> Canvas:
    edition = replace(sample_edition(), tables=(table,))
    return Canvas(edition, on_screen=on_screen, prefix="", anchors=frozenset({"komitmen-1"}))


def table_of(*columns: DataColumn, rows: int = 1) -> DataTable:
    return DataTable("t", "Judul tabel", columns, tuple(("isi",) * len(columns) for _ in range(rows)))


def headers(tables: tuple[DrawnTable, ...]) -> list[list[str]]:
    return [[column.header for column in one.columns] for one in tables]


def test_view_chooses_columns_and_rows_in_its_order() -> None:
    table = DataTable(
        "t", "T", (DataColumn("a", "A"), DataColumn("b", "B")), (("1", "2"), ("3", "4"), ("5", "6"))
    )
    (one,) = drawn(table, TableView("t", columns=("b", "a"), rows=(2, 0), caption="Pilihan"))
    assert (one.caption, headers((one,))) == ("Pilihan", [["B", "A"]])
    assert [[str(cell.text) for cell in row] for row in one.rows] == [["6", "5"], ["2", "1"]]


def test_table_without_a_row_is_not_drawn() -> None:
    assert drawn(table_of(DataColumn("a", "A")), TableView("t", rows=())) == ()


@pytest.mark.parametrize(
    ("columns", "head"),
    [
        ((DataColumn("key", "K"), DataColumn("title", "J")), 1),
        ((DataColumn("key", "K"), DataColumn("name", "N")), 1),
        ((DataColumn("number", "No", "number"), DataColumn("url", "U", "url")), 0),
    ],
)
def test_row_is_named_by_its_title(columns: tuple[DataColumn, ...], head: int) -> None:
    (one,) = drawn(table_of(*columns))
    assert [cell.is_heading for cell in one.rows[0]].index(True) == head


def test_widths_are_the_whole_and_no_header_is_torn() -> None:
    columns = (
        DataColumn("title", "Judul"),
        DataColumn("a", "Pertanggungjawaban", "number"),
        DataColumn("b", "B", "date"),
    )
    table = DataTable("t", "T", columns, (("kata " * 30, 1, "2026-01-01"),) * 9)
    (one,) = drawn(table)
    widths = [column.width for column in one.columns]
    assert (sum(widths), widths[0] > widths[1] > widths[2]) == (100, True)
    assert widths[1] >= 18


def test_wide_table_lies_across_and_a_wider_one_is_split_by_columns() -> None:
    some = tuple(DataColumn(f"k{n}", f"Panjang{n:04}", "number") for n in range(9))
    many = tuple(DataColumn(f"k{n}", f"Panjang{n:04}", "number") for n in range(30))
    title = DataColumn("title", "Judul")
    assert [lies_across(TableView("t"), canvas(table_of(title, *cols))) for cols in (some[:4], some)] == [
        False,
        True,
    ]
    pieces = drawn(table_of(title, *many))
    assert [one.lies_across for one in pieces] == [True] * 3
    assert [names[0] for names in headers(pieces)] == ["Judul"] * 3
    assert [name for names in headers(pieces) for name in names[1:]] == [column.header for column in many]
    assert [one.note for one in pieces] == [f"kolom: bagian {n} dari 3" for n in (1, 2, 3)]


def test_long_table_goes_on_in_another_one() -> None:
    pieces = drawn(table_of(DataColumn("a", "A"), rows=MOST_ROWS + 1))
    assert [(len(one.rows), one.goes_on) for one in pieces] == [(MOST_ROWS, False), (1, True)]


def test_screen_has_room_for_everything() -> None:
    columns = tuple(DataColumn(f"k{n}", f"Panjang{n:04}") for n in range(24))
    (one,) = drawn(table_of(*columns, rows=MOST_ROWS + 1), on_screen=True)
    assert (len(one.columns), len(one.rows)) == (24, MOST_ROWS + 1)


@pytest.mark.parametrize(
    ("periods", "spans"), [(0, [0]), (1, [1]), (8, [8]), (9, [5, 4]), (60, [8, 8, 8, 8, 8, 8, 8, 4])]
)
def test_grid_of_many_periods_is_split_by_columns(periods: int, spans: list[int]) -> None:
    row = GridRow(
        "1", "Judul", "", "", "", "komitmen-1", tuple(GridCell("open", f"{n}") for n in range(periods))
    )
    grid = Grid("Kisi", tuple(GridColumn(f"P{n}") for n in range(periods)), (row,), "Catatan")
    pieces = drawn_grids(grid, canvas(table_of(DataColumn("a", "A"))))
    assert [len(one.columns) for one in pieces] == spans
    assert [cell.cell.word for one in pieces for cell in one.rows[0].cells] == [
        f"{n}" for n in range(periods)
    ]
    assert [one.note for one in pieces] == ["Catatan", *[""] * (len(spans) - 1)]
    assert {one.rows[0].address for one in pieces} == {"#komitmen-1"}


def test_column_that_is_mostly_blank_has_room_for_what_stands_in_it() -> None:
    columns = (
        DataColumn("title", "Komitmen"),
        DataColumn("a", "A", blank="nihil"),
        DataColumn("b", "B", blank="nihil"),
    )
    said = "Sederhana, laporan rancangan"
    table = DataTable("t", "T", columns, (("Judul", said, said), *[("Judul", None, said)] * 5))
    (one,) = drawn(table, TableView("t"))
    assert [column.width for column in one.columns] == [15, 43, 42]
