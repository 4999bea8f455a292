"""Two versions of reports beside each other, worded for staff."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.formats import decimal_comma, partial_date
from foundation.tables import Column, Table
from reports.document import DataColumn, State
from reports.document.payload import short_fingerprint
from reports.document.tables import Value
from reports.domain.comparison import ChangedValue, ChangeKind, Comparison, Direction
from reports.enums import BUILT_STATES, BuildState
from reports.models import ReportBuild
from reports.queries.desk import ABOUT

KIND_WORDS = {
    ChangeKind.ADDED: gettext_lazy("Baru"),
    ChangeKind.REMOVED: gettext_lazy("Hilang"),
    ChangeKind.CHANGED: gettext_lazy("Berubah"),
}


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """`kind` is a value of `ChangeKind`; `column`, `old` and `new` are blank where a whole row came or went."""

    table: str
    title: str
    key: str
    kind: str
    kind_word: str
    column: str
    old: str
    new: str
    direction: str


@dataclass(frozen=True, slots=True)
class TableCount:
    key: str
    title: str
    count: int


def compared_lines(found: Comparison, table: str = "") -> tuple[ComparedLine, ...]:
    """Of one table by its key, or of all."""
    return tuple(_line(row) for row in found.rows if table in {"", row.table})


def table_counts(found: Comparison) -> tuple[TableCount, ...]:
    return tuple(TableCount(key, title, count) for (key, title), count in found.counts().items())


def _line(row: ChangedValue) -> ComparedLine:
    return ComparedLine(
        table=row.table_title,
        title=row.title,
        key=row.key,
        kind=row.kind.value,
        kind_word=str(KIND_WORDS[row.kind]),
        column=row.column.header if row.column else "",
        old=value_text(row.column, row.old) if row.column else "",
        new=value_text(row.column, row.new) if row.column else "",
        direction=row.direction.value,
    )


def value_text(column: DataColumn, value: Value) -> str:
    """As on the pages, but percent with its decimals: here they may be all that differs."""
    if value is None or value == "":
        return column.blank or "—"
    if isinstance(value, int | float):
        number = decimal_comma(value, min(2, len(f"{value:.2f}".rstrip("0").partition(".")[2])))
        return f"{number} %" if column.kind == "percent" else number
    if column.kind == "date":
        return _day(str(value))
    return value.word if isinstance(value, State) else str(value)


def _day(iso: str) -> str:
    try:
        return partial_date(date.fromisoformat(iso), "day")
    except ValueError:
        return iso


def comparison_table(found: Comparison, old: str, new: str, table: str = "") -> Table:
    """For a file; `old` and `new` say which versions were compared."""
    columns = (
        Column("table", _("Tabel")),
        Column("key", _("Kunci")),
        Column("title", _("Baris")),
        Column("column", _("Kolom")),
        Column("kind", _("Perubahan")),
        Column("old", _("Lama")),
        Column("new", _("Baru")),
        Column("direction", _("Arah")),
    )
    notes = ((_("Versi lama"), old), (_("Versi baru"), new))
    return Table(_("Perbandingan laporan"), columns, _rows(found, table), notes)


def _rows(found: Comparison, table: str) -> Iterator[Mapping[str, Any]]:
    directions = {Direction.NONE: "", Direction.UP: _("naik"), Direction.DOWN: _("turun")}
    for row, line in zip(
        (row for row in found.rows if table in {"", row.table}), compared_lines(found, table), strict=True
    ):
        told = {"table": line.table, "key": line.key, "title": line.title, "column": line.column}
        yield {
            **told,
            "kind": line.kind_word,
            "old": line.old,
            "new": line.new,
            "direction": directions[row.direction],
        }


@dataclass(frozen=True, slots=True)
class ComparableBuild:
    id: int
    report: str
    label: str


def comparable_builds() -> tuple[ComparableBuild, ...]:
    """Every version whose payload is kept, by report, the newest first; one query."""
    builds = (
        ReportBuild.objects.filter(state__in=BUILT_STATES)
        .exclude(payload_sha256="")
        .select_related(*(f"report__{name}" for name in ABOUT))
        .order_by("report__slug", "-version", "-pk")
    )
    return tuple(ComparableBuild(build.pk, str(build.report), _version_label(build)) for build in builds)


def _version_label(build: ReportBuild) -> str:
    told = _("versi %(version)s, %(state)s, sidik %(digits)s")
    digits = short_fingerprint(build.payload_sha256)[:9]
    return told % {
        "version": build.version,
        "state": str(BuildState(build.state).label).lower(),
        "digits": digits,
    }
