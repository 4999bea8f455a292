from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ListObject
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from foundation.tables import excel_limits
from foundation.tables.cells import Cell, neutralise, typed_cell
from foundation.tables.table import Column, Kind, Table

WIDTHS: Mapping[Kind, int] = {"text": 40, "number": 14, "percent": 12, "date": 14, "url": 40}
# The font of cells without a style of their own.
FONT = "Calibri"
NOTES_WIDTHS = (34, 90)
# In points. Excel has no higher rows than 409.
LINE_HEIGHT = 15
MOST_LINES = 27
# Stripes, and no colour of their own.
_BANDED = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
_HEAD = {
    "font": Font(name=FONT, bold=True, size=11, color="FFFFFFFF"),
    "fill": PatternFill("solid", fgColor="FF17191E"),
    "alignment": Alignment(wrap_text=True, vertical="top"),
}
_TITLE = {"font": Font(name=FONT, bold=True, size=16)}
_WORD = {"font": Font(name=FONT, bold=True, size=11), "alignment": Alignment(vertical="top")}
_TEXT = {"alignment": Alignment(wrap_text=True, vertical="top")}
_LINK = {**_TEXT, "font": Font(name=FONT, size=11, color="FF1A549C", underline="single")}


def write_xlsx(table: Table, fileobj: IO[bytes]) -> None:
    """One sheet of typed cells; rows are streamed, not held."""
    book = Workbook(write_only=True)
    add_sheet(book, table)
    book.save(fileobj)


def add_sheet(book: Workbook, table: Table, *, widths: Mapping[str, int] | None = None) -> str:
    """Adds `table` to a write-only book as a table of Excel's own, striped, with filters and its head frozen.

    Returns the name of the sheet. `widths` are characters by column key. What is longer than Excel holds in one
    cell is cut.
    """
    name = excel_limits.sheet_name(table.title, book.sheetnames)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    known = widths or {}
    columns = [known.get(one.key) or max(WIDTHS[one.kind], len(one.header) + 4) for one in table.columns]
    _lay_out(sheet, columns)
    heads = excel_limits.headers(_line(column.header) for column in table.columns)
    _append(sheet, 1, [_styled(sheet, head, _HEAD) for head in heads], [width - 3 for width in columns])
    rows = _append_rows(sheet, table, columns)
    # The sheet's own method warns of columns that are named here.
    sheet.tables.add(_list_object(book, table, heads, rows))
    return name


def add_notes_sheet(book: Workbook, name: str, heading: str, notes: Iterable[tuple[str, str, str]]) -> None:
    """Adds, as the first sheet, words with texts and where each leads.

    That is a whole address, `#` and the name of a sheet, or nowhere ("").
    """
    sheet = book.create_sheet(excel_limits.sheet_name(name, book.sheetnames))
    _lay_out(sheet, NOTES_WIDTHS)
    sheet.append([_styled(sheet, _line(heading), _TITLE)])
    for place, (word, text, link) in enumerate(notes, start=2):
        cell = _styled(sheet, _fitting(text), _LINK if link else _TEXT)
        if link:
            cell.hyperlink = _inside(link[1:]) if link.startswith("#") else link
        _append(sheet, place, [_styled(sheet, _line(word), _WORD), cell], NOTES_WIDTHS)
    book.move_sheet(sheet.title, 1 - len(book.worksheets))


def _lay_out(sheet: Any, widths: Sequence[int]) -> None:
    """On paper: A4 across, all columns on one page."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _inside(name: str) -> Hyperlink:
    quoted = name.replace("'", "''")
    return Hyperlink(ref="", location=f"'{quoted}'!A1")


def _append_rows(sheet: Any, table: Table, widths: Sequence[int]) -> int:
    """How many there were."""
    rows = links = 0
    for rows, row in enumerate(table.rows, start=1):
        cells = [_body_cell(sheet, column, row.get(column.key)) for column in table.columns]
        links += sum(cell is not None and cell.hyperlink is not None for cell in cells)
        if links > excel_limits.MOST_HYPERLINKS:
            _unlink(cells)
        _append(sheet, rows + 1, cells, widths)
    return rows


def _append(sheet: Any, place: int, cells: Sequence[Any], widths: Sequence[int]) -> None:
    """The next row, at `place`: as high as its texts need, since not every program looks for itself."""
    lines = max(map(_lines, cells, widths), default=1)
    if lines > 1:
        sheet.row_dimensions[place].height = min(lines, MOST_LINES) * LINE_HEIGHT
    sheet.append(cells)


def _lines(cell: Any, width: int) -> int:
    if cell is None or not isinstance(cell.value, str):
        return 1
    return sum(max(ceil(len(line) / width), 1) for line in cell.value.split("\n"))


def _unlink(cells: Iterable[Any]) -> None:
    for cell in cells:
        if cell is not None:
            cell.hyperlink = None


def _list_object(book: Workbook, table: Table, heads: tuple[str, ...], rows: int) -> ListObject:
    """Of one row at least, if only an empty one: Excel has no table of a head alone."""
    others = [name for sheet in book.worksheets for name in sheet.tables]
    ref = f"A1:{get_column_letter(len(heads))}{max(rows, 1) + 1}"
    return ListObject(
        displayName=excel_limits.table_name(table.name or table.title, others),
        ref=ref,
        autoFilter=AutoFilter(ref=ref),
        tableColumns=tuple(TableColumn(id=place, name=head) for place, head in enumerate(heads, start=1)),
        tableStyleInfo=_BANDED,
    )


def _body_cell(sheet: Any, column: Column, raw: Any) -> Any:
    value = _fitting(typed_cell(column, raw))
    if value is None:
        return None
    link = column.kind == "url" and _is_link(value)
    cell = _styled(sheet, value, _LINK if link else _TEXT)
    if style := _number_format(column.kind, value):
        cell.number_format = style
    if link:
        cell.hyperlink = value
    return cell


def _styled(sheet: Any, value: Cell, style: Mapping[str, Any]) -> Any:
    cell = WriteOnlyCell(sheet, value)
    for name, look in style.items():
        setattr(cell, name, look)
    return cell


def _fitting(value: Cell) -> Cell:
    safe = neutralise(value)
    return excel_limits.cut_to_cell(safe) if isinstance(safe, str) else safe


def _line(text: str) -> str:
    return str(_fitting(" ".join(text.split())))


def _is_link(value: Cell) -> bool:
    return (
        isinstance(value, str)
        and value.startswith(("https://", "http://"))
        and len(value) <= excel_limits.LONGEST_HYPERLINK
    )


def _number_format(kind: Kind, value: Cell) -> str:
    if isinstance(value, str) or value is None:
        return ""
    if kind == "percent":
        return '0" %"' if isinstance(value, int) else '0.00" %"'
    return "d mmm yyyy" if kind == "date" else ""
