"""What stands in one cell, before a writer gives it the form of its file."""

import re
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from foundation.tables.table import Column, Kind

Cell = str | int | float | Decimal | date | None

# What makes a spreadsheet read a text as a formula (OWASP, CSV injection), full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Spreadsheets may trim these before they look at the first character.
TRIMMED = " \u00a0\u200b\ufeff"
# Control characters other than tab and line breaks, and what is no character: XML cannot hold them, and nobody
# reads them.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBERS = (int, float, Decimal, Fraction)


def without_control_characters(text: str) -> str:
    return CONTROL_CHARACTERS.sub("", text)


def neutralise(cell: Cell) -> Cell:
    """A text that a spreadsheet would run gets a leading apostrophe; numbers and dates stay.

    Control characters are left out first, so that none of them hides a formula.
    """
    if not isinstance(cell, str):
        return cell
    text = without_control_characters(cell)
    runs = text.startswith(FORMULA_STARTS) or text.lstrip(TRIMMED).startswith(FORMULA_STARTS)
    return f"'{text}" if runs else text


def typed_cell(column: Column, value: Any) -> Cell:
    """The value as number, date, text or None. Raises TypeError for a moment: say its date or text."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        raise TypeError(f"column {column.key!r} got a moment: pass its local date, or text")
    if _is_number(value) and column.kind in {"number", "percent"}:
        return _number(value, column.kind)
    if isinstance(value, date) and column.kind == "date":
        return value
    return str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, _NUMBERS) and not isinstance(value, bool)


def _number(value: Any, kind: Kind) -> int | float | Decimal:
    if kind == "percent":
        return _hundredths(value)
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value


def _hundredths(value: Any) -> int | Decimal:
    """A percent in at most two decimals, rounded down, so that a file never says 100 before a page."""
    exact = value if isinstance(value, Fraction) else Fraction(str(value))
    cut = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_DOWN)
    return int(cut) if cut == cut.to_integral_value() else cut.normalize()
