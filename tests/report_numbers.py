"""What stands in the tables of a report's files, in a form that can be compared from one file to the other.

Every function gives `{key of the table: [row, …]}` with a value per column: a number as float (a percent, too), a
date as ISO, a status as its word, an unknown as None, and a text as it is written where programs must not run it.
A text that is nothing but a number is one, since a CSV file does not tell them apart.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
import openpyxl
from openpyxl.utils import range_boundaries

from foundation.tables import neutralise
from foundation.tables.excel_limits import cut_to_cell
from reports.document import Payload

Told = Mapping[str, list[tuple[float | str | None, ...]]]
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
# What is in these files beside the report's own tables.
_DICTIONARY = "dictionary"


@dataclass(frozen=True)
class OfficeTable:
    """A table of a text as it is read: `name` is what is read out for it, words by row."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def numbers_of_payload(payload: Payload) -> Told:
    return {table.key: [_row(row) for row in table.rows] for table in payload.main.tables}


def numbers_of_workbook(content: bytes) -> Told:
    told: dict[str, list[tuple[Any, ...]]] = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for table in sheet.tables.values():
            first, top, last, bottom = range_boundaries(table.ref)
            rows = sheet.iter_rows(top + 1, bottom, first, last, values_only=True)
            told[table.name] = [_row(row) for row in rows if any(value is not None for value in row)]
    return _without_dictionary(told)


def numbers_of_csv_archive(content: bytes) -> Told:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".csv")]
        return _without_dictionary(
            {name.removesuffix(".csv"): numbers_of_csv(archive.read(name)) for name in names}
        )


def numbers_of_csv(content: bytes) -> list[tuple[float | str | None, ...]]:
    """Of one file: its notes and its header are left out."""
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    rows = [line for line in lines if not line[0].startswith("# ")]
    return [_row(row) for row in rows[1:]]


def tables_of_office_text(content: bytes) -> list[OfficeTable]:
    """In the order of the text."""
    found = []
    for table in docx.Document(io.BytesIO(content)).tables:
        name = table._tbl.tblPr.xpath("string(w:tblCaption/@w:val)")
        rows = tuple(tuple(cell.text for cell in row.cells) for row in table.rows)
        found.append(OfficeTable(str(name), rows))
    return found


def _without_dictionary(told: Mapping[str, Any]) -> Told:
    return {key: rows for key, rows in told.items() if key != _DICTIONARY}


def _row(values: Iterable[Any]) -> tuple[float | str | None, ...]:
    return tuple(map(_plain, values))


def _plain(value: Any) -> float | str | None:
    if value is None or value == "":
        return None
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    text = cut_to_cell(str(neutralise(str(value)))).replace("\r\n", "\n")
    return float(text) if _NUMBER.fullmatch(text) else text
