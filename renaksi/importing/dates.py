"""Dates as people and spreadsheets leave them in cells.

Read: `2016`, `2022-12`, `2014-05-28`, `28/5/2014`, `12/31/2020`, `July 2014`, `28 Mei 2014`, spreadsheet
serials (`43525`), and years typed into a date cell, which a spreadsheet shows as a day of 1905 (`7/15/1905`
is day 2023 of its calendar, so the year 2023). What two orders of day and month read differently
(`3/4/2019`) stays unknown: nothing in the cell says which one was meant.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from renaksi.domain.dates import InvalidPartialDate, PartialDate
from renaksi.enums import DatePrecision
from renaksi.importing.cells import SPREADSHEET_ERRORS, Reading, is_unknown

FIRST_YEAR, LAST_YEAR = 1990, 2100
# Day 0 of Excel's calendar, for days after its non-existing 29 February 1900.
_SPREADSHEET_EPOCH = date(1899, 12, 30)
# The days of 1905 whose serial is a year from 1990 to 2100.
_YEAR_IN_DATE_CELL = 1905

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_YEAR = re.compile(r"(\d{4})\.0+")
_NAMED_MONTH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+)\.? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})"
)

_MONTHS = (
    ("january", "januari"),
    ("february", "februari", "pebruari"),
    ("march", "maret"),
    ("april",),
    ("may", "mei"),
    ("june", "juni"),
    ("july", "juli"),
    ("august", "agustus"),
    ("september", "sept"),
    ("october", "oktober"),
    ("november", "nopember"),
    ("december", "desember"),
)


def read_date(cell: str) -> Reading[PartialDate]:
    """The date with what is known of it, or unknown with the reason."""
    text = " ".join(cell.split())
    if text in SPREADSHEET_ERRORS:
        return Reading(warning=_("kesalahan rumus lembar kerja, dibiarkan tidak diketahui"))
    if is_unknown(text):
        return Reading()
    found = set(_meanings(text.lower()))
    if len(found) == 1:
        return Reading(found.pop())
    if found:
        return Reading(warning=_("urutan hari dan bulan tidak pasti, dibiarkan tidak diketahui"))
    return Reading(warning=_("bukan tanggal yang dapat dibaca, dibiarkan tidak diketahui"))


def _meanings(text: str) -> Iterator[PartialDate]:
    """Every date that the text can mean; two orders of the same day are one."""
    for parts in _parts(text):
        meaning = _date_of(*parts)
        if meaning and meaning.first_day.year == _YEAR_IN_DATE_CELL:
            meaning = _typed_year(meaning)
        if meaning and FIRST_YEAR <= meaning.first_day.year <= LAST_YEAR:
            yield meaning


def _parts(text: str) -> Iterator[tuple[int, int | None, int | None]]:
    """(year, month, day) for every way of reading the text; the parts need not be a real day."""
    if whole := _YEAR.fullmatch(text):
        yield int(whole.group(1)), None, None
    elif iso := _ISO.fullmatch(text):
        yield int(iso.group(1)), _number(iso.group(2)), _number(iso.group(3))
    elif slashed := _SLASHED.fullmatch(text):
        first, second, year = map(int, slashed.groups())
        yield year, second, first
        yield year, first, second
    elif serial := _SERIAL.fullmatch(text):
        day = _SPREADSHEET_EPOCH + timedelta(days=int(serial.group(1)))
        yield day.year, day.month, day.day
    elif named := _NAMED_MONTH.fullmatch(text):
        yield from _named_month(named)


def _named_month(named: re.Match[str]) -> Iterator[tuple[int, int, int | None]]:
    before, name, after, year = named.groups()
    if before and after:
        return
    for number, names in enumerate(_MONTHS, start=1):
        if any(word == name or word[:3] == name for word in names):
            yield int(year), number, _number(before or after)


def _typed_year(shown: PartialDate) -> PartialDate | None:
    """The year whose number is the serial of the day that is shown."""
    if shown.precision != DatePrecision.DAY:
        return None
    return _date_of((shown.first_day - _SPREADSHEET_EPOCH).days, None, None)


def _date_of(year: int, month: int | None, day: int | None) -> PartialDate | None:
    try:
        if month and day:
            return PartialDate.day(date(year, month, day))
        return PartialDate.month(year, month) if month else PartialDate.year(year)
    except (InvalidPartialDate, ValueError):
        return None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
