"""What each commitment has to show: a row of OGP's checklist, and what the whole repository is counted from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from evidence.enums import EvidenceState, LinkState
from foundation.languages import told
from renaksi.domain.freshness import days_since_accepted, is_stale
from renaksi.enums import FINISHED_PLAN_STATES
from renaksi.models import Commitment
from renaksi.queries.milestone_figures import MilestoneFigures
from reports.document import DataColumn, DataTable, Paragraph, Part, State, TableView
from reports.document.tables import Value
from reports.domain.checklist import Proofs
from reports.domain.outlines import PartKey
from reports.enums import Answer
from reports.payload.keys import commitment_key
from reports.payload.loading import LoadedEvidence
from reports.payload.material import Material, once
from reports.payload.words import in_words, iso

_BROKEN = frozenset({LinkState.FAILING, LinkState.GONE})


@once
def proofs_of(material: Material) -> dict[int, Proofs]:
    """By commitment id."""
    return {one.pk: _proofs(material, one) for one in material.loaded.commitments}


def _proofs(material: Material, commitment: Commitment) -> Proofs:
    listed = material.loaded.evidence.get(commitment.pk, [])
    items = _standing(listed)
    proven_milestones = {one.milestone_id for one in listed if one.stands}
    begun = [one for one in material.loaded.figures[commitment.pk].milestones if _has_begun(material, one)]
    return Proofs(
        items=len(items),
        broken=sum(one.line.link is not None and one.line.link.code in _BROKEN for one in items),
        dated=sum(one.line.date is not None for one in items),
        closed=sum(material.loaded.internal.get(one.id, 0) for one in begun),
        removed=len({one.evidence_id for one in listed if one.line.code == EvidenceState.TAKEN_DOWN}),
        milestones=len(begun),
        unproven=sum(one.id not in proven_milestones for one in begun),
        is_verified=any(one.verified for one in begun),
        is_fresh=_is_fresh(material, commitment.pk),
    )


def _standing(listed: list[LoadedEvidence]) -> list[LoadedEvidence]:
    """Each piece once, though it may prove several milestones."""
    return list({one.evidence_id: one for one in listed if one.stands}.values())


def _has_begun(material: Material, milestone: MilestoneFigures) -> bool:
    """Nothing is to be shown yet of what starts later; what nobody knows the start of has begun."""
    start = milestone.effective_start
    return not milestone.withdrawn and (start is None or start <= material.as_of)


def newest_evidence(material: Material, commitment_id: int) -> LoadedEvidence | None:
    items = _standing(material.loaded.evidence.get(commitment_id, []))
    return max(items, key=lambda one: one.accepted_on, default=None)


def _age(material: Material, commitment_id: int) -> int | None:
    """In days, of the newest evidence that everybody may open."""
    newest = newest_evidence(material, commitment_id)
    return days_since_accepted(newest.accepted_on if newest else None, material.as_of)


def _is_fresh(material: Material, commitment_id: int) -> bool | None:
    days = _age(material, commitment_id)
    return None if days is None else not is_stale(days)


def is_running(material: Material) -> bool:
    plan = material.subject.plan
    is_over = plan.end_on is not None and plan.end_on < material.as_of
    return plan.state not in FINISHED_PLAN_STATES and not is_over


def answered(answer: Answer) -> State:
    return State(answer.value, str(answer.label))


# What has room across a page.
_SHOWN = (
    "number",
    "title",
    "evidence",
    "items",
    "broken",
    "closed",
    "last_update",
    "age",
    "fresh",
    "milestones",
    "unproven",
    "url",
)


def commitment_proofs_part(_material: Material) -> Iterator[Part]:
    told_of = _(
        "Hanya data dukung yang diterima verifikator dan terbuka untuk umum yang dihitung. Tautan yang tidak dapat "
        "dibuka adalah keadaan pada kunjungan terakhir."
    )
    yield Part(
        PartKey.COMMITMENT_PROOFS.value,
        _("Bukti per komitmen"),
        "bukti-komitmen",
        (Paragraph(told_of, "note"), TableView("checklist", _SHOWN)),
        lies_across=True,
    )


@once
def checklist_table(material: Material) -> DataTable:
    rows = tuple(_row(material, one) for one in material.loaded.commitments)
    return DataTable("checklist", _("Bukti per komitmen"), _columns(), rows)


def _row(material: Material, commitment: Commitment) -> tuple[Value, ...]:
    found = proofs_of(material)[commitment.pk]
    newest = newest_evidence(material, commitment.pk)
    return (
        commitment_key(material, commitment.pk),
        commitment.number or None,
        in_words(told(commitment, "title")),
        answered(found.has_evidence),
        found.items,
        found.broken,
        found.closed,
        found.removed,
        iso(newest.accepted_on if newest else None),
        _age(material, commitment.pk),
        answered(_fresh_answer(material, found)),
        found.milestones,
        found.unproven,
        material.address_of(commitment.get_absolute_url()),
    )


def _fresh_answer(material: Material, found: Proofs) -> Answer:
    if not is_running(material):
        return Answer.NOT_ASKED
    return Answer.YES if found.is_fresh else Answer.NO


def _columns() -> tuple[DataColumn, ...]:
    return (
        DataColumn("key", _("Kunci")),
        DataColumn("number", _("Nomor")),
        DataColumn("title", pgettext("satu", "Komitmen")),
        DataColumn("evidence", _("Bukti terbuka"), "state", _("Ada data dukung diterima yang dapat dibuka.")),
        DataColumn("items", _("Butir"), "number", _("Data dukung yang diterima dan terbuka untuk umum.")),
        DataColumn("broken", _("Tautan mati"), "number", _("Di antaranya tautan yang tidak dapat dibuka.")),
        DataColumn("closed", _("Tidak untuk umum"), "number", _("Diterima, tetapi tidak untuk umum.")),
        DataColumn("removed", _("Diturunkan"), "number", _("Pernah terbuka, lalu diturunkan dengan alasan.")),
        DataColumn("last_update", _("Terakhir"), "date", _("Hari bukti terbaru diterima."), _("belum ada")),
        DataColumn("age", _("Umur (hari)"), "number", blank=_("belum ada")),
        DataColumn("fresh", _("Dalam enam bulan"), "state", _("Umur bukti terbaru paling lama 183 hari.")),
        DataColumn("milestones", _("Tonggak mulai"), "number", _("Tonggak yang sudah mulai.")),
        DataColumn("unproven", _("Tanpa bukti"), "number", _("Di antaranya tanpa satu pun bukti terbuka.")),
        DataColumn("url", _("Alamat"), "url", _("Halaman komitmen.")),
    )
