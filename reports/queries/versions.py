"""One version of a report: what stands around its frozen parts."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from foundation.languages import Told, told
from reports.document.payload import SHORT_DIGITS, short_fingerprint
from reports.enums import BuildState
from reports.models import Report, ReportBuild
from reports.queries.published import FileLine, file_lines, files_of, part_of, registered_builds, title_of


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the history; `reason` says why it replaced the one before."""

    version: int
    url: str
    published_at: datetime | None
    reason: str
    is_withdrawn: bool
    withdrawn_at: datetime | None
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class VersionPage:
    """`plan_url` is blank while the plan is not published. `versions` has the newest first and this one among them.

    `newer` is the newest version that stands, if it is a later one; `replaced` what this one replaced.
    """

    id: int
    slug: str
    version: VersionLine
    title: str
    part: Told
    plan: Told
    plan_url: str
    language: str
    languages: tuple[str, ...]
    is_sample: bool
    as_of: date | None
    pages: int | None
    fingerprint: str
    short: str
    check_url: str
    files: tuple[FileLine, ...]
    versions: tuple[VersionLine, ...]
    replaced: VersionLine | None
    newer: VersionLine | None

    @property
    def full_title(self) -> str:
        """Laporan triwulan B09 2026: Kota Uji, Rencana Aksi Uji."""
        about = f"{self.title}: {self.part}" if self.part else self.title
        return f"{about}, {self.plan}"


def find_version(slug: str, version: int) -> ReportBuild | None:
    """One that is or was public."""
    return registered_builds().filter(report__slug=slug, version=version, published_at__isnull=False).first()


def newest_of(slug: str) -> ReportBuild | None:
    """The newest that stands, else the newest that was withdrawn."""
    builds = ReportBuild.objects.registered().filter(report__slug=slug).select_related("report")
    found = list(builds.order_by("-version"))
    return min(found, key=lambda build: build.state != BuildState.PUBLISHED, default=None)


def newest_version_after(build: ReportBuild) -> VersionLine | None:
    """One query."""
    later = ReportBuild.objects.published().filter(report=build.report_id, version__gt=build.version)
    found = later.order_by("-version").first()
    return _version_line(found, build.report) if found else None


def version_page(build: ReportBuild) -> VersionPage:
    """Two queries beside the version itself."""
    report = build.report
    history = _history(report)
    own = _version_line(build, report)
    files = files_of([build.pk]).get(build.pk, ())
    return VersionPage(
        id=build.pk,
        slug=report.slug,
        version=own,
        title=title_of(report),
        part=part_of(report),
        plan=told(report.plan, "label"),
        plan_url=report.plan.get_absolute_url() if report.plan.live else "",
        language=report.get_language_display(),
        languages=tuple(report.language.split("-")),
        is_sample=report.plan.is_sample,
        as_of=build.as_of,
        pages=build.pages,
        fingerprint=build.payload_sha256,
        short=short_fingerprint(build.payload_sha256),
        check_url=f"{reverse('reports:verification')}?sidik={build.payload_sha256[:SHORT_DIGITS]}",
        files=() if own.is_withdrawn else file_lines(build, files),
        versions=history,
        replaced=next((one for one in history if one.version < build.version), None),
        newer=next((one for one in history if one.version > build.version and not one.is_withdrawn), None),
    )


def _history(report: Report) -> tuple[VersionLine, ...]:
    builds: QuerySet[ReportBuild] = ReportBuild.objects.registered().filter(report=report)
    return tuple(_version_line(build, report) for build in builds.order_by("-version"))


def _version_line(build: ReportBuild, report: Report) -> VersionLine:
    return VersionLine(
        version=build.version,
        url=reverse("reports:version", args=[report.slug, build.version]),
        published_at=build.published_at,
        reason=build.reason,
        is_withdrawn=build.state == BuildState.WITHDRAWN,
        withdrawn_at=build.withdrawn_at,
        withdrawn_reason=build.withdrawn_reason,
    )
