"""What changed since the last report: counted from what was published then, else from the figures of that day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from foundation.formats import long_date, percent
from renaksi.enums import CompletionStatus
from renaksi.queries.figures import CommitmentFigures, PlanFigures
from renaksi.queries.lines import CommitmentLine
from reports.document import DataTable, Payload, Phrase, State
from reports.document.tables import Value
from reports.domain.movement import Move, Stand, movements
from reports.payload.keys import commitment_key
from reports.payload.material import Material, once
from reports.payload.numbers import hundredths
from reports.payload.shortening import cut, named

_RANKS = {status.value: rank for rank, status in enumerate(CompletionStatus)}
# More names would be read by nobody on one page.
MOST_NAMES = 8
# A commitment without a number is named by its title.
NAME_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the whole; percent as the tables have it."""

    progress: float | None
    expected: float | None
    verified_milestones: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Before:
    """How it stood at the last report; `report` is the version that says so, None if it is counted from the data."""

    as_of: date
    stands: tuple[Stand, ...]
    totals: Totals | None
    report: Payload | None = None


@once
def before_of(material: Material) -> Before | None:
    """None: nothing was before this report."""
    previous = material.previous
    if previous and date.fromisoformat(previous.as_of) < material.as_of:
        return _published(previous)
    if material.earlier is None or material.before is None or material.earlier_totals is None:
        return None
    return Before(
        material.before,
        tuple(_stands(material, material.earlier.figures)),
        _totals(material.earlier_totals),
    )


def _published(previous: Payload) -> Before:
    tables = {table.key: table for table in previous.main.tables}
    return Before(
        date.fromisoformat(previous.as_of),
        tuple(_stands_in(tables["commitments"])) if "commitments" in tables else (),
        _totals_in(tables["periods"]) if "periods" in tables else None,
        previous,
    )


def _stands_in(table: DataTable) -> Iterator[Stand]:
    wanted = ("key", "status", "verified", "overdue", "claimed")
    places = [table.place(name) for name in wanted]
    for row in table.rows:
        key, status, verified, overdue, claimed = (row[place] for place in places)
        yield Stand(
            str(key),
            _RANKS.get(status.code) if isinstance(status, State) else None,
            _number(verified),
            int(_number(overdue) or 0),
            claimed is not None,
        )


def _number(value: Value) -> float | None:
    return value if isinstance(value, int | float) else None


def _totals_in(table: DataTable) -> Totals:
    """The last row is as of the report's own day."""
    row = table.rows[-1]

    def read(name: str) -> float | None:
        return _number(row[table.place(name)])

    return Totals(
        read("progress"),
        read("expected"),
        int(read("verified_milestones") or 0),
        int(read("overdue") or 0),
    )


def _totals(figures: PlanFigures) -> Totals:
    return Totals(
        hundredths(figures.progress.percent),
        hundredths(figures.expected),
        figures.verified_milestones,
        figures.overdue,
    )


def _stands(material: Material, each: Mapping[int, CommitmentFigures]) -> Iterator[Stand]:
    for commitment_id, figures in each.items():
        yield Stand(
            commitment_key(material, commitment_id),
            _RANKS[figures.status.value] if figures.status else None,
            hundredths(figures.progress.percent),
            figures.overdue,
            figures.claimed.percent is not None,
        )


def points_of(material: Material, before: Before) -> tuple[Phrase, ...]:
    """One for each way in which commitments moved, naming them; empty if nothing moved."""
    now = tuple(_stands(material, material.loaded.figures))
    found = movements(before.stands, now, complete=_RANKS[CompletionStatus.COMPLETE])
    lines = {commitment_key(material, line.id): line for line in material.lines}
    words = _words()
    return tuple(
        Phrase(words[move] % {"count": len(keys), "names": _named(move, keys, lines)})
        for move, keys in found.items()
    )


def _named(move: Move, keys: Iterable[str], lines: Mapping[str, CommitmentLine]) -> str:
    """nomor 3, nomor 7; or nomor 3, nomor 7 menjadi substansial; nomor 4 menjadi selesai."""
    by_status: dict[str, list[str]] = {}
    for key in keys:
        status = lines[key].status_word if move in {Move.ROSE, Move.FELL} else ""
        by_status.setdefault(status, []).append(_name(key, lines))
    return "; ".join(
        _("%(names)s menjadi %(status)s") % {"status": status.lower(), "names": named(names, MOST_NAMES)}
        if status
        else named(names, MOST_NAMES)
        for status, names in by_status.items()
    )


def _name(key: str, lines: Mapping[str, CommitmentLine]) -> str:
    """Its number, told as one because counts stand beside it; else the beginning of its title.

    Of what is gone, the end of its key.
    """
    line = lines.get(key)
    if line is None:
        return key.rpartition("/")[2]
    return _("nomor %(number)s") % {"number": line.number} if line.number else cut(line.title, NAME_LETTERS)


def _words() -> dict[Move, str]:
    return {
        Move.COMPLETED: _("Baru selesai: %(count)s komitmen (%(names)s)."),
        Move.ROSE: _("Naik status: %(count)s komitmen (%(names)s)."),
        Move.FELL: _("Turun status: %(count)s komitmen (%(names)s)."),
        Move.GREW: _("Bertambah bagian terbuktinya, status tetap: %(count)s komitmen (%(names)s)."),
        Move.SHRANK: _("Berkurang bagian terbuktinya, status tetap: %(count)s komitmen (%(names)s)."),
        Move.LATE: _("Baru terlambat: %(count)s komitmen (%(names)s)."),
        Move.REPORTED: _("Baru pertama kali melapor: %(count)s komitmen (%(names)s)."),
        Move.ADDED: _("Baru dalam laporan: %(count)s komitmen (%(names)s)."),
        Move.GONE: _("Tidak lagi dalam laporan: %(count)s komitmen (%(names)s)."),
    }


def percent_then(value: float | None, day: date) -> str:
    """34 % pada 31 Jul 2026: what a tile says of its figure at the last report."""
    return value_then(percent(value, _("belum ada bukti")), day)


def value_then(value: str, day: date) -> str:
    return _("%(value)s pada %(date)s") % {"value": value, "date": long_date(day)}
