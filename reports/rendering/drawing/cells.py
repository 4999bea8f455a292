"""How the values of tables are written for people, in the language that is active."""

from dataclasses import dataclass
from datetime import date

from foundation.formats import decimal_comma, partial_date, percent
from reports.document import DataColumn, State
from reports.document.tables import ColumnKind, Value
from reports.document.words import Text
from reports.rendering.drawing.canvas import Canvas

_LONGEST_WORD = 12
_UNKNOWN = "—"
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Cell:
    """`code` of a status, `address` of a link; both blank for the rest. `is_token`: a fingerprint or key, never hyphenated."""

    text: Text
    kind: ColumnKind = "text"
    code: str = ""
    address: str = ""
    is_blank: bool = False
    is_heading: bool = False
    is_token: bool = False


def written(column: DataColumn, value: Value, canvas: Canvas, *, is_heading: bool = False) -> Cell:
    if value is None or value == "":
        return Cell(column.blank or _UNKNOWN, column.kind, is_blank=True, is_heading=is_heading)
    if isinstance(value, State):
        return Cell(value.word, "state", code=value.code, is_heading=is_heading)
    if isinstance(value, int | float):
        return Cell(_number(column, value), column.kind, is_heading=is_heading)
    text = str(value)
    if column.kind == "url":
        return Cell(text.partition("://")[2] or text, "url", address=canvas.address(text))
    if column.kind == "date":
        return Cell(_day(text), "date", is_heading=is_heading)
    return Cell(value, "text", is_heading=is_heading, is_token=_is_token(text))


def _is_token(text: str) -> bool:
    """One long word with digits."""
    return len(text) > _LONGEST_WORD and " " not in text and any(letter.isdigit() for letter in text)


def _number(column: DataColumn, value: float) -> str:
    if column.kind == "percent":
        return percent(value, "")
    places = 0 if isinstance(value, int) or value.is_integer() else min(2, len(repr(value).partition(".")[2]))
    return decimal_comma(value, places)


def _day(iso: str) -> str:
    """Only what is known of it: 2022, Des 2022, 31 Des 2022."""
    precision = _PRECISIONS.get(len(iso))
    if precision is None:
        return iso
    try:
        return partial_date(date.fromisoformat(iso + "-01-01"[: 10 - len(iso)]), precision)
    except ValueError:
        return iso
