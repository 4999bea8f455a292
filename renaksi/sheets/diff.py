"""The dry run: what a sheet would change, cell by cell, against what is stored now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from evidence.domain.workbook import CellKind, RawCell
from renaksi.actions.updates import DraftContent
from renaksi.models import ReportSheet
from renaksi.queries.workspace.sheets import SheetContent, SheetLine
from renaksi.sheets.columns import HEADER_OF, OPEN
from renaksi.sheets.mapping import Milestone, Reading, content_with, read_row, same_value, values_of, word_of
from renaksi.sheets.readers import CellRefused, said
from renaksi.sheets.rows import FilledRow, RowFault, restored


class RowStatus(StrEnum):
    """In the order of the page."""

    BAD = "bad"
    STALE = "stale"
    READY = "ready"
    CLOSED = "closed"
    SAME = "same"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class CellDiff:
    """`address` as in Laporan!G12, blank for an empty cell. `refused` is a sentence; `new` is then what was typed."""

    label: str
    address: str
    old: str
    new: str
    refused: str


@dataclass(frozen=True, slots=True)
class RowDiff:
    """`draft` is what would be saved, None for a row that cannot be. `revision` is the one that is compared with.

    `told` says what is wrong with the row as a whole, or what to know before it is chosen.
    """

    key: str
    milestone_id: int | None
    title: str
    commitment: str
    status: RowStatus
    told: str
    cells: tuple[CellDiff, ...]
    same: tuple[str, ...]
    revision: int
    draft: DraftContent | None
    filled: FilledRow
    url: str

    @property
    def refusals(self) -> list[str]:
        """Each with the address of its cell."""
        told = [f"{cell.address}: {cell.refused}" for cell in self.cells if cell.refused]
        return [self.told, *told] if self.status == RowStatus.BAD and self.told else told


@dataclass(frozen=True, slots=True)
class RowGroup:
    status: RowStatus
    title: str
    hint: str
    rows: tuple[RowDiff, ...]


@dataclass(frozen=True, slots=True)
class DryRun:
    """`slips` are the addresses of told cells that were changed; they are not read."""

    groups: tuple[RowGroup, ...]
    slips: tuple[str, ...]

    @property
    def rows(self) -> tuple[RowDiff, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    def of(self, status: RowStatus) -> tuple[RowDiff, ...]:
        return tuple(row for row in self.rows if row.status == status)

    @property
    def may_be_chosen(self) -> bool:
        return any(row.status in CHOSEN_FROM for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        return {status.value: len(self.of(status)) for status in RowStatus}


CHOSEN_FROM = frozenset({RowStatus.READY, RowStatus.STALE})


def dry_run(sheet: ReportSheet, content: SheetContent) -> DryRun:
    filled = [restored(told) for told in sheet.rows]
    lines = content.by_milestone
    rows = [_row(row, lines.get(row.milestone_id or 0), content) for row in filled]
    slips = tuple(_address(slip) for row in filled for slip in row.slips if row.fault is None)
    return DryRun(_groups(rows), slips)


def _row(filled: FilledRow, line: SheetLine | None, content: SheetContent) -> RowDiff:
    if filled.fault is not None or line is None:
        return _unusable(filled, line)
    reading = read_row(_raw(filled), Milestone(line.is_quantity, content.offered))
    before = values_of(line.content, is_quantity=line.is_quantity)
    cells = tuple(
        _cell(column.key, filled, before, reading)
        for column in OPEN
        if column.key in reading.refused or not same_value(before[column.key], reading.values.get(column.key))
    )
    status, told = _status(filled, line, cells)
    draft = None
    if status in CHOSEN_FROM:
        draft = content_with(line.content, reading.values, is_quantity=line.is_quantity)
    changed = {cell.label for cell in cells}
    labels = (str(column.header) for column in OPEN)
    same = tuple(label for label in labels if label not in changed)
    return _diff(filled, line, status, told, cells=cells, same=same, draft=draft)


def _diff(
    filled: FilledRow,
    line: SheetLine | None,
    status: RowStatus,
    told: str,
    *,
    cells: tuple[CellDiff, ...] = (),
    same: tuple[str, ...] = (),
    draft: DraftContent | None = None,
) -> RowDiff:
    nameless = _("Baris %(number)s") % {"number": filled.number}
    return RowDiff(
        key=filled.key,
        milestone_id=filled.milestone_id,
        title=line.told["milestone"] if line else nameless,
        commitment=line.told["commitment"] if line else "",
        status=status,
        told=told,
        cells=cells,
        same=same,
        revision=line.revision if line else 0,
        draft=draft,
        filled=filled,
        url=line.url if line else "",
    )


def _raw(filled: FilledRow) -> dict[str, RawCell]:
    return {key: cell.raw for key, cell in filled.cells.items()}


def _cell(key: str, filled: FilledRow, before: Mapping[str, object], reading: Reading) -> CellDiff:
    cell = filled.cells.get(key)
    refused = reading.refused.get(key, "")
    return CellDiff(
        label=str(HEADER_OF[key]),
        address=_address(cell.address) if cell else "",
        old=word_of(before[key]),  # type: ignore[arg-type]  # one of the values of a form
        new=typed(cell.raw) if refused and cell else word_of(reading.values.get(key)),
        refused=refused,
    )


def _address(cell: str) -> str:
    return f"Laporan!{cell}"


def typed(raw: RawCell) -> str:
    """What stands in the cell, for who has to mend it."""
    if raw.kind == CellKind.FORMULA:
        return _("(rumus)")
    try:
        return said(raw)
    except CellRefused:
        return raw.text


def _status(filled: FilledRow, line: SheetLine, cells: Iterable[CellDiff]) -> tuple[RowStatus, str]:
    found = list(cells)
    if not found:
        return RowStatus.SAME, ""
    if not line.is_open:
        told = {"state": line.told["state"]}
        return RowStatus.CLOSED, _(
            "Laporan ini tidak dapat diisi sekarang (%(state)s), jadi isian di lembar tidak dipakai."
        ) % told
    if any(cell.refused for cell in found):
        return RowStatus.BAD, ""
    if _is_stale(filled.revision, line.revision):
        return RowStatus.STALE, _(
            "Draf ini disimpan orang lain sejak lembar diunduh. Bandingkan dulu; pilih bila isian lembar yang benar."
        )
    return RowStatus.READY, ""


def _is_stale(downloaded: int, now: int) -> bool:
    """What was only begun since has no content of anybody's yet."""
    return downloaded != now and not (downloaded == 0 and now == 1)


def _unusable(filled: FilledRow, line: SheetLine | None) -> RowDiff:
    if filled.fault == RowFault.MISSING:
        told = _("Baris nomor %(key)s tidak ada dalam lembar. Laporannya tidak diubah.") % {"key": filled.key}
        return _diff(filled, line, RowStatus.MISSING, told)
    cells = tuple(
        CellDiff(str(HEADER_OF[key]), _address(cell.address), "", typed(cell.raw), "")
        for key, cell in filled.cells.items()
        if key in HEADER_OF
    )
    if filled.fault is None:
        told = _("Tonggak ini tidak lagi dilaporkan instansi Anda pada periode ini. Isiannya tidak dipakai.")
        return _diff(filled, line, RowStatus.CLOSED, told, cells=cells)
    return _diff(filled, line, RowStatus.BAD, _fault_text(filled), cells=cells)


def _fault_text(filled: FilledRow) -> str:
    texts = {
        RowFault.UNKNOWN: _(
            "Baris %(row)s bukan baris lembar ini: nomornya tidak dikenal. Pindahkan isiannya ke baris tonggaknya."
        ),
        RowFault.TWICE: _(
            "Nomor %(key)s ada lebih dari sekali (baris %(row)s). Hapus baris yang berlebih, lalu unggah lagi."
        ),
        RowFault.SHIFTED: _(
            "Isi baris %(row)s tampak bergeser: kolom abu-abunya bukan milik nomor %(key)s. Salin isian Anda ke baris yang "
            "benar di lembar baru."
        ),
    }
    return texts[filled.fault or RowFault.UNKNOWN] % {"row": filled.number, "key": filled.key}


def _groups(rows: Iterable[RowDiff]) -> tuple[RowGroup, ...]:
    found = list(rows)
    return tuple(
        RowGroup(status, title, hint, mine)
        for status, (title, hint) in _titles().items()
        if (mine := tuple(row for row in found if row.status == status))
    )


def _titles() -> dict[RowStatus, tuple[str, str]]:
    return {
        RowStatus.BAD: (
            _("Perlu diperbaiki"),
            _("Tidak disimpan. Perbaiki di lembar lalu unggah lagi, atau isi di halamannya."),
        ),
        RowStatus.STALE: (
            _("Berubah sejak diunduh"),
            _("Tidak disimpan kecuali Anda memilihnya."),
        ),
        RowStatus.READY: (_("Siap disimpan"), ""),
        RowStatus.CLOSED: (_("Tidak dapat diisi"), ""),
        RowStatus.SAME: (_("Tidak berubah"), ""),
        RowStatus.MISSING: (_("Tidak ada dalam lembar"), ""),
    }
