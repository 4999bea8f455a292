"""The workbook that is filled away from the site: a guide, the report, and the lists behind its drop-downs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter

from foundation.tables import neutralise
from renaksi.enums import Step
from renaksi.queries.workspace.sheets import SheetContent, SheetLine
from renaksi.sheets.columns import (
    COLUMNS,
    GUIDE_SHEET,
    KEY,
    LISTS_SHEET,
    OPEN,
    REACHED,
    REMARK,
    REMARK_COLUMN,
    REPORT_SHEET,
    SheetColumn,
)
from renaksi.sheets.dropdowns import Lists, add_validations
from renaksi.sheets.guide import guide_rows
from renaksi.sheets.mapping import NO, YES, cell_of, values_of
from renaksi.sheets.tokens import Token, TokenLine, digests_of, signed

HEADER_ROW = 3
# The number and the milestone stay in sight.
_FROZEN = f"C{HEADER_ROW + 1}"
_DATE_FORMAT = "[$-421]d mmm yyyy"
_INK, _RED = "1B1F24", "A3171E"
_OPEN_FILL = PatternFill("solid", fgColor="FFF7DB")
_TOLD_FILL = PatternFill("solid", fgColor="F2F3F5")
_HEAD_FILL = PatternFill("solid", fgColor="E3E6EA")
_EDGE = Border(*(Side("thin", color="C9CDD3") for _side in range(4)))
_GUIDE_WIDTHS = (30, 92)
_LINE_HEIGHT, _LEAST_HEIGHT, _MOST_HEIGHT = 15, 60, 400
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(horizontal="center", vertical="top")
# XML and spreadsheets cannot hold these; nobody reads them.
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")

Written = str | int | float | Decimal | date | None


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """`cells` by column of what is open; `remark` says what to mend."""

    key: str
    line: SheetLine
    revision: int
    cells: Mapping[str, Written]
    remark: str = ""


def rows_of(content: SheetContent) -> list[WrittenRow]:
    """As a first download has them: numbered from 1, filled as the forms are."""
    return [
        WrittenRow(str(number), line, line.revision, open_cells(line, content))
        for number, line in enumerate(content.lines, 1)
    ]


def open_cells(line: SheetLine, content: SheetContent) -> dict[str, Written]:
    values = values_of(line.content, is_quantity=line.is_quantity)
    return {key: cell_of(value, content.offered) for key, value in values.items()}


def write_sheet(content: SheetContent, rows: Iterable[WrittenRow], fileobj: IO[bytes]) -> None:
    found = list(rows)
    book = Workbook()
    book.properties.creator = "Renaksi"
    book.properties.title = _title(content)
    _write_guide(book.active, content, found)
    report = book.create_sheet(REPORT_SHEET)
    _write_report(report, content, found)
    lists = Lists(tuple(str(step.label) for step in Step), tuple(content.offered), (YES, NO))
    _write_lists(book.create_sheet(LISTS_SHEET), lists, _token(content, found))
    add_validations(report, found, lists, first_row=HEADER_ROW + 1)
    book.active = 1
    book.worksheets[0].sheet_view.tabSelected = False
    book.save(fileobj)


def _title(content: SheetContent) -> str:
    told = {"period": content.period, "institution": content.institution.name}
    return _("Lembar laporan %(period)s · %(institution)s") % told


def _safe(value: Written) -> Written:
    return neutralise(_NOT_XML.sub("", value)) if isinstance(value, str) else value


def _token(content: SheetContent, rows: list[WrittenRow]) -> Token:
    lines = {
        row.key: TokenLine(row.line.milestone_id, row.revision, digests_of(row.line.told)) for row in rows
    }
    return Token(content.period_id, content.institution.pk, lines)


def _write_guide(sheet: Any, content: SheetContent, rows: list[WrittenRow]) -> None:
    sheet.title = GUIDE_SHEET
    for letter, width in zip("AB", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for number, (left, right, is_head) in enumerate(guide_rows(content, [row.line for row in rows]), 1):
        for column, text in enumerate((left, right), 1):
            cell = sheet.cell(number, column, _safe(text) or None)
            cell.alignment = Alignment(vertical="top") if is_head else _WRAPPED
            cell.font = Font(bold=is_head or column == 1, size=14 if number == 1 else 11, color=_INK)
        sheet.row_dimensions[number].height = _height([(left, _GUIDE_WIDTHS[0]), (right, _GUIDE_WIDTHS[1])])
    sheet.sheet_view.showGridLines = False
    _set_page(sheet, landscape=False, pages_wide=1)


def _write_report(sheet: Any, content: SheetContent, rows: list[WrittenRow]) -> None:
    columns = (*COLUMNS, REMARK_COLUMN) if any(row.remark for row in rows) else COLUMNS
    sheet["A1"] = _safe(_title(content))
    sheet["A1"].font = Font(bold=True, size=14, color=_INK)
    sheet["A2"] = _("Isi kolom kuning, lalu unggah. Kirim paling lambat %(deadline)s.") % {
        "deadline": content.deadline.text
    }
    sheet["A2"].font = Font(color=_RED)
    for place, column in enumerate(columns, 1):
        _write_header(sheet, place, column)
    for number, row in enumerate(rows, HEADER_ROW + 1):
        for place, column in enumerate(columns, 1):
            _write_cell(sheet.cell(number, place), column, row)
        texts = [(_value(column, row), column.width) for column in columns]
        sheet.row_dimensions[number].height = max(_LEAST_HEIGHT, _height(texts))
    sheet.row_dimensions[HEADER_ROW].height = 3 * _LINE_HEIGHT + 4
    sheet.freeze_panes = _FROZEN
    _protect(sheet)
    _set_page(sheet, landscape=True, pages_wide=3)
    sheet.print_title_rows, sheet.print_title_cols = f"{HEADER_ROW}:{HEADER_ROW}", "A:B"


def _height(texts: Iterable[tuple[Written, int]]) -> float:
    """In points; office programs do not all make room for wrapped text by themselves."""
    most = 1
    for text, width in texts:
        lines = str(text or "").splitlines() or [""]
        most = max(most, sum(1 + len(line) // width for line in lines))
    return min(most * _LINE_HEIGHT, _MOST_HEIGHT)


def _write_header(sheet: Any, place: int, column: SheetColumn) -> None:
    cell = sheet.cell(HEADER_ROW, place, str(column.header))
    cell.font = Font(bold=True, color=_INK)
    cell.fill = _OPEN_FILL if column.field else _HEAD_FILL
    cell.alignment, cell.border = _WRAPPED, _EDGE
    sheet.column_dimensions[get_column_letter(place)].width = column.width


def _write_cell(cell: Any, column: SheetColumn, row: WrittenRow) -> None:
    value = _value(column, row)
    is_open = bool(column.field) and row.line.is_open
    cell.value = _safe(value)
    if isinstance(cell.value, str):
        # What begins with "=" in spite of all is a text and no formula.
        cell.data_type = "s"
    cell.number_format = _number_format(column, row)
    cell.fill = _OPEN_FILL if is_open else _TOLD_FILL
    cell.font = Font(color=_RED if column.key == REMARK else _INK)
    cell.alignment, cell.border = _CENTRED if column.key == KEY else _WRAPPED, _EDGE
    cell.protection = Protection(locked=not is_open)


def _value(column: SheetColumn, row: WrittenRow) -> Written:
    if column.key == KEY:
        return int(row.key)
    if column.key == REMARK:
        return row.remark
    return row.cells.get(column.key) if column in OPEN else row.line.told[column.key] or None


def _number_format(column: SheetColumn, row: WrittenRow) -> str:
    """Text stays text: a point that begins with a dash is no formula, also when it is typed."""
    if column.key == "blocked_since":
        return _DATE_FORMAT
    is_number = column.key == KEY or (column.key == REACHED and row.line.is_quantity)
    return "General" if is_number else "@"


def _protect(sheet: Any) -> None:
    """Without a password: against slips, not against people. Columns and rows may be made larger."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.formatCells = False


def _set_page(sheet: Any, *, landscape: bool, pages_wide: int) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_wide, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = _("Halaman &P dari &N")


def _write_lists(sheet: Any, lists: Lists, token: Token) -> None:
    """Hidden: nobody has to read it, and drop-downs of every office program find it."""
    for place, names in enumerate(lists, 1):
        for number, name in enumerate(names, 1):
            cell = sheet.cell(number, place, _safe(name))
            cell.data_type = "s"
    for number, piece in enumerate(signed(token), 1):
        sheet.cell(number, len(lists) + 1, piece)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
