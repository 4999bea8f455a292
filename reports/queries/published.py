"""Published reports as everybody finds them: the newest version of each, as lines, and as a register for machines."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.languages import Told, told
from foundation.tables import Column, Table
from reports.enums import FileFormat
from reports.models import Report, ReportBuild, ReportFile

# In the words of a link.
SHORT_NAMES: Mapping[str, Any] = {
    FileFormat.PDF: "PDF",
    FileFormat.ARCHIVE: gettext_lazy("PDF untuk arsip"),
    FileFormat.TWIN: "HTML",
    FileFormat.WORKBOOK: "XLSX",
    FileFormat.OFFICE: "DOCX",
    FileFormat.CSV: "CSV",
    FileFormat.PAYLOAD: "JSON",
}
# What tells what a build is about.
ABOUT = (
    "report__plan",
    "report__period",
    "report__region",
    "report__institution",
    "report__commitment",
)
# The order of a list of files: what most people want comes first.
_ORDER = tuple(SHORT_NAMES)


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file to download. `size` in bytes; `name` is short (“PDF”), `label` says what it is for."""

    format: str
    name: str
    label: str
    url: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One version in a list. `part` names the region, institution or commitment; blank for a whole plan."""

    id: int
    title: str
    part: Told
    plan: Told
    plan_url: str
    url: str
    version: int
    language: str
    as_of: date | None
    published_at: datetime | None
    pages: int | None
    is_sample: bool
    files: tuple[FileLine, ...]


def published_builds() -> QuerySet[ReportBuild]:
    """With everything that tells what they are about."""
    return ReportBuild.objects.published().select_related(*ABOUT)


def registered_builds() -> QuerySet[ReportBuild]:
    """What was public once, withdrawn or not."""
    return ReportBuild.objects.registered().select_related(*ABOUT)


def newest_builds() -> QuerySet[ReportBuild]:
    """The newest published version of each report."""
    newer = ReportBuild.objects.published().filter(report=OuterRef("report"), version__gt=OuterRef("version"))
    return published_builds().filter(~Exists(newer))


def report_lines(builds: Iterable[ReportBuild]) -> tuple[ReportLine, ...]:
    """One query for the files of all of them."""
    found = list(builds)
    files = files_of([build.pk for build in found])
    return tuple(_line(build, files.get(build.pk, ())) for build in found)


def files_of(build_ids: Iterable[int]) -> dict[int, list[ReportFile]]:
    """By build, in the order in which they are told."""
    by_build: dict[int, list[ReportFile]] = {}
    for file in ReportFile.objects.filter(build__in=list(build_ids)):
        by_build.setdefault(file.build_id, []).append(file)
    return {pk: sorted(files, key=lambda one: _ORDER.index(one.format)) for pk, files in by_build.items()}


def file_lines(build: ReportBuild, files: Iterable[ReportFile]) -> tuple[FileLine, ...]:
    return tuple(
        FileLine(
            format=file.format,
            name=str(SHORT_NAMES[file.format]),
            label=file.get_format_display(),
            url=reverse("reports:file", args=[build.report.slug, build.version, file.format]),
            size=file.size,
            sha256=file.sha256,
        )
        for file in files
    )


def title_of(report: Report) -> str:
    """Laporan triwulan B09 2026: kind and period."""
    return " ".join(filter(None, (report.get_kind_display(), str(report.period or ""))))


def part_of(report: Report) -> Told:
    """The region, institution or commitment by its name; blank for the whole plan."""
    if report.institution:
        return told(report.institution, "name")
    if report.commitment:
        return told(report.commitment, "title")
    return Told(report.region.name if report.region else "")


def _line(build: ReportBuild, files: Iterable[ReportFile]) -> ReportLine:
    report = build.report
    return ReportLine(
        id=build.pk,
        title=title_of(report),
        part=part_of(report),
        plan=told(report.plan, "label"),
        plan_url=report.plan.get_absolute_url(),
        url=build.get_absolute_url(),
        version=build.version,
        language=report.get_language_display(),
        as_of=build.as_of,
        published_at=build.published_at,
        pages=build.pages,
        is_sample=report.plan.is_sample,
        files=file_lines(build, files),
    )


# --- The register ----------------------------------------------------------------------------------


def register_table(
    builds: QuerySet[ReportBuild], *, site: str, notes: tuple[tuple[str, str], ...] = ()
) -> Table:
    """A row for each file of each version that was ever published. `site`: scheme and host."""
    columns = (
        Column("report", _("Laporan")),
        Column("version", _("Versi"), "number"),
        Column("title", _("Judul")),
        Column("plan", _("Rencana aksi")),
        Column("part", _("Bagian")),
        Column("language", _("Bahasa")),
        Column("as_of", _("Data per"), "date"),
        Column("fingerprint", _("Sidik jari laporan")),
        Column("format", _("Berkas")),
        Column("sha256", _("SHA-256 berkas")),
        Column("size", _("Ukuran (bita)"), "number"),
        Column("published_on", _("Terbit"), "date"),
        Column("withdrawn_on", _("Ditarik"), "date"),
        Column("reason", _("Alasan ditarik")),
        Column("url", _("Alamat"), "url"),
    )
    return Table(_("Daftar laporan terbit"), columns, _register_rows(builds, site), notes)


def _register_rows(builds: QuerySet[ReportBuild], site: str) -> Iterator[Mapping[str, Any]]:
    found = builds.prefetch_related("files").order_by("published_at", "pk")
    for build in found.iterator(chunk_size=200):
        about = _register_facts(build, site)
        for file in sorted(build.files.all(), key=lambda one: _ORDER.index(one.format)):
            yield {**about, "format": file.format, "sha256": file.sha256, "size": file.size}


def _register_facts(build: ReportBuild, site: str) -> dict[str, Any]:
    report = build.report
    return {
        "report": report.slug,
        "version": build.version,
        "title": title_of(report),
        "plan": told(report.plan, "label"),
        "part": part_of(report) or None,
        "language": report.language,
        "as_of": build.as_of,
        "fingerprint": build.payload_sha256,
        "published_on": build.published_at and timezone.localdate(build.published_at),
        "withdrawn_on": build.withdrawn_at and timezone.localdate(build.withdrawn_at),
        "reason": build.withdrawn_reason or None,
        "url": f"{site}{build.get_absolute_url()}",
    }
