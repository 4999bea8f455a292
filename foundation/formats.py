"""How numbers, dates and sizes are written for people, in the language that is active.

Bahasa Indonesia: 31 Mar 2017, 1.234,5. English: 31 Mar 2017, 1,234.5. Month names and separators are
Django's own. Spaces are plain: cells and figures that must not break say so in CSS.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

from django.template.defaultfilters import filesizeformat
from django.utils import dateformat, timezone
from django.utils.formats import number_format

Number = int | float | Decimal | Fraction

_PATTERNS = {"year": "Y", "month": "M Y", "day": "j M Y"}
NO_BREAK_SPACE = "\u00a0"


def long_date(value: date) -> str:
    """31 Mar 2017; of a moment, the date in the active time zone."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return dateformat.format(value, _PATTERNS["day"])


def moment(at: datetime | None) -> str:
    """5 Okt 2026 10.00 WIB; nothing for None."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{long_date(local)} {local:%H.%M} WIB"


def month_name(value: date) -> str:
    """Mar."""
    return dateformat.format(value, "M")


def month_year(value: date) -> str:
    """Mar 2017."""
    return dateformat.format(value, _PATTERNS["month"])


def partial_date(value: date, precision: str) -> str:
    """Only what is known of a date: precision "year" 2017, "month" Des 2022, "day" 31 Mar 2017."""
    return dateformat.format(value, _PATTERNS[precision])


def decimal_comma(value: Number, places: int) -> str:
    """The value with exactly `places` decimals, halves rounded up, thousands grouped."""
    step = Decimal(1).scaleb(-places)
    return number_format(_decimal(value).quantize(step, ROUND_HALF_UP), places, force_grouping=True)


def whole_percent(value: Number) -> int:
    """0 to 100, rounded down: 100 stands for exactly 100 only."""
    return floor(value)


def percent(value: Number | None, none_text: str) -> str:
    """42 %, for a value of 0 to 100; < 1 % for what is above 0 but below 1; `none_text` for None."""
    if value is None:
        return none_text
    if 0 < value < 1:
        return "< 1 %"
    return f"{whole_percent(value)} %"


def file_size(size: int) -> str:
    """1,4 MB, for a size in bytes (1 MB is 1,048,576)."""
    return filesizeformat(size).replace(NO_BREAK_SPACE, " ")


def _decimal(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value))
