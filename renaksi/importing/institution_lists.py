"""Several institutions in one cell.

Cells are split at ";", line breaks, bullets and enumerators ("1. ", "a) ", "(b) "), never at commas: a comma
is part of many official names ("Ministry of Villages, Disadvantaged Regions and Transmigration").
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from renaksi.importing.cells import is_unknown, read_text

LONGEST_NAME = 255

_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?(?P<mark>\d{1,2})[.)]\s+")
_LETTER = re.compile(r"(?:(?<=\s)|^)\(?(?P<mark>[a-z])\)\s+")
_ENDS_IN_ABBREVIATION = re.compile(r"\b(?:Inc|Ltd|Corp|Co|Tbk|[A-Z]\.[A-Z])\.$")


@dataclass(frozen=True)
class NamesReading:
    names: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_institutions(cell: str) -> NamesReading:
    """The names in a cell, each once; a cell that is no list stays unknown with a warning."""
    if is_unknown(cell):
        return NamesReading()
    text = read_text(cell)
    if text.value is None:
        return NamesReading(warnings=(text.warning,))
    parts: list[str] = []
    for line in re.split(r"[;\n•]", text.value):
        enumerated = _split_enumerated(line.strip())
        if enumerated is None:
            return NamesReading(
                warnings=(
                    _("ada teks sebelum nomor urut, jadi bukan daftar instansi; dibiarkan tidak diketahui"),
                )
            )
        parts += enumerated
    return _named(parts)


def _split_enumerated(line: str) -> list[str] | None:
    """The items of "1. A, 2. B" or "(a) A (b) B"; the line itself without enumerators; `None` if text leads."""
    marks = _running_marks(_NUMBER, line, first=1) or _running_marks(_LETTER, line, first=1)
    if not marks:
        return [line]
    if marks[0].start() > 0:
        return None
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    return [line[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]


def _running_marks(pattern: re.Pattern[str], line: str, *, first: int) -> list[re.Match[str]]:
    """Enumerators that count up; they may start anew at the first ("… 9. X, 1. Y 2. Z").

    A line that starts in the middle of a count (each item on its own line) counts as well.
    """
    marks: list[re.Match[str]] = []
    expected: set[int] = {first}
    for found in pattern.finditer(line):
        place = _place(found.group("mark"))
        if place in expected or (found.start() == 0 and not marks):
            marks.append(found)
            expected = {place + 1, first}
    return marks


def _place(mark: str) -> int:
    return int(mark) if mark.isdigit() else ord(mark) - ord("a") + 1


def _named(parts: list[str]) -> NamesReading:
    names: list[str] = []
    warnings: list[str] = []
    for part in parts:
        name = _without_trailing_marks(part)
        if not name or is_unknown(name):
            continue
        if len(name) > LONGEST_NAME:
            text = _("lebih dari %(most)s huruf untuk satu nama instansi, dibiarkan tidak diketahui")
            warnings.append(text % {"most": LONGEST_NAME})
            continue
        names.append(name)
    return NamesReading(tuple(dict.fromkeys(names)), tuple(warnings))


def _without_trailing_marks(part: str) -> str:
    name = " ".join(part.split()).rstrip(" ,;:")
    if name.endswith(".") and not _ENDS_IN_ABBREVIATION.search(name):
        name = name.rstrip(" .,")
    return name.lstrip(" ,.;:-–")
