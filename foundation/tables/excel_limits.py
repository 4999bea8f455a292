"""What Excel calls a name, and how much it holds in one cell."""

import re
from collections.abc import Iterable, Iterator
from itertools import count

# Excel shows no sheet with one of these in its name, nor one of more characters, and keeps one name for itself.
FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff]")
LONGEST_SHEET_NAME = 31
RESERVED_SHEET_NAME = "history"
NAMELESS = "Data"
LONGEST_HEADER = 255
# In UTF-16 code units: an emoji is two.
LONGEST_CELL = 32_767
CUT = "…"
# Longer hyperlinks are refused, and so is a sheet with more of them: the address still stands in its cell.
LONGEST_HYPERLINK = 2079
MOST_HYPERLINKS = 65_000
_FORBIDDEN_IN_TABLE_NAME = re.compile(r"[^A-Za-z0-9_]")
# Excel would read these as a cell: XY12, R1C1, C.
_CELL_ADDRESS = re.compile(r"[a-z]{1,3}\d+|r\d*(c\d*)?|c\d*", re.IGNORECASE)


def sheet_name(title: str, taken: Iterable[str] = ()) -> str:
    """One that Excel opens and that is none of `taken`, whatever their case."""
    plain = FORBIDDEN_IN_SHEET_NAME.sub(" ", title).strip(" '")
    names = ((plain[: LONGEST_SHEET_NAME - len(end)].strip(" '") or NAMELESS) + end for end in _ends())
    return _first_free(names, {*taken, RESERVED_SHEET_NAME})


def table_name(key: str, taken: Iterable[str] = ()) -> str:
    """The name of a table in formulas: letters, digits and `_`."""
    plain = _FORBIDDEN_IN_TABLE_NAME.sub("_", key)
    if not plain or plain[0].isdigit() or _CELL_ADDRESS.fullmatch(plain):
        plain = f"_{plain}"
    return _first_free((f"{plain}{end.replace(' ', '_')}" for end in _ends()), taken)


def headers(wanted: Iterable[str]) -> tuple[str, ...]:
    """Excel parts the columns of a table by their headers: none is blank, none stands twice."""
    found: list[str] = []
    for header in wanted:
        names = ((header[: LONGEST_HEADER - len(end)] or NAMELESS) + end for end in _ends())
        found.append(_first_free(names, found))
    return tuple(found)


def fits_cell(text: str) -> bool:
    """Whether Excel holds all of it in one cell."""
    return _units(text) <= LONGEST_CELL


def cut_to_cell(text: str) -> str:
    """As much of it as Excel holds, with an ellipsis where it goes on."""
    if fits_cell(text):
        return text
    units = text.encode("utf-16-le")[: (LONGEST_CELL - len(CUT)) * 2]
    return units.decode("utf-16-le", errors="ignore") + CUT


def _units(text: str) -> int:
    if len(text) * 2 <= LONGEST_CELL:
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def _ends() -> Iterator[str]:
    yield ""
    yield from (f" {number}" for number in count(2))


def _first_free(names: Iterator[str], taken: Iterable[str]) -> str:
    known = {name.lower() for name in taken}
    return next(name for name in names if name.lower() not in known)
