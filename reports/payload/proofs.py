"""The evidence of a report, each piece under one number wherever it is named."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from evidence.enums import EvidenceState
from renaksi.enums import ItemVerdict
from renaksi.queries.period_reports import EvidenceLine
from reports.document import DataColumn, DataTable, EvidenceList
from reports.document.blocks import EvidenceEntry
from reports.document.tables import Value
from reports.payload.keys import commitment_key, commitment_name
from reports.payload.loading import LoadedEvidence
from reports.payload.material import Material, once
from reports.payload.words import day_text, in_words, iso, joined


@dataclass(frozen=True, slots=True)
class Proof:
    """`uses` are where it is named, in reading order: (commitment id, item)."""

    number: int
    uses: tuple[tuple[int, LoadedEvidence], ...]

    @property
    def best(self) -> LoadedEvidence:
        """Of several items the one that counts."""
        return next((item for _pk, item in self.uses if item.stands), self.uses[0][1])


@once
def proofs(material: Material) -> dict[int, Proof]:
    """By evidence id, numbered from 1 in the order in which the report names them."""
    uses: dict[int, list[tuple[int, LoadedEvidence]]] = {}
    for commitment in material.loaded.commitments:
        for item in material.loaded.evidence.get(commitment.pk, ()):
            uses.setdefault(item.evidence_id, []).append((commitment.pk, item))
    return {pk: Proof(number, tuple(found)) for number, (pk, found) in enumerate(uses.items(), start=1)}


def numbers_of(material: Material, milestone_id: int, commitment_id: int) -> tuple[int, ...]:
    """Of the evidence that counts for one milestone; a tombstone stands in the list alone."""
    items = material.loaded.evidence.get(commitment_id, ())
    counted = (item for item in items if item.counted and item.milestone_id == milestone_id)
    return tuple(sorted({proofs(material)[item.evidence_id].number for item in counted}))


def evidence_list(material: Material, commitment_id: int) -> EvidenceList:
    """Of one commitment; what an earlier one named keeps its number."""
    items: dict[int, list[LoadedEvidence]] = {}
    for item in material.loaded.evidence.get(commitment_id, ()):
        items.setdefault(item.evidence_id, []).append(item)
    entries = (_entry(material, proofs(material)[pk].number, found) for pk, found in items.items())
    return EvidenceList(tuple(sorted(entries, key=lambda entry: entry.number)))


def _entry(material: Material, number: int, items: list[LoadedEvidence]) -> EvidenceEntry:
    item = next((one for one in items if one.stands), items[0])
    line = item.line
    return EvidenceEntry(
        number=number,
        title=in_words(line.title),
        milestone=in_words(joined(dict.fromkeys(one.line.milestone for one in items))),
        kind=line.kind,
        size=line.size or "",
        date=day_text(line.date),
        source=in_words(line.source),
        requirement=in_words(joined(dict.fromkeys(one.line.requirement for one in items))),
        note=_note(line),
        sha256=item.sha256,
        url=material.address_of(line.url or ""),
    )


def _note(line: EvidenceLine) -> str:
    """Why it does not count or cannot be opened, and what visits of a linked source found."""
    told = [line.note]
    if line.code not in {ItemVerdict.ACCEPTED, EvidenceState.TAKEN_DOWN}:
        told.append(line.word)
    if line.link:
        told.append(", ".join([line.link.word, *line.link.details]))
    return "; ".join(filter(None, told))


@once
def evidence_table(material: Material) -> DataTable:
    rows = (_row(material, proof) for proof in proofs(material).values())
    return DataTable("evidence", _("Data dukung"), _columns(), tuple(rows))


def _row(material: Material, proof: Proof) -> tuple[Value, ...]:
    item = proof.best
    line = item.line
    return (
        item.key,
        proof.number,
        in_words(joined(_once_each(commitment_name(material, pk) for pk, _item in proof.uses))),
        "; ".join(_once_each(commitment_key(material, pk) for pk, _item in proof.uses)),
        in_words(joined(_once_each(one.line.milestone for _pk, one in proof.uses))),
        in_words(line.title),
        line.kind,
        in_words(line.source),
        iso(line.date),
        item.accepted_on.isoformat(),
        item.sha256 or None,
        material.address_of(line.url or "") or None,
        _note(line) or None,
    )


def _once_each(texts: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(texts)


def _columns() -> tuple[DataColumn, ...]:
    return (
        DataColumn("key", _("Kunci"), explains=_("Tanda tetap data dukung di Renaksi.")),
        DataColumn("number", _("Nomor"), "number", _("Nomor data dukung di dalam laporan ini.")),
        DataColumn("commitment", pgettext("satu", "Komitmen"), explains=_("Komitmen yang dibuktikan.")),
        DataColumn("commitment_key", _("Kunci komitmen"), explains=_("Kunci baris pada tabel komitmen.")),
        DataColumn("milestone", _("Tonggak"), explains=_("Tonggak yang dibuktikan.")),
        DataColumn("title", _("Judul")),
        DataColumn("kind", _("Jenis"), explains=_("Jenis berkas, atau tautan.")),
        DataColumn("source", _("Instansi"), explains=_("Instansi yang menyampaikan.")),
        DataColumn("document_date", _("Tanggal dokumen"), "date", blank=_("tidak diketahui")),
        DataColumn("accepted_on", _("Diterima"), "date", _("Hari data dukung diterima verifikator.")),
        DataColumn(
            "sha256",
            _("Sidik jari (SHA-256)"),
            explains=_(
                "Sidik jari berkas seperti yang dapat diunduh siapa pun; tautan dan yang diturunkan tidak memilikinya."
            ),
            blank=_("tanpa berkas"),
        ),
        DataColumn(
            "url", _("Alamat"), "url", _("Tempat siapa pun dapat memeriksanya."), _("tidak dapat dibuka")
        ),
        DataColumn("note", _("Catatan")),
    )
