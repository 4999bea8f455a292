"""A sheet that came back: whose it is, and its rows as they were filled, before anything is made of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from evidence.domain.workbook import CellKind, RawCell, RawRow, RawSheet
from renaksi.sheets.columns import COLUMNS, HEADER_OF, KEY, LISTS_SHEET, OPEN, REPORT_SHEET, known_headers
from renaksi.sheets.columns import same_header as _same
from renaksi.sheets.readers import CellRefused, said
from renaksi.sheets.tokens import DIGESTED, MARK, ForeignToken, Token, TokenLine, digest_of, unsigned

# Above its table a sheet has a title and a hint; people add a few lines more.
_HEADER_WITHIN = 20
# One or two told cells are a slip of the hand; more of them, and the row moved below its headers.
_SLIPS = 2
_NAMES = ("milestone", "commitment")


class RowFault(StrEnum):
    """Why a row as a whole cannot be used."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    SHIFTED = "shifted"
    MISSING = "missing"


class SheetRefused(Exception):
    """The sheet as a whole cannot be used; `str()` is one sentence: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class FilledCell:
    """`address` as in G12."""

    address: str
    raw: RawCell


@dataclass(frozen=True, slots=True)
class FilledRow:
    """`number` is the spreadsheet's, 0 for a row that was deleted; `slips` are told cells that were changed.

    `milestone_id` is None for a row that is none of the sheet's.
    """

    key: str
    number: int
    milestone_id: int | None
    revision: int
    cells: Mapping[str, FilledCell]
    slips: tuple[str, ...] = ()
    fault: RowFault | None = None


def read_report(sheets: Iterable[RawSheet]) -> tuple[Token, tuple[FilledRow, ...]]:
    """Raises SheetRefused."""
    by_name = {_same(sheet.name): sheet for sheet in sheets}
    token = _token(by_name.get(_same(LISTS_SHEET)))
    report = by_name.get(_same(REPORT_SHEET))
    if report is None:
        raise SheetRefused(
            _("Lembar “Laporan” tidak ada dalam berkas ini. Unggah berkas yang diunduh dari sini.")
        )
    if report.has_more:
        raise SheetRefused(
            _(
                "Lembar “Laporan” berisi jauh di luar tabelnya. Hapus baris dan kolom tambahan, lalu unggah lagi."
            )
        )
    columns, below = _table(report)
    filled = [_filled(row, columns, token) for row in below]
    return token, _judged([row for row in filled if row is not None], token)


def _token(lists: RawSheet | None) -> Token:
    cells = [cell for row in lists.rows for cell in row.cells.values()] if lists else []
    pieces = [cell.text for cell in cells if cell.kind == CellKind.TEXT and cell.text.startswith(MARK)]
    try:
        return unsigned(pieces)
    except ForeignToken as foreign:
        raise SheetRefused(
            _(
                "Berkas ini tidak dikenali: tanda pengenalnya tidak ada atau berubah. Unduh lembar baru, salin isian "
                "Anda ke sana, lalu unggah."
            )
        ) from foreign


def _table(sheet: RawSheet) -> tuple[dict[str, int], list[RawRow]]:
    """The place of each column, and the rows below the headers."""
    heads = [(row, _headers(row)) for row in sheet.rows if row.number <= _HEADER_WITHIN]
    row, headers = max(heads, key=lambda one: len(one[1]), default=(None, Counter()))
    missing = [str(column.header) for column in COLUMNS if not headers[column.key]]
    twice = [str(HEADER_OF[key]) for key, times in headers.items() if times > 1]
    if row is None or missing:
        text = _("Kolom %(names)s tidak ada. Kembalikan judul kolomnya, atau unduh lembar baru.")
        raise SheetRefused(text % {"names": _quoted(missing)})
    if twice:
        text = _("Kolom %(names)s ada lebih dari sekali. Hapus yang berlebih, lalu unggah lagi.")
        raise SheetRefused(text % {"names": _quoted(twice)})
    known = known_headers()
    places = {key: column for column, cell in row.cells.items() if (key := known.get(_same(cell.text)))}
    return places, [one for one in sheet.rows if one.number > row.number]


def _headers(row: RawRow) -> Counter[str]:
    known = known_headers()
    return Counter(known[text] for cell in row.cells.values() if (text := _same(cell.text)) in known)


def _quoted(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _filled(row: RawRow, columns: Mapping[str, int], token: Token) -> FilledRow | None:
    """None for a row that holds nothing of ours."""
    cells = {
        key: FilledCell(f"{get_column_letter(place)}{row.number}", row.cells[place])
        for key, place in columns.items()
        if place in row.cells
    }
    key = _key(cells.get(KEY))
    line = token.lines.get(key)
    if line is None:
        is_filled = any(column.key in cells for column in OPEN)
        return FilledRow(key, row.number, None, 0, cells, fault=RowFault.UNKNOWN) if is_filled else None
    letters = {name: f"{get_column_letter(columns[name])}{row.number}" for name in DIGESTED}
    slips = tuple(letters[name] for name in DIGESTED if _digest(cells.get(name)) != line.digests[name])
    shifted = len(slips) > _SLIPS or _stands_for_another(cells, key, token)
    fault = RowFault.SHIFTED if shifted else None
    return FilledRow(key, row.number, line.milestone_id, line.revision, cells, slips, fault)


def _key(cell: FilledCell | None) -> str:
    """The number of a row; a spreadsheet may write 3 as 3.0."""
    return cell.raw.text.strip().removesuffix(".0") if cell else ""


def _digest(cell: FilledCell | None) -> str:
    try:
        return digest_of(said(cell.raw if cell else None))
    except CellRefused:
        return ""


def _stands_for_another(cells: Mapping[str, FilledCell], key: str, token: Token) -> bool:
    """Its milestone and commitment are those of another number: two numbers were swapped."""
    found = tuple(_digest(cells.get(name)) for name in _NAMES)
    own, *others = [
        tuple(line.digests[name] for name in _NAMES) for line in (token.lines[key], *token.lines.values())
    ]
    return found != own and found in others


def _judged(rows: list[FilledRow], token: Token) -> tuple[FilledRow, ...]:
    times = Counter(row.key for row in rows if row.milestone_id is not None)
    found = [
        _with_fault(row, RowFault.TWICE) if times[row.key] > 1 and row.fault != RowFault.UNKNOWN else row
        for row in rows
    ]
    lost = [_lost(key, line) for key, line in token.lines.items() if not times[key]]
    return (*found, *lost)


def _with_fault(row: FilledRow, fault: RowFault) -> FilledRow:
    return FilledRow(row.key, row.number, row.milestone_id, row.revision, row.cells, row.slips, fault)


def _lost(key: str, line: TokenLine) -> FilledRow:
    return FilledRow(key, 0, line.milestone_id, line.revision, {}, (), RowFault.MISSING)


def stored(row: FilledRow) -> dict[str, Any]:
    """What `restored` reads: only what was filled in, nothing that was told."""
    cells = {key: [cell.address, cell.raw.kind.value, cell.raw.text] for key, cell in row.cells.items()}
    return {
        "key": row.key,
        "row": row.number,
        "milestone": row.milestone_id,
        "revision": row.revision,
        "cells": {column.key: cells[column.key] for column in OPEN if column.key in cells},
        "slips": list(row.slips),
        "fault": row.fault.value if row.fault else "",
    }


def restored(told: Mapping[str, Any]) -> FilledRow:
    return FilledRow(
        key=told["key"],
        number=told["row"],
        milestone_id=told["milestone"],
        revision=told["revision"],
        cells={
            key: FilledCell(address, RawCell(CellKind(kind), text))
            for key, (address, kind, text) in told["cells"].items()
        },
        slips=tuple(told["slips"]),
        fault=RowFault(told["fault"]) if told["fault"] else None,
    )
