"""The tables of a report as CSV files: attached to the PDFs, and together in a ZIP archive."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.tables import Table, write_csv
from reports.document import Payload
from reports.rendering.archives import moment_of, packed
from reports.rendering.head import full_title, head_of
from reports.rendering.provenance import provenance
from reports.rendering.tables import DICTIONARY, as_written, dictionary

README = "README.txt"


def csv_files(payload: Payload, content: bytes) -> Mapping[str, bytes]:
    """`commitments.csv` and so on: RFC 4180 in UTF-8, decimal points, ISO dates, formulas neutralised.

    The first lines begin with # and say which report it is of, its date and its fingerprint.
    """
    with override(payload.main.lang):
        notes = _notes(payload, content)
        return {f"{table.key}.csv": _csv(as_written(table, notes)) for table in payload.main.tables}


def csv_archive(payload: Payload, content: bytes) -> bytes:
    """The files of `csv_files`, a dictionary of their columns, and a text that says what they are."""
    files = csv_files(payload, content)
    with override(payload.main.lang):
        members = {
            README: _readme(payload, content).encode(),
            **files,
            f"{DICTIONARY}.csv": _csv(as_written(dictionary(payload), _notes(payload, content))),
        }
    return packed(members, at=moment_of(payload.gathered_at))


def _csv(table: Table) -> bytes:
    return "".join(write_csv(table, bom=True)).encode()


def _notes(payload: Payload, content: bytes) -> tuple[tuple[str, str], ...]:
    head = head_of(payload, content)
    notice = ((_("Perhatian"), payload.main.notice),) if payload.main.notice else ()
    facts = ((fact.term, str(value.text)) for fact in provenance(payload, head) for value in fact.values)
    return (
        (_("Laporan"), full_title(payload.main)),
        *notice,
        (_("Data per"), payload.as_of),
        (_("Versi"), str(payload.version)),
        *facts,
    )


def _readme(payload: Payload, content: bytes) -> str:
    head = [f"{word}: {text}" for word, text in _notes(payload, content)]
    address = head_of(payload, content).check_address
    head.append(_("Periksa keasliannya: %(address)s") % {"address": address})
    tables = [f"{table.key}.csv: {table.title}" for table in payload.main.tables]
    sentences = (
        _(
            "Tiap berkas CSV adalah satu tabel laporan ini: UTF-8, koma sebagai pemisah, titik sebagai tanda desimal."
        ),
        _("Baris yang diawali # adalah keterangan. Sel kosong berarti tidak diketahui, bukan nol."),
        _("dictionary.csv menjelaskan tiap kolom."),
    )
    return "\r\n".join([*head, "", *sentences, "", *tables, ""])
