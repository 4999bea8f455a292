"""What one cell says: pure readers that never guess.

Each returns a `Reading`: the value, or `None` for "not known", with a warning if something was there that
could not be read. The warning is a sentence without the address of the cell; who knows the row adds it.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

Value = TypeVar("Value")

# OGP's own marks: not available, no data, not reviewed. Compared in upper case.
UNKNOWN_MARKS = frozenset({"", "NA", "N/A", "ND", "NR", "-", "–", "—"})
SPREADSHEET_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})

# Bullets as Word and Excel leave them: Symbol and Wingdings characters land in the private use area.
_BULLET = re.compile(r"^[\s]*[\ue000-\uf8ff•●◦▪■□○‣∙·][\s]*", re.MULTILINE)
_STRAY_BULLET = re.compile(r"[\ue000-\uf8ff]")
# Control characters, which no screen shows and PostgreSQL partly refuses.
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff]")
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c")
_ZERO_FRACTION = re.compile(r"^(\d+)\.0+$")


@dataclass(frozen=True)
class Reading(Generic[Value]):
    value: Value | None = None
    warning: str = ""


def is_unknown(cell: str) -> bool:
    return cell.strip().upper() in UNKNOWN_MARKS


def read_line(cell: str) -> Reading[str]:
    """One line of text: inner line breaks and runs of spaces become one space."""
    reading = read_text(cell)
    if reading.value is None:
        return reading
    return Reading(" ".join(reading.value.replace("•", " ").split()))


def read_text(cell: str) -> Reading[str]:
    """A text with its paragraphs; every kind of bullet becomes "• "."""
    if cell.strip() in SPREADSHEET_ERRORS:
        return Reading(warning=_("kesalahan rumus lembar kerja, dibiarkan kosong"))
    if is_unknown(cell):
        return Reading()
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", cell))
    text = _INVISIBLE.sub("", _STRAY_BULLET.sub("", _BULLET.sub("• ", text)))
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return Reading(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() or None)


def read_number(cell: str) -> Reading[str]:
    """A commitment's number is text ("3.3.3.6", "2A"); a spreadsheet's "3.0" is 3."""
    reading = read_line(cell)
    if reading.value is None:
        return reading
    whole = _ZERO_FRACTION.match(reading.value)
    return Reading(whole.group(1) if whole else reading.value)


def read_year(cell: str) -> Reading[int]:
    """A calendar year from 1990 to 2100."""
    reading = read_number(cell)
    if reading.value is None:
        return Reading(warning=reading.warning)
    if re.fullmatch(r"\d{4}", reading.value) and 1990 <= int(reading.value) <= 2100:
        return Reading(int(reading.value))
    return Reading(warning=_("bukan tahun"))


def read_list(cell: str) -> tuple[str, ...]:
    """Values separated by ";" or line breaks, each once, in their order."""
    if is_unknown(cell):
        return ()
    parts = (read_line(part).value for part in re.split(r"[;\n\r]", cell))
    return tuple(dict.fromkeys(part for part in parts if part))
