import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from foundation.tables.cells import Cell, neutralise, typed_cell, without_control_characters
from foundation.tables.table import Table

# Tells Excel that the file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"


class _Echo:
    """A file for `csv.writer` that hands each line back instead of storing it."""

    def write(self, line: str) -> str:
        return line


def write_csv(table: Table, *, bom: bool = False) -> Iterator[str]:
    """The lines of an RFC 4180 file, header first: decimal points, ISO dates, formulas neutralised.

    Notes stand above the header in lines of one cell that begins with #.
    """
    head = [[without_control_characters(f"# {word}: {text}")] for word, text in table.notes]
    head.append([str(neutralise(column.header)) for column in table.columns])
    yield (BYTE_ORDER_MARK if bom else "") + "".join(map(_line, head))
    for row in table.rows:
        yield _line([neutralise(typed_cell(column, row.get(column.key))) for column in table.columns])


def _line(cells: Sequence[Cell]) -> str:
    """Where a spreadsheet parts cells at semicolons, as in Indonesia, one must not uncover a formula: it is quoted."""
    hides = any(isinstance(cell, str) and ";" in cell for cell in cells)
    return csv.writer(_Echo(), quoting=csv.QUOTE_ALL if hides else csv.QUOTE_MINIMAL).writerow(cells)


def write_json(table: Table) -> Iterator[str]:
    """`{"title", "notes": {word: text}, "columns": [{key, header, kind}], "rows": [{key: value}]}` in pieces.

    Texts are as they are (no program runs them), numbers are numbers, dates ISO, unknowns null.
    """
    head = {
        "title": table.title,
        "notes": dict(table.notes),
        "columns": [asdict(column) for column in table.columns],
    }
    yield f'{_encode(head)[:-1]}, "rows": ['
    separator = "\n"
    for row in table.rows:
        cells = {column.key: typed_cell(column, row.get(column.key)) for column in table.columns}
        yield f"{separator}{_encode(cells)}"
        separator = ",\n"
    yield "\n]}\n"


def _encode(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
