"""What one filled cell means: pure readers, kind to what spreadsheets and people do, never guessing.

Each takes the cell, None if it is empty, and raises CellRefused with a sentence: what is wrong, and what to do.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.domain.workbook import CellKind, RawCell
from foundation.formats import long_date
from foundation.tables.cells import CONTROL_CHARACTERS, neutralise
from renaksi.domain.update_flow import Problem
from renaksi.domain.update_flow.submitting import MOST_POINTS
from renaksi.enums import DatePrecision, Step
from renaksi.forms.reached import value_field, written
from renaksi.importing.cells import read_line, read_text
from renaksi.importing.dates import read_date
from renaksi.messages import sentence
from renaksi.sheets.columns import LONGEST_TEXT

Named = TypeVar("Named")

_VALUE = value_field(gettext_lazy("Realisasi"))
_MOST_DECIMALS = 4
# Sums of a spreadsheet end in ...0000001: what is nearer than that to four decimals was meant so.
_NOISE = Decimal("1e-9")
_MOST_DIGITS = 12
_YES = frozenset({"ya", "y", "x", "v", "✓", "✔", "1", "true", "benar", "ada", "yes"})
_NO = frozenset({"", "tidak", "tdk", "t", "-", "–", "0", "false", "salah", "no"})
# Day 0 of spreadsheets, for days from 1990 to 2100; a smaller number was not meant as a date.
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_415
_PERCENT = re.compile(r"(.*\d)\s*%")


class CellRefused(Exception):
    """`str()` is one sentence about the cell, without its address."""


def said(cell: RawCell | None) -> str:
    """The text of a cell as a form would get it. Raises CellRefused for a formula or its error."""
    if cell is None:
        return ""
    if cell.kind == CellKind.FORMULA:
        raise CellRefused(_("berisi rumus. Salin, lalu tempel sebagai nilai."))
    if cell.kind == CellKind.ERROR:
        raise CellRefused(_("berisi kesalahan rumus (%(error)s). Tulis isinya.") % {"error": cell.text[:20]})
    return _as_text(cell)


def _as_text(cell: RawCell) -> str:
    if cell.kind == CellKind.DATE:
        return long_date(date.fromisoformat(cell.text))
    if cell.kind == CellKind.TRUTH:
        return _("Ya") if cell.text == "1" else _("Tidak")
    if cell.kind in {CellKind.NUMBER, CellKind.PERCENT}:
        number = _number(cell)
        return cell.text if number is None else written(number)
    return tidy(cell.text)


def tidy(text: str) -> str:
    """Without what is not seen, and without the apostrophe that our own sheets put before a formula."""
    bare = CONTROL_CHARACTERS.sub("", text)
    if bare.startswith("'") and neutralise(bare[1:]) == bare:
        bare = bare[1:]
    return read_text(bare).value or ""


def _number(cell: RawCell) -> Decimal | None:
    """Of a cell that holds one, as it is shown: 75 for 75 %."""
    try:
        number = Decimal(cell.text)
    except InvalidOperation:
        return None
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS:
        return None
    shown = number * 100 if cell.kind == CellKind.PERCENT else number
    rounded = round(shown, _MOST_DECIMALS)
    return rounded if abs(shown - rounded) < _NOISE else shown


def read_quantity(cell: RawCell | None) -> Decimal | None:
    text = read_line(said(cell)).value or ""
    if percent := _PERCENT.fullmatch(text):
        text = percent.group(1)
    try:
        return _VALUE.clean(text)
    except ValidationError as error:
        raise CellRefused(_bad_quantity(text, error)) from error


def _bad_quantity(text: str, error: ValidationError) -> str:
    given = {"text": _short(text)}
    if error.error_list[0].code == "invalid":
        return _("“%(text)s” bukan angka. Tulis angka, misalnya 7,5.") % given
    return (
        _("“%(text)s” terlalu panjang. Tulis paling banyak 12 angka di depan koma dan 4 di belakangnya.")
        % given
    )


def read_step(cell: RawCell | None) -> int | None:
    """Its words as in the list, its number, or the word alone."""
    text = read_line(said(cell)).value or ""
    if not text:
        return None
    known = {
        spelling.casefold(): step.value
        for step in Step
        for spelling in (str(step.label), str(step.value), f"{step.value}%", f"{step.value} %", _word(step))
    }
    if text.casefold() not in known:
        offered = ", ".join(str(step.value) for step in Step)
        raise CellRefused(
            _("“%(text)s” bukan tahap. Pilih dari daftar di sel itu: %(offered)s.")
            % {"text": _short(text), "offered": offered}
        )
    return known[text.casefold()]


def _word(step: Step) -> str:
    """`berjalan` of “50 — berjalan”."""
    return str(step.label).rpartition("—")[2].strip()


def read_prose(cell: RawCell | None, most: int = LONGEST_TEXT) -> str:
    text = said(cell)
    if len(text) > most:
        told = {"most": most, "length": len(text)}
        raise CellRefused(_("terlalu panjang: %(length)s huruf, paling banyak %(most)s. Ringkas.") % told)
    return text


def read_points(cell: RawCell | None) -> str:
    text = read_prose(cell)
    if sum(bool(line.strip()) for line in text.splitlines()) > MOST_POINTS:
        raise CellRefused(sentence(Problem("narrative_too_many_points")))
    return text


def read_mark(cell: RawCell | None) -> bool:
    """Yes or not: Ya, x, a tick, 1."""
    text = said(cell).strip()
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise CellRefused(_("“%(text)s” tidak dikenal. Pilih Ya, atau kosongkan.") % {"text": _short(text)})


def read_day(cell: RawCell | None) -> date | None:
    """A date cell, its serial number, or a date in words."""
    if cell is not None and cell.kind == CellKind.DATE:
        return date.fromisoformat(cell.text)
    text = said(cell)
    if not text:
        return None
    serial = _number(cell) if cell is not None and cell.kind == CellKind.NUMBER else None
    if serial is not None and _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(serial))
    found = read_date(text).value
    if found is None or found.precision != DatePrecision.DAY:
        raise CellRefused(
            _("“%(text)s” bukan tanggal yang pasti. Tulis misalnya 5 Okt 2026.") % {"text": _short(text)}
        )
    return found.first_day


def read_choice(cell: RawCell | None, offered: Mapping[str, Named]) -> Named | None:
    """One of the names that the sheet offers, whatever its capitals and spaces."""
    text = read_line(said(cell)).value or ""
    if not text:
        return None
    known = {" ".join(tidy(name).split()).casefold(): name for name in offered}
    name = known.get(text.casefold())
    if name is not None:
        return offered[name]
    near = get_close_matches(text.casefold(), known, n=1, cutoff=0.75)
    told = {"text": _short(text)}
    if near:
        told["near"] = known[near[0]]
        raise CellRefused(
            _("“%(text)s” tidak ada dalam daftar. Maksudnya “%(near)s”? Pilih dari daftar di sel itu.") % told
        )
    raise CellRefused(_("“%(text)s” tidak ada dalam daftar. Pilih dari daftar di sel itu.") % told)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
