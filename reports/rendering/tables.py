"""The tables of a payload as the tables that `foundation.tables` writes, and the dictionary of their columns."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from foundation.tables import Column, Kind, Table
from reports.document import DataColumn, DataTable, Edition, Payload
from reports.document.tables import ColumnKind, Value

DICTIONARY = "dictionary"
_KINDS: Mapping[ColumnKind, Kind] = {
    "text": "text",
    "number": "number",
    "percent": "percent",
    "date": "date",
    "url": "url",
    "state": "text",
}


def as_written(table: DataTable, notes: tuple[tuple[str, str], ...] = ()) -> Table:
    """States become their words, whole dates become dates; a partial date stays a text."""
    columns = tuple(Column(column.key, column.header, _KINDS[column.kind]) for column in table.columns)
    return Table(table.title, columns, _rows(table), notes, name=table.key)


def _rows(table: DataTable) -> Iterator[Mapping[str, Any]]:
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield {column.key: _cell(column, value) for column, value in cells}


def _cell(column: DataColumn, value: Value) -> Any:
    return _date(value) if column.kind == "date" and isinstance(value, str) else value


def _date(iso: str) -> date | str:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return iso


def dictionary(payload: Payload) -> DataTable:
    """What each column of each table means; of a report in two languages, its name in the second, too.

    In the language that is active: that of the tables.
    """
    other = payload.editions[1] if len(payload.editions) > 1 else None
    return DataTable(
        DICTIONARY,
        _("Kamus kolom"),
        (
            DataColumn("table", _("Tabel")),
            DataColumn("title", _("Judul tabel")),
            DataColumn("column", _("Kolom")),
            DataColumn("header", _("Kepala kolom")),
            *([DataColumn("header_en", _("Kepala kolom dalam bahasa Inggris"))] if other else []),
            DataColumn("kind", _("Jenis isi")),
            DataColumn("explains", _("Penjelasan")),
            DataColumn("blank", _("Arti sel kosong")),
        ),
        tuple(_entries(payload.main, other)),
    )


def _entries(edition: Edition, other: Edition | None) -> Iterator[tuple[Value, ...]]:
    kinds = _kind_words()
    told = _headers(other) if other else {}
    for table in edition.tables:
        for column in table.columns:
            yield (
                table.key,
                table.title,
                column.key,
                column.header,
                *([told.get((table.key, column.key))] if other else []),
                kinds[column.kind],
                column.explains or None,
                column.blank or _("tidak diketahui"),
            )


def _headers(edition: Edition) -> Mapping[tuple[str, str], str]:
    return {(table.key, column.key): column.header for table in edition.tables for column in table.columns}


def _kind_words() -> Mapping[ColumnKind, str]:
    return {
        "text": _("teks"),
        "number": _("angka"),
        "percent": _("persen, 0 sampai 100, dibulatkan ke bawah"),
        "date": _("tanggal; yang hanya diketahui bulan atau tahunnya ditulis sebagai teks"),
        "url": _("alamat halaman"),
        "state": _("status"),
    }
