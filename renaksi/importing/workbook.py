"""CSV and XLSX files as rows of text with the addresses that people see in their spreadsheet."""

import csv
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

# OGP's "Full Text" holds pages of text in one cell; the default limit of 131,072 is not far above it.
LONGEST_CELL = 5_000_000
DELIMITERS = (",", ";", "\t")  # Excel writes ";" where the comma is the decimal sign, as in Indonesia

# What openpyxl lets through when an archive, its compression or its XML is torn.
_BROKEN_BOOK = (
    BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError, EOFError, zlib.error,
)  # fmt: skip
# Locale codes, quoted and escaped letters of a number format: `[$-421]mmm\-yy` shows month and year.
_NOT_A_DATE_MARK = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\.")


class UnreadableFile(Exception):
    """The file as a whole cannot be imported; the message is one sentence for the person at the keyboard."""


@dataclass(frozen=True)
class Row:
    """One line of the table. `number` is the spreadsheet's own (the header is row 1)."""

    number: int
    cells: dict[str, str]
    letters: dict[str, str]
    surplus: int = 0

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def address(self, column: str) -> str:
        """`P12`, or an empty text for a column that the file does not have."""
        letter = self.letters.get(column)
        return f"{letter}{self.number}" if letter else ""


def read_rows(path: Path, required: Iterable[str]) -> list[Row]:
    """Every row that holds anything. Raises UnreadableFile with one sentence."""
    readers = {".csv": _csv_table, ".xlsx": _xlsx_table}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFile(
            _("%(file)s bukan berkas CSV atau XLSX; simpan ulang sebagai .csv atau .xlsx.") % _named(path)
        )
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(
            _("Berkas %(file)s tidak ditemukan; periksa nama dan foldernya.") % _named(path)
        ) from None
    except OSError as error:
        reason = _named(path) | {"reason": error.strerror or type(error).__name__}
        raise UnreadableFile(_("Berkas %(file)s tidak dapat dibuka: %(reason)s.") % reason) from None
    if not data.strip():
        raise UnreadableFile(_("Berkas %(file)s kosong; tidak ada baris untuk diimpor.") % _named(path))
    required = list(required)
    return _rows(reader(path, data, required), path, required)


def _named(path: Path) -> dict[str, str]:
    return {"file": path.name}


def _rows(table: list[list[str]], path: Path, required: list[str]) -> list[Row]:
    header = [" ".join(name.split()) for name in table[0]] if table else []
    _check_header(header, path, required)
    letters = {name: get_column_letter(place) for place, name in enumerate(header, start=1) if name}
    rows = []
    for number, cells in enumerate(table[1:], start=2):
        if any(cell.strip() for cell in cells):
            surplus = sum(1 for cell in cells[len(header) :] if cell.strip())
            named = {name: cell for name, cell in zip(header, cells, strict=False) if name}
            rows.append(Row(number, named, letters, surplus))
    if not rows:
        raise UnreadableFile(
            _("Berkas %(file)s hanya berisi tajuk; tidak ada baris untuk diimpor.") % _named(path)
        )
    return rows


def _check_header(header: list[str], path: Path, required: list[str]) -> None:
    missing = [name for name in required if name not in header]
    if missing:
        message = _("Berkas %(file)s tidak memiliki kolom %(missing)s; kolom yang diperlukan: %(required)s.")
        columns = {"missing": ", ".join(missing), "required": ", ".join(required)}
        raise UnreadableFile(message % (_named(path) | columns))
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        message = _("Berkas %(file)s memuat kolom %(twice)s lebih dari sekali; hapus salah satunya.")
        raise UnreadableFile(message % (_named(path) | {"twice": ", ".join(twice)}))


def _csv_table(path: Path, data: bytes, required: list[str]) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _("Berkas %(file)s tidak berpengodean UTF-8; simpan ulang sebagai CSV UTF-8.")
        raise UnreadableFile(message % _named(path)) from None
    csv.field_size_limit(LONGEST_CELL)
    try:
        return list(
            csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, required), strict=True)
        )
    except csv.Error as error:
        reason = _named(path) | {"reason": error}
        raise UnreadableFile(_("Berkas %(file)s bukan CSV yang utuh: %(reason)s.") % reason) from None


def _delimiter(text: str, required: list[str]) -> str:
    """The separator under which the first line names most of the columns that are needed."""
    first_line = text.lstrip().partition("\n")[0]

    def known_columns(delimiter: str) -> int:
        return len(set(required) & set(next(csv.reader([first_line], delimiter=delimiter), [])))

    return max(DELIMITERS, key=known_columns)


def _xlsx_table(path: Path, data: bytes, required: list[str]) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return _sheet_with(required, book.worksheets)
    except _BROKEN_BOOK:
        raise UnreadableFile(
            _("Berkas %(file)s bukan berkas XLSX yang utuh; simpan ulang dari Excel.") % _named(path)
        ) from None


def _sheet_with(required: list[str], sheets: Iterable[Any]) -> list[list[str]]:
    """The first sheet that has the columns, else the first that holds anything."""
    first: list[list[str]] = []
    for sheet in sheets:
        table = list(_sheet_lines(sheet))
        if table and set(required) <= {" ".join(cell.split()) for cell in table[0]}:
            return table
        first = first or table
    return first


def _sheet_lines(sheet: Any) -> Iterator[list[str]]:
    # Some programs write a size that is not the sheet's; openpyxl would leave out what lies beyond it.
    sheet.reset_dimensions()
    for line in sheet.iter_rows():
        yield [_text(cell) for cell in line]


def _text(cell: Any) -> str:
    """What stands in the cell: a date as far as it is shown, whole numbers without a fraction."""
    value = cell.value
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()[: _shown_length(cell.number_format)]
    if isinstance(value, date):
        return value.isoformat()[: _shown_length(cell.number_format)]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _shown_length(number_format: str) -> int:
    """4, 7 or 10 letters of `2014-07-01`: "Jul-14" is a month, whose first day stands in the cell."""
    marks = _NOT_A_DATE_MARK.sub("", number_format.partition(";")[0].lower())
    if "d" in marks or "y" not in marks:
        return 10
    return 7 if "m" in marks else 4
