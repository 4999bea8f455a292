"""What stands in the cells of a workbook: written by the process that reads files, and proven before it is believed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

CELLS = "cells.json"
MOST_SHEETS = 10
MOST_ROWS = 1_000
MOST_COLUMNS = 60
# As long as a cell of a spreadsheet can be.
MOST_CELL_TEXT = 32_767
MOST_TEXT = 4_000_000


class CellKind(StrEnum):
    """PERCENT is a number that is shown as one: 0.75 for 75 %. What a FORMULA came to is not read."""

    TEXT = "s"
    NUMBER = "n"
    PERCENT = "p"
    TRUTH = "b"
    DATE = "d"
    FORMULA = "f"
    ERROR = "e"


@dataclass(frozen=True, slots=True)
class RawCell:
    """`text`: as typed; a number with its point; a date as ISO; 1 or 0; what the spreadsheet calls its error."""

    kind: CellKind
    text: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """`number` as the spreadsheet counts; `cells` by their column, counted from 1. Empty ones are left out."""

    number: int
    cells: dict[int, RawCell]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """`has_more`: its rows or columns go on beyond MOST_ROWS or MOST_COLUMNS."""

    name: str
    rows: tuple[RawRow, ...]
    has_more: bool


def read_sheets(told: Any) -> tuple[RawSheet, ...]:
    """Raises ValueError for what is no list of sheets, whoever wrote it."""
    try:
        return tuple(_sheet(one) for one in told[:MOST_SHEETS])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no sheets") from error


def _sheet(one: dict[str, Any]) -> RawSheet:
    rows = tuple(_row(number, cells) for number, cells in one["rows"][:MOST_ROWS])
    if type(one["name"]) is not str or type(one["more"]) is not bool:
        raise ValueError("no sheet")
    return RawSheet(one["name"][:100], rows, one["more"])


def _row(number: Any, cells: Any) -> RawRow:
    found = {_number(column, MOST_COLUMNS): _cell(kind, text) for column, kind, text in cells}
    return RawRow(_number(number, MOST_ROWS), found)


def _cell(kind: Any, text: Any) -> RawCell:
    if type(text) is not str or len(text) > MOST_CELL_TEXT:
        raise ValueError("no text of a cell")
    return RawCell(CellKind(kind), text)


def _number(value: Any, most: int) -> int:
    if type(value) is not int or not 1 <= value <= most:
        raise ValueError("not a number that can be")
    return value
