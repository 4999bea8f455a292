"""The checklist of OGP's assessors: each answer with the figure behind it and the address that proves it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agenda.queries.events import EventLine
from evidence.enums import EvidenceState, LinkState
from foundation.formats import long_date
from foundation.languages import told
from renaksi.domain.freshness import days_since_accepted, is_stale
from renaksi.enums import FINISHED_PLAN_STATES
from renaksi.models import Commitment
from renaksi.queries.milestone_figures import MilestoneFigures
from reports.document import DataColumn, DataTable, Paragraph, Part, State, TableView
from reports.document.tables import Value
from reports.domain.checklist import Finding, Proofs, Repository, findings, proven
from reports.domain.outlines import PartKey
from reports.enums import Answer, Criterion
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


def _newest(material: Material, commitment_id: int) -> LoadedEvidence | None:
    items = _standing(material.loaded.evidence.get(commitment_id, []))
    return max(items, key=lambda one: one.accepted_on, default=None)


def _age(material: Material, commitment_id: int) -> int | None:
    """In days, of the newest evidence that everybody may open."""
    newest = _newest(material, commitment_id)
    return days_since_accepted(newest.accepted_on if newest else None, material.as_of)


def _is_fresh(material: Material, commitment_id: int) -> bool | None:
    days = _age(material, commitment_id)
    return None if days is None else not is_stale(days)


@once
def repository(material: Material) -> Repository:
    before, since = _meetings(material)
    return Repository(
        commitments=tuple(proofs_of(material).values()),
        is_running=_is_running(material),
        changes=len(material.loaded.plan_amendments) + sum(map(len, material.loaded.amendments.values())),
        meetings_before=len(before),
        meetings_since=len(since),
    )


def _meetings(material: Material) -> tuple[list[EventLine], list[EventLine]]:
    """Before the term began, and since then; what was cancelled is none."""
    starts_on = material.subject.plan.start_on or date.min
    held = [one.line for one in material.surroundings.events if not one.line.is_cancelled]
    held.sort(key=lambda line: line.first_day)
    return [one for one in held if one.first_day < starts_on], [
        one for one in held if one.first_day >= starts_on
    ]


def _is_running(material: Material) -> bool:
    plan = material.subject.plan
    is_over = plan.end_on is not None and plan.end_on < material.as_of
    return plan.state not in FINISHED_PLAN_STATES and not is_over


def repository_part(material: Material) -> Iterator[Part]:
    found = findings(repository(material))
    told_of = _(
        "Dijawab dari data per tanggal laporan ini, menurut yang diperiksa penilai OGP. “Ya” hanya bila ada angka dan "
        "alamat yang membuktikannya; yang hanya dapat dinilai orang dikatakan begitu."
    )
    blocks = (
        Paragraph(_summary(found), "lead"),
        Paragraph(told_of, "note"),
        TableView("repository", ("criterion", "answer", "figure", "url")),
    )
    yield Part(PartKey.REPOSITORY.value, _("Repositori rencana aksi"), "repositori", blocks)


def _summary(found: tuple[Finding, ...]) -> str:
    counts = Counter(one.answer for one in found)
    answers = [f"{counts[answer]} {answer.label.lower()}" for answer in Answer if counts[answer]]
    return _("Dari %(total)s kriteria: %(answers)s.") % {"total": len(found), "answers": ", ".join(answers)}


@once
def repository_table(material: Material) -> DataTable:
    rows = tuple(_criterion_row(material, one) for one in findings(repository(material)))
    columns = (
        DataColumn("key", _("Kunci")),
        DataColumn("criterion", _("Kriteria")),
        DataColumn("answer", _("Jawaban"), "state"),
        DataColumn("figure", _("Angka di baliknya"), blank=_("tidak dicatat di Renaksi")),
        DataColumn("url", _("Alamat"), "url", _("Tempat siapa pun dapat memeriksanya."), _("tidak ada")),
    )
    return DataTable("repository", _("Daftar periksa repositori"), columns, rows)


def _criterion_row(material: Material, finding: Finding) -> tuple[Value, ...]:
    address = _address(material, finding)
    answer = proven(finding.answer, address=address)
    return (
        finding.criterion.value,
        str(finding.criterion.label),
        _state(answer),
        _figure(material, finding) or None,
        address or None,
    )


def _state(answer: Answer) -> State:
    return State(answer.value, str(answer.label))


def _address(material: Material, finding: Finding) -> str:
    """Of the plan; of meetings the newest of them, and of what is not recorded none."""
    if finding.criterion == Criterion.FEEDBACK:
        return ""
    before, since = _meetings(material)
    if finding.criterion == Criterion.DEVELOPMENT:
        return material.address_of(before[-1].url) if before else ""
    if finding.criterion == Criterion.FORUM:
        return material.address_of(since[-1].url) if since else ""
    return material.address_of(material.subject.plan.get_absolute_url())


def _figure(material: Material, finding: Finding) -> str:
    """In words that say of what it is counted."""
    held = repository(material)
    counts = {
        "newest": _newest_day(material),
        "count": finding.count,
        "of": finding.of,
        "milestones": material.totals.milestones,
        "items": held.total(lambda one: one.items),
        "broken": held.total(lambda one: one.broken),
        "closed": held.total(lambda one: one.closed),
        "removed": held.total(lambda one: one.removed),
    }
    return _words(finding) % counts


def _newest_day(material: Material) -> str:
    found = (_newest(material, one.pk) for one in material.loaded.commitments)
    newest = max((one.accepted_on for one in found if one), default=None)
    return long_date(newest) if newest else _("belum ada")


def _words(finding: Finding) -> str:
    if finding.answer == Answer.NOT_ASKED:
        return {
            Criterion.FRESH: _("masa rencana aksi sudah berakhir"),
            Criterion.MILESTONES: _("belum ada tonggak yang mulai"),
            Criterion.TRACED: _("belum ada perubahan yang tercatat"),
        }[finding.criterion]
    return {
        Criterion.ONLINE: _("%(count)s komitmen punya halaman terbuka"),
        Criterion.ONE_PLACE: _(
            "%(count)s komitmen, %(milestones)s tonggak, dan %(items)s data dukung terkumpul di satu alamat"
        ),
        Criterion.DEVELOPMENT: _("%(count)s acara sebelum masa rencana tercatat di agenda"),
        Criterion.IMPLEMENTATION: _("%(count)s dari %(of)s komitmen punya capaian terverifikasi"),
        Criterion.EVIDENCE: _("%(count)s dari %(of)s komitmen punya data dukung yang dapat dibuka"),
        Criterion.MILESTONES: _("%(count)s dari %(of)s tonggak yang sudah mulai"),
        Criterion.OPENABLE: _(
            "%(count)s dari %(of)s butir yang diterima; %(broken)s tautan tidak dapat dibuka, %(closed)s tidak untuk umum, "
            "%(removed)s diturunkan"
        ),
        Criterion.FRESH: _(
            "%(count)s dari %(of)s komitmen punya bukti yang diterima dalam 183 hari terakhir; "
            "yang terbaru %(newest)s"
        ),
        Criterion.DATED: _("%(count)s dari %(of)s butir menyebut tanggal dokumennya"),
        Criterion.TRACED: _("%(count)s perubahan, semuanya dengan nilai semula dan alasan"),
        Criterion.FORUM: _("%(count)s acara sejak masa rencana dimulai tercatat di agenda"),
        Criterion.FEEDBACK: "",
    }[finding.criterion]


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
    newest = _newest(material, commitment.pk)
    return (
        commitment_key(material, commitment.pk),
        commitment.number or None,
        in_words(told(commitment, "title")),
        _state(found.has_evidence),
        found.items,
        found.broken,
        found.closed,
        found.removed,
        iso(newest.accepted_on if newest else None),
        _age(material, commitment.pk),
        _state(_fresh_answer(material, found)),
        found.milestones,
        found.unproven,
        material.address_of(commitment.get_absolute_url()),
    )


def _fresh_answer(material: Material, found: Proofs) -> Answer:
    if not _is_running(material):
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
