"""The desk of reports in the CMS: every report with its newest version, one report with all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse

from evidence.enums import EvidenceState
from evidence.models import Evidence
from evidence.queries.publication import tombstone_of
from foundation.web.pagination import Page, paginate
from reports.document.payload import short_fingerprint
from reports.enums import BUILT_STATES, BuildState, FileFormat
from reports.models import Report, ReportBuild, ReportFile
from reports.queries.published import files_of, title_of

PER_PAGE = 20
ABOUT = ("plan", "period", "region", "institution", "commitment")
_PEOPLE = ("requested_by", "published_by", "withdrawn_by", "replaces")


@dataclass(frozen=True, slots=True)
class DeskFile:
    """`size` in bytes; `url` is the door of staff, which opens drafts, too."""

    format: str
    label: str
    url: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BuildLine:
    """One version. `percent` is how far its build is (None: nobody knows yet), `by` is blank for the system.

    `fingerprint` is blank as long as there is no payload; `replaces` the number of the version before it, or None.
    """

    id: int
    report_id: int
    version: int
    state: BuildState
    step: str
    percent: int | None
    error: str
    reason: str
    replaces: int | None
    replaces_id: int | None
    as_of: date | None
    pages: int | None
    fingerprint: str
    by: str
    requested_at: datetime
    finished_at: datetime | None
    published_by: str
    published_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    public_url: str
    is_holding_gone: bool = False
    files: tuple[DeskFile, ...] = ()

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def short(self) -> str:
        """As it stands on the pages."""
        return short_fingerprint(self.fingerprint)

    @property
    def is_unfinished(self) -> bool:
        return self.state in {BuildState.QUEUED, BuildState.BUILDING}

    @property
    def may_retry(self) -> bool:
        return self.state in {BuildState.FAILED, BuildState.CANCELLED}

    @property
    def may_publish(self) -> bool:
        return self.state == BuildState.READY and bool(self.fingerprint) and not self.is_holding_gone

    @property
    def may_withdraw(self) -> bool:
        return self.state == BuildState.PUBLISHED

    @property
    def is_comparable(self) -> bool:
        return self.state in BUILT_STATES and bool(self.fingerprint)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """`part` is blank for a whole plan; `published` is the newest version that everybody sees, or None."""

    id: int
    title: str
    plan: str
    part: str
    language: str
    newest: BuildLine | None
    published: int | None


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """Blank means all. `state` is that of the newest version."""

    state: str = ""
    kind: str = ""
    plan: int | None = None

    def __bool__(self) -> bool:
        return bool(self.state or self.kind or self.plan)


def desk_page(chosen: DeskFilter, page: str | None) -> Page[ReportLine]:
    """What was asked for last comes first; four queries however many there are."""
    newest = ReportBuild.objects.filter(report=OuterRef("pk")).order_by("-requested_at", "-pk")
    reports = Report.objects.select_related(*ABOUT).annotate(
        newest=Subquery(newest.values("pk")[:1]),
        asked_at=Subquery(newest.values("requested_at")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
        published=Subquery(
            newest.filter(state=BuildState.PUBLISHED).order_by("-version").values("version")[:1]
        ),
    )
    wanted = {"newest_state": chosen.state, "kind": chosen.kind, "plan": chosen.plan}
    reports = reports.filter(**{name: value for name, value in wanted.items() if value})
    found = paginate(reports.order_by(F("asked_at").desc(nulls_last=True), "-pk"), page, PER_PAGE)
    lines = build_lines(with_gone(ReportBuild.objects.filter(pk__in=[one.newest for one in found.items])))
    by_id = {line.id: line for line in lines}
    return Page(
        **{name: getattr(found, name) for name in Page.__dataclass_fields__ if name != "items"},
        items=[report_line(one, by_id.get(one.newest), one.published) for one in found.items],
    )


def report_line(report: Report, newest: BuildLine | None = None, published: int | None = None) -> ReportLine:
    return ReportLine(
        id=report.pk,
        title=title_of(report),
        plan=str(report.plan),
        part=str(report.region or report.institution or report.commitment or ""),
        language=report.get_language_display(),
        newest=newest,
        published=published,
    )


def versions_of(report: Report) -> tuple[BuildLine, ...]:
    """All of its builds with their files, the last one first; two queries."""
    builds = build_lines(with_gone(report.builds.order_by("-requested_at", "-pk")))
    files = files_of([build.id for build in builds])
    return tuple(_with_files(build, files.get(build.id, ())) for build in builds)


def version_line(build: ReportBuild) -> BuildLine:
    """One version with its files; two queries."""
    (line,) = build_lines(with_gone(ReportBuild.objects.filter(pk=build.pk)))
    return _with_files(line, files_of([build.pk]).get(build.pk, ()))


def progress_of(ids: Iterable[int]) -> tuple[BuildLine, ...]:
    """How far some builds are, for a page that asks again and again; one query."""
    return build_lines(with_gone(ReportBuild.objects.filter(pk__in=ids).order_by("pk")))


def with_gone(builds: QuerySet[ReportBuild]) -> QuerySet[ReportBuild]:
    """Joined and marked as `build_lines` needs them."""
    marked = builds.annotate(is_holding_gone=Exists(_gone_evidence()))
    return marked.select_related("report", *_PEOPLE)


def _gone_evidence() -> QuerySet[Any]:
    through = ReportBuild.evidence.through.objects
    return through.filter(reportbuild=OuterRef("pk"), evidence__state=EvidenceState.TAKEN_DOWN)


def build_lines(builds: Iterable[ReportBuild]) -> tuple[BuildLine, ...]:
    return tuple(map(_build_line, builds))


def _build_line(build: ReportBuild) -> BuildLine:
    copied = (
        "report_id", "replaces_id", "version", "step", "reason", "as_of", "pages", "requested_at", "finished_at",
        "published_at", "withdrawn_at", "withdrawn_reason",
    )  # fmt: skip
    return BuildLine(
        id=build.pk,
        state=BuildState(build.state),
        percent=100 * build.done // build.steps if build.steps else None,
        error=build.last_error,
        replaces=build.replaces.version if build.replaces else None,
        fingerprint=build.payload_sha256,
        by=str(build.requested_by or ""),
        published_by=str(build.published_by or ""),
        withdrawn_by=str(build.withdrawn_by or ""),
        public_url=build.get_absolute_url() if build.published_at else "",
        is_holding_gone=build.state in BUILT_STATES and getattr(build, "is_holding_gone", False),
        **{name: getattr(build, name) for name in copied},
    )


def _with_files(line: BuildLine, files: Iterable[ReportFile]) -> BuildLine:
    told = tuple(
        DeskFile(
            format=file.format,
            label=str(FileFormat(file.format).label),
            url=reverse("reports:draft_file", args=[line.id, file.format]),
            size=file.size,
            sha256=file.sha256,
        )
        for file in files
        if file.name
    )
    return replace(line, files=told)


# --- What names evidence that was taken down ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tombstone:
    """`number` as on its receipt; `text` says why it is gone and since when."""

    number: str
    institution: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class HoldingReport:
    """A version whose files name what was taken down since they were made."""

    report: ReportLine
    build: BuildLine
    tombstones: tuple[Tombstone, ...]


def holding_gone(builds: QuerySet[ReportBuild]) -> QuerySet[ReportBuild]:
    """Published or ready to be: their files can be had."""
    return builds.filter(Exists(_gone_evidence()), state__in=BUILT_STATES)


def holding_reports() -> tuple[HoldingReport, ...]:
    """The longest waiting first; two queries however many there are."""
    gone = Evidence.objects.filter(state=EvidenceState.TAKEN_DOWN).select_related("institution")
    first_gone = Min("evidence__taken_down_at", filter=Q(evidence__state=EvidenceState.TAKEN_DOWN))
    found = (
        with_gone(holding_gone(ReportBuild.objects.all()))
        .select_related(*(f"report__{name}" for name in ABOUT))
        .annotate(since=first_gone)
        .prefetch_related(Prefetch("evidence", gone.order_by("taken_down_at"), to_attr="tombstones"))
        .order_by("since", "pk")
    )
    return tuple(
        HoldingReport(report_line(build.report), _build_line(build), tuple(map(_tombstone, build.tombstones)))
        for build in found
    )


def _tombstone(evidence: Evidence) -> Tombstone:
    return Tombstone(
        number=evidence.receipt or evidence.public_id.hex[:8],
        institution=evidence.institution.name,
        text=tombstone_of(evidence),
        url=reverse("workspace:takedown", args=[evidence.public_id]),
    )
