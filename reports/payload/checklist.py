"""The checklist of OGP's assessors: each answer with the figure behind it and the address that proves it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from agenda.queries.events import EventLine
from foundation.formats import long_date
from reports.document import DataColumn, DataTable, Paragraph, Part, TableView
from reports.document.tables import Value
from reports.domain.checklist import Finding, Repository, findings, proven
from reports.domain.outlines import PartKey
from reports.enums import Answer, Criterion
from reports.payload.commitment_proofs import answered, is_running, newest_evidence, proofs_of
from reports.payload.material import Material, once


@once
def repository(material: Material) -> Repository:
    before, since = _meetings(material)
    return Repository(
        commitments=tuple(proofs_of(material).values()),
        is_running=is_running(material),
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
        answered(answer),
        _figure(material, finding) or None,
        address or None,
    )


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
    found = (newest_evidence(material, one.pk) for one in material.loaded.commitments)
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
