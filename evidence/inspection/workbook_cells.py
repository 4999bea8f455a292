"""The mode `cells`: what stands in the cells of a workbook that passed the checks, each with its kind.

Formulas are neither run nor believed: a cell with one says that it is one and nothing of what it came to.
"""

import json
import warnings
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from evidence.domain.workbook import (
    CELLS,
    MOST_CELL_TEXT,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_TEXT,
    CellKind,
)
from evidence.inspection.office import check_office
from evidence.inspection.office.container import Container
from evidence.inspection.preview_content import BROKEN
from evidence.inspection.refusal import CheckFailed

# A sheet of a hundred rows unpacks to less than one; shared texts and styles are held as a whole.
MOST_UNPACKED_BYTES = 16 * 1024 * 1024


def read_cells(source: Path, extension: str, folder: Path) -> dict[str, Any]:
    """Writes CELLS, which `evidence.domain.workbook.read_sheets` reads. Raises CheckFailed."""
    if extension != "xlsx":
        raise CheckFailed("content_differs")
    _refuse_by_size(source.read_bytes())
    check_office(source, extension)
    with warnings.catch_warnings():
        # The reader warns of what it leaves out, such as validations that it does not know.
        warnings.simplefilter("ignore")
        try:
            sheets = _sheets(source)
        except (*BROKEN, InvalidFileException) as error:
            raise CheckFailed("unreadable") from error
    told = json.dumps(sheets, ensure_ascii=False)
    if len(told) > MOST_TEXT:
        raise CheckFailed("unpacks_too_large")
    (folder / CELLS).write_text(told, encoding="utf-8", errors="replace")
    return {}


def _refuse_by_size(data: bytes) -> None:
    """By what the members announce, before any is unpacked; the check then holds them to it."""
    is_archive = data.startswith(b"PK")
    if is_archive and sum(one.size for one in Container.opened(data).members) > MOST_UNPACKED_BYTES:
        raise CheckFailed("unpacks_too_large")


def _sheets(source: Path) -> list[dict[str, Any]]:
    with source.open("rb") as opened:
        book = openpyxl.load_workbook(opened, read_only=True, data_only=False, keep_links=False)
        try:
            return [_sheet(sheet) for sheet in book.worksheets[:MOST_SHEETS]]
        finally:
            book.close()


def _sheet(sheet: Any) -> dict[str, Any]:
    # Some programs write a size that is not the sheet's; the reader would leave out what lies beyond it.
    sheet.reset_dimensions()
    rows: list[Any] = []
    has_more = False
    lines = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
    for number, line in enumerate(lines, 1):
        cells = _cells(line)
        has_more |= bool(cells) and (number > MOST_ROWS or cells[-1][0] > MOST_COLUMNS)
        kept = [cell for cell in cells if cell[0] <= MOST_COLUMNS]
        if kept and number <= MOST_ROWS:
            rows.append([number, kept])
    return {"name": sheet.title, "rows": rows, "more": has_more}


def _cells(line: Iterable[Any]) -> list[tuple[int, str, str]]:
    return [
        (column, *told)
        for column, cell in enumerate(line, 1)
        if cell.value is not None and (told := _told(cell))[1]
    ]


def _told(cell: Any) -> tuple[str, str]:
    value = cell.value
    if cell.data_type == "f":
        return CellKind.FORMULA, "="
    if cell.data_type == "e":
        return CellKind.ERROR, str(value)[:MOST_CELL_TEXT]
    if isinstance(value, bool):
        return CellKind.TRUTH, str(int(value))
    if isinstance(value, date):
        return CellKind.DATE, (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, int | float):
        return (CellKind.PERCENT if "%" in (cell.number_format or "") else CellKind.NUMBER), repr(value)
    return CellKind.TEXT, str(value)[:MOST_CELL_TEXT]
