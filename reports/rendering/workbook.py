"""The tables of a report as a workbook that Excel and LibreOffice open: one sheet for each, and what they mean."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from zipfile import ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from foundation.tables import add_notes_sheet, add_sheet, fits_cell, without_control_characters
from reports.document import DataColumn, DataTable, Payload
from reports.document.payload import fingerprint
from reports.rendering.archives import moment_of, repacked
from reports.rendering.head import full_title, head_of
from reports.rendering.provenance import provenance
from reports.rendering.tables import as_written, dictionary

# In characters; the button of a filter takes some.
NARROWEST, WIDEST = 12, 60
FILTER_BUTTON = 4
AUTHOR = "Renaksi"
# A word, its text and where it leads: a whole address, `#` and a sheet, or nowhere.
Note = tuple[str, str, str]


def workbook(payload: Payload, content: bytes) -> bytes:
    """XLSX: what it is of, the tables of the first edition as typed cells, and their dictionary.

    An unknown is an empty cell. Nothing in it is a formula.
    """
    book = Workbook(write_only=True)
    with override(payload.main.lang):
        tables = (*payload.main.tables, dictionary(payload))
        sheets = [(add_sheet(book, as_written(table), widths=_widths(table)), table) for table in tables]
        notes = (*_about(payload, content), *_contents(sheets))
        add_notes_sheet(book, _("Tentang"), full_title(payload.main), notes)
    return _saved(book, payload)


def _about(payload: Payload, content: bytes) -> Iterator[Note]:
    head = head_of(payload, content)
    if payload.main.notice:
        yield (_("Perhatian"), payload.main.notice, "")
    yield (_("Nama rencana aksi"), str(payload.plan.label), payload.plan.url)
    if payload.period:
        yield (_("Periode"), payload.period, "")
    yield (_("Data per"), head.as_of, "")
    yield (_("Versi"), str(payload.version), "")
    for fact in provenance(payload, head):
        yield from ((fact.term, str(value.text), value.url) for value in fact.values)
    yield (_("Sidik dokumen lengkap (SHA-256)"), fingerprint(content), "")
    if cut := _cut_cells(payload):
        sentence = ngettext(
            "%(count)s teks melampaui batas satu sel Excel dan dipotong; lengkapnya ada di berkas CSV dan JSON.",
            "%(count)s teks melampaui batas satu sel Excel dan dipotong; lengkapnya ada di berkas CSV dan JSON.",
            cut,
        )
        yield (_("Catatan"), sentence % {"count": cut}, "")


def _contents(sheets: list[tuple[str, DataTable]]) -> Iterator[Note]:
    yield (_("Isi"), _("Sel kosong berarti tidak diketahui, bukan nol."), "")
    for name, table in sheets:
        rows = ngettext("%(count)s baris", "%(count)s baris", len(table.rows)) % {"count": len(table.rows)}
        yield ("", f"{table.title} ({rows})", f"#{name}")


def _cut_cells(payload: Payload) -> int:
    texts = (str(value) for table in payload.main.tables for row in table.rows for value in row)
    return sum(not fits_cell(text) for text in texts)


def _widths(table: DataTable) -> Mapping[str, int]:
    return {column.key: _width(column, table) for column in table.columns}


def _width(column: DataColumn, table: DataTable) -> int:
    """As wide as the longest line, within reason; a header may take several lines."""
    place = table.place(column.key)
    lines = (line for row in table.rows if row[place] is not None for line in str(row[place]).splitlines())
    longest = max(map(len, lines), default=0) + 2
    word = max(map(len, column.header.split()), default=0) + FILTER_BUTTON
    return min(max(longest, word, NARROWEST), WIDEST)


def _saved(book: Workbook, payload: Payload) -> bytes:
    """With the payload's own moment as its date, so that its bytes are the same at any time."""
    at = moment_of(payload.gathered_at)
    _describe(book, payload, at)
    target = io.BytesIO()
    # `Workbook.save` would write the time of day.
    ExcelWriter(book, ZipFile(target, "w")).save()
    return repacked(target.getvalue(), at=at)


def _describe(book: Workbook, payload: Payload, at: datetime) -> None:
    told = book.properties
    told.title = without_control_characters(full_title(payload.main))
    told.creator = told.lastModifiedBy = AUTHOR
    told.language = payload.main.lang
    told.identifier = payload.address
    told.created = told.modified = at.replace(tzinfo=None)
