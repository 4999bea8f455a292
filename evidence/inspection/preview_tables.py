"""Tables as rows of text: the first sheets of a workbook, or a CSV whatever parts its cells."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

from evidence.domain.personal_data import HintKind, count_hints
from evidence.domain.preview import MOST_TABLES
from evidence.inspection.preview_content import Content, PreviewImpossible, Table, plain
from evidence.inspection.preview_text import hints_beside
from evidence.inspection.text import decoded

MOST_ROWS = 200
MOST_COLUMNS = 30
MOST_CELL = 300
# Of all tables together: a page of more does nobody good.
MOST_CELL_TEXT = 300_000
MOST_ROWS_READ = 20_000
MOST_ROWS_READ_OF_ALL = 100_000
MOST_COLUMNS_READ = 200
_SAMPLE_LINES = 20
_DELIMITERS = ",;\t|"
_MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()


def read_workbook(source: Path, _folder: Path) -> Content:
    """Values as the office program computed them last, formulas are not run."""
    with source.open("rb") as opened:
        book = openpyxl.load_workbook(opened, read_only=True, data_only=True, keep_links=False)
        try:
            sheets = book.worksheets
            content = Content(sheet_count=len(sheets), is_cut=len(sheets) > MOST_TABLES)
            room = MOST_CELL_TEXT
            for number, sheet in enumerate(sheets):
                room = room if number < MOST_TABLES else 0
                if sum(table.row_count for table in content.tables) > MOST_ROWS_READ_OF_ALL:
                    content.hints[HintKind.UNREAD] = 1
                    break
                sheet.reset_dimensions()
                table = Table(name=plain(sheet.title), is_hidden=sheet.sheet_state != "visible")
                rows = sheet.iter_rows(max_col=MOST_COLUMNS_READ + 1, values_only=True)
                room = _fill(content, table, (map(_as_text, row) for row in rows), room)
        finally:
            book.close()
    with zipfile.ZipFile(source) as archive:
        content.hints += hints_beside(archive)
    # The others are looked through and not shown.
    del content.tables[MOST_TABLES:]
    return content


def read_csv(source: Path, _folder: Path) -> Content:
    text = decoded(source.read_bytes())
    first, _sep, rest = text.partition("\n")
    # Excel's own way to tell what parts the cells.
    delimiter = first.strip().removeprefix("sep=") if first.startswith("sep=") else ""
    if len(delimiter) != 1:
        delimiter, rest = _delimiter(text), text
    csv.field_size_limit(10_000_000)
    content = Content(sheet_count=1)
    _fill(content, Table(name="", has_head=True), _csv_rows(rest, delimiter), MOST_CELL_TEXT)
    if not content.tables[0].rows:
        raise PreviewImpossible("empty")
    return content


def _csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """The sign that gives most of the first lines the same number of cells, more than one."""

    def agreement(sign: str) -> tuple[int, int]:
        head = "\n".join(text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
        counts = Counter(len(row) for row in _csv_rows(head, sign) if len(row) > 1)
        columns, lines = max(counts.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        return lines, columns

    return max(_DELIMITERS, key=agreement)


def _fill(content: Content, table: Table, rows: Iterable[Iterable[str]], room: int) -> int:
    """Add the table, count its hints, and return how much text may still be shown."""
    widest = 0
    for number, row in enumerate(islice(rows, MOST_ROWS_READ + 1), 1):
        if number > MOST_ROWS_READ:
            table.has_more = True
            content.hints[HintKind.UNREAD] = 1
            break
        cells = _trimmed([plain(cell) for cell in row])
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS_READ:
            content.hints[HintKind.UNREAD] = 1
        content.hints.update(count_hints(["\n".join(cells)]))
        table.row_count, table.column_count = number, max(table.column_count, len(cells))
        if number <= MOST_ROWS and room > 0:
            shown = [_short(cell) for cell in cells[:MOST_COLUMNS]]
            table.rows += [[] for _ in range(number - 1 - len(table.rows))] + [shown]
            table.is_shortened |= shown != cells[:MOST_COLUMNS]
            room -= sum(map(len, shown))
            widest = max(widest, len(shown))
    table.rows = [row + [""] * (widest - len(row)) for row in table.rows]
    content.tables.append(table)
    content.is_cut |= table.is_cut
    return room


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _short(cell: str) -> str:
    return cell if len(cell) <= MOST_CELL else f"{cell[:MOST_CELL]}…"


def _as_text(value: Any) -> str:
    """As people write it; a number of 16 digits stays one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(round(value, 10)).replace(".", ",")
    if isinstance(value, date):
        return _day(value)
    return str(value)


def _day(value: date) -> str:
    """31 Mar 2017, with its time if it has one."""
    day = f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{day} {value:%H.%M}"
    return day
