import re
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from foundation.tables.cells import Cell, neutralise, typed_cell
from foundation.tables.table import Column, Kind, Table

WIDTHS: dict[Kind, int] = {"text": 40, "number": 14, "percent": 12, "date": 14, "url": 40}
# Excel shows no sheet with one of these in its name, nor one of more than 31 characters.
FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
# Excel refuses longer hyperlinks; the address still stands in the cell as text.
LONGEST_HYPERLINK = 2079


def write_xlsx(table: Table, fileobj: IO[bytes]) -> None:
    """One sheet with typed cells, the header frozen and a filter; rows are streamed, not held."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(table.title))
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, start=1):
        width = max(WIDTHS[column.kind], len(column.header) + 4)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_header_cell(sheet, column) for column in table.columns])
    last_row = 1
    for last_row, row in enumerate(table.rows, start=2):  # noqa: B007 - read after the loop
        sheet.append([_body_cell(sheet, column, row.get(column.key)) for column in table.columns])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{last_row}"
    book.save(fileobj)


def _sheet_name(title: str) -> str:
    return FORBIDDEN_IN_SHEET_NAME.sub(" ", title).strip(" '")[:31].strip() or "Data"


def _header_cell(sheet: Any, column: Column) -> Any:
    cell = WriteOnlyCell(sheet, neutralise(column.header))
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _body_cell(sheet: Any, column: Column, raw: Any) -> Any:
    value = neutralise(typed_cell(column, raw))
    style = _number_format(column.kind, value)
    link = column.kind == "url" and _is_link(value)
    if not style and not link:
        return value
    cell = WriteOnlyCell(sheet, value)
    if style:
        cell.number_format = style
    if link:
        cell.hyperlink = value
    return cell


def _is_link(value: Cell) -> bool:
    return (
        isinstance(value, str)
        and value.startswith(("https://", "http://"))
        and len(value) <= LONGEST_HYPERLINK
    )


def _number_format(kind: Kind, value: Cell) -> str:
    if isinstance(value, str) or value is None:
        return ""
    if kind == "percent":
        return '0" %"' if isinstance(value, int) else '0.00" %"'
    return "d mmm yyyy" if kind == "date" else ""
