"""What the walled-in process tells of a workbook's cells, and what it refuses to read."""

import io
import json
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from evidence.domain.workbook import CELLS, CellKind, RawCell, read_sheets
from evidence.inspection.refusal import CheckFailed
from evidence.inspection.workbook_cells import read_cells
from evidence.storage.workbooks import cells_of
from tests.factories.documents import XML, office

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def with_sheet(rows):
    """An honest workbook whose sheet is written by hand."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(workbook(["a"])))) as source,
        zipfile.ZipFile(target, "w", 8) as made,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = (
                    f'{XML}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'.encode()
                )
            made.writestr(name, content)
    return target.getvalue()


def read(content, folder, extension="xlsx"):
    (folder / "berkas").write_bytes(content)
    assert read_cells(folder / "berkas", extension, folder) == {}
    return read_sheets(json.loads((folder / CELLS).read_text()))


def refusal_of(content, folder, extension="xlsx"):
    with pytest.raises(CheckFailed) as failure:
        read(content, folder, extension)
    return failure.value.code


def test_every_kind_of_cell_is_told(tmp_path):
    book = workbook(["Teks", 7.5, 12, True, datetime(2026, 10, 5, 9, 30), date(2026, 10, 6), "=1+1", 0.75])  # noqa: DTZ001 - spreadsheets know no zones
    book.active["H1"].number_format = "0%"
    book.active["I1"], book.active["I1"].data_type = "#N/A", "e"
    book.active["K2"] = "  dua\nbaris "
    [sheet] = read(saved(book), tmp_path)
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (
            1,
            {
                1: RawCell(CellKind.TEXT, "Teks"),
                2: RawCell(CellKind.NUMBER, "7.5"),
                3: RawCell(CellKind.NUMBER, "12"),
                4: RawCell(CellKind.TRUTH, "1"),
                5: RawCell(CellKind.DATE, "2026-10-05"),
                6: RawCell(CellKind.DATE, "2026-10-06"),
                7: RawCell(CellKind.FORMULA, "="),
                8: RawCell(CellKind.PERCENT, "0.75"),
                9: RawCell(CellKind.ERROR, "#N/A"),
            },
        ),
        (2, {11: RawCell(CellKind.TEXT, "  dua\nbaris ")}),
    ]
    assert (sheet.name, sheet.has_more) == ("Sheet", False)


def test_shared_formulas_are_formulas_in_each_cell(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1+1</f><v>8</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>9</v></c></row>'
        '<row r="3"><c r="A3"><f t="array" ref="A3">SUM(B1:B2)</f><v>17</v></c></row>'
    )
    [sheet] = read(with_sheet(rows), tmp_path)
    assert [row.cells[1].kind for row in sheet.rows] == [CellKind.FORMULA] * 3


def test_text_that_looks_like_a_formula_is_text(tmp_path):
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>=1+1</t></is></c></row>'
    [sheet] = read(with_sheet(rows), tmp_path)
    assert sheet.rows[0].cells == {1: RawCell(CellKind.TEXT, "=1+1")}


def test_rows_beyond_the_first_thousand_are_told_of_and_not_read(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_001))
    [sheet] = read(with_sheet(rows), tmp_path)
    assert (sheet.has_more, len(sheet.rows)) == (True, 1000)


@pytest.mark.parametrize("far", ["A1048576", "XFD1"])
def test_a_cell_at_the_end_of_the_world_costs_nothing(far, tmp_path):
    number = far.lstrip("ADFX")
    [sheet] = read(with_sheet(f'<row r="{number}"><c r="{far}"><v>1</v></c></row>'), tmp_path)
    assert (sheet.rows, sheet.has_more) == ((), False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a;b\n", "content_differs"),
        (office("xlsx", more={"xl/media/image1.bmp": bytes(8 * 1024 * 1024)}), "unpacks_too_large"),
        (with_sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), "unreadable"),
        (with_sheet('<row r="x"/>'), "unreadable"),
    ],
    ids=["CSV", "bomb", "text that is not there", "row without number"],
)
def test_what_cannot_be_read_is_refused(content, code, tmp_path):
    assert refusal_of(content, tmp_path) == code


def test_a_million_rows_are_refused_by_their_size(tmp_path):
    """In 16 MB there is room for what a person fills in, not for this."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(1, 1_000_001))
    assert refusal_of(with_sheet(rows), tmp_path) == "unpacks_too_large"


def test_other_kinds_are_none_of_its_business(tmp_path):
    assert refusal_of(saved(workbook(["a"])), tmp_path, "docx") == "content_differs"


def test_process_reads_within_its_walls(settings):
    [sheet] = cells_of(saved(workbook(["Teks", 7.5])))
    assert sheet.rows[0].cells == {1: RawCell(CellKind.TEXT, "Teks"), 2: RawCell(CellKind.NUMBER, "7.5")}
    assert list((settings.EVIDENCE_ROOT / "inspection").iterdir()) == []


@pytest.mark.parametrize(
    "told",
    [
        None,
        [1],
        [{"name": 1, "rows": [], "more": False}],
        [{"name": "a", "rows": [[0, []]], "more": False}],
        [{"name": "a", "rows": [[1, [[1, "?", "x"]]]], "more": False}],
        [{"name": "a", "rows": [[1, [[61, "s", "x"]]]], "more": False}],
        [{"name": "a", "rows": [[1, [[1, "s", 7]]]], "more": False}],
        [{"name": "a", "rows": [[1, [[1, "s"]]]], "more": False}],
    ],
)
def test_what_a_process_says_is_proven_before_it_is_believed(told):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is of the first thing that is wrong
        read_sheets(told)
