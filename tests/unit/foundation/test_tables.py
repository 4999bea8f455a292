import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import openpyxl
import pytest

from foundation.tables import Column, Table, write_csv, write_json, write_xlsx

COLUMNS = (
    Column("name", "Nama"),
    Column("change", "=Perubahan", "number"),
    Column("progress", "Kemajuan", "percent"),
    Column("due", "Tenggat", "date"),
    Column("proof", "Bukti", "url"),
)
ROWS: list[dict[str, Any]] = [
    {
        "name": '=HYPERLINK("http://x")',
        "change": -5,
        "progress": Fraction(200, 3),
        "due": date(2017, 3, 31),
        "proof": "https://contoh.test/a?b=1",
    },
    {
        "name": 'Koma, "kutip"\nbaris',
        "change": None,
        "progress": 100,
        "due": "2022-12",
        "proof": "javascript:x",
    },
]


def table(rows: Any = ROWS, title: str = "Komitmen") -> Table:
    return Table(title, COLUMNS, rows)


def opened(written: Table) -> Any:
    file = io.BytesIO()
    write_xlsx(written, file)
    return openpyxl.load_workbook(file).active


def test_csv_is_read_back_with_formulas_neutralised() -> None:
    assert list(csv.reader(io.StringIO("".join(write_csv(table())), newline=""))) == [
        ["Nama", "'=Perubahan", "Kemajuan", "Tenggat", "Bukti"],
        ['\'=HYPERLINK("http://x")', "-5", "66.66", "2017-03-31", "https://contoh.test/a?b=1"],
        ['Koma, "kutip"\nbaris', "", "100", "2022-12", "javascript:x"],
    ]


def test_no_formula_is_uncovered_where_cells_are_parted_at_semicolons() -> None:
    hidden = Table("Uji", COLUMNS[:1], [{"name": "x;=cmd|'/C calc'!A0"}], notes=(("Saringan", "y;=1+1"),))
    [head, line] = write_csv(hidden)
    assert (head, line) == ('"# Saringan: y;=1+1"\r\nNama\r\n', "\"x;=cmd|'/C calc'!A0\"\r\n")


def test_csv_begins_with_the_mark_for_excel_only_when_asked() -> None:
    assert [next(write_csv(table(), bom=bom))[:5] for bom in (True, False)] == ["\ufeffNama", "Nama,"]


def test_csv_lines_end_as_rfc_4180_says() -> None:
    assert [line[-2:] for line in write_csv(table())] == ["\r\n"] * 3


def test_json_has_typed_values_and_unknowns() -> None:
    assert json.loads("".join(write_json(table()))) == {
        "title": "Komitmen",
        "notes": {},
        "columns": [{"key": c.key, "header": c.header, "kind": c.kind} for c in COLUMNS],
        "rows": [
            {
                "name": '=HYPERLINK("http://x")',
                "change": -5,
                "progress": 66.66,
                "due": "2017-03-31",
                "proof": "https://contoh.test/a?b=1",
            },
            {
                "name": 'Koma, "kutip"\nbaris',
                "change": None,
                "progress": 100,
                "due": "2022-12",
                "proof": "javascript:x",
            },
        ],
    }


def test_json_of_no_rows() -> None:
    assert json.loads("".join(write_json(table(rows=[]))))["rows"] == []


def test_json_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        "".join(write_json(table(rows=[{"change": float("nan")}])))


def test_xlsx_cells_are_typed_and_nothing_is_a_formula() -> None:
    cells = [[(cell.value, cell.data_type) for cell in row] for row in opened(table()).iter_rows()]
    assert cells == [
        [("Nama", "s"), ("'=Perubahan", "s"), ("Kemajuan", "s"), ("Tenggat", "s"), ("Bukti", "s")],
        [
            ('\'=HYPERLINK("http://x")', "s"),
            (-5, "n"),
            (66.66, "n"),
            (datetime(2017, 3, 31), "d"),  # noqa: DTZ001 - spreadsheets know no zones
            ("https://contoh.test/a?b=1", "s"),
        ],
        [('Koma, "kutip"\nbaris', "s"), (None, "n"), (100, "n"), ("2022-12", "s"), ("javascript:x", "s")],
    ]


def test_xlsx_formats_percents_and_dates() -> None:
    sheet = opened(table())
    assert [sheet[name].number_format for name in ("C2", "C3", "D2", "D3")] == [
        '0.00" %"',
        '0" %"',
        "d mmm yyyy",
        "General",
    ]


def test_xlsx_links_web_addresses_only() -> None:
    sheet = opened(table())
    assert (sheet["E2"].hyperlink.target, sheet["E3"].hyperlink) == ("https://contoh.test/a?b=1", None)


def test_xlsx_is_a_table_with_a_frozen_header_and_filters() -> None:
    sheet = opened(table())
    [found] = sheet.tables.values()
    assert (sheet.freeze_panes, found.name, found.ref, found.autoFilter.ref) == (
        "A2",
        "Komitmen",
        "A1:E3",
        "A1:E3",
    )
    assert found.column_names == [cell.value for cell in sheet[1]]


def test_xlsx_without_rows_is_a_table_with_an_empty_one() -> None:
    assert [one.ref for one in opened(table(rows=[])).tables.values()] == ["A1:E2"]


def test_xlsx_rows_are_as_high_as_their_texts() -> None:
    sheet = opened(table(rows=[{"name": "x" * 90}, {"name": "satu"}, {"name": "x" * 9_000}]))
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [45, None, 405]


def test_xlsx_cuts_what_no_cell_holds() -> None:
    sheet = opened(table(rows=[{"name": "x" * 40_000}, {"name": "\U0001f600" * 20_000}]))
    assert [(len(sheet[name].value), sheet[name].value[-1]) for name in ("A2", "A3")] == [
        (32_767, "…"),
        (16_384, "…"),
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [("A/B [c]: d?", "A B  c   d"), ("x" * 40, "x" * 31), ("///", "Data"), ("'apit'", "apit")],
)
def test_xlsx_sheet_name_is_one_that_excel_opens(title: str, name: str) -> None:
    assert opened(table(title=title)).title == name


def test_xlsx_leaves_out_control_characters_before_it_looks_for_formulas() -> None:
    assert opened(table(rows=[{"name": "\x01=1\x0b+1"}]))["A2"].value == "'=1+1"


def test_csv_asks_for_one_row_at_a_time() -> None:
    asked: list[int] = []

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(10_000):
            asked.append(number)
            yield {"name": number}

    lines = write_csv(table(rows()))
    next(lines)
    next(lines)
    assert asked == [0]
    assert sum(1 for _ in lines) == 9_999
