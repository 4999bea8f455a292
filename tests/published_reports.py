"""Published versions of reports with small stored files, made of the sample payload; no page is laid out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from accounts.models import User
from renaksi.models import ActionPlan, ReportingPeriod
from reports.document import DataTable, Payload
from reports.document.payload import fingerprint
from reports.enums import BuildState, FileFormat, ReportKind
from reports.models import Report, ReportBuild, ReportFile
from reports.naming import report_slug
from reports.rendering.twin import twin_html
from reports.storage import path_of
from tests.factories.accounts import UserFactory
from tests.factories.renaksi import PlanFactory
from tests.report_payloads import sample_payload

AS_OF = date(2026, 10, 31)
PUBLISHED = datetime(2026, 11, 2, 3, tzinfo=UTC)
WITHDRAWN = datetime(2026, 11, 5, 3, tzinfo=UTC)


def report_of(plan: ActionPlan | None = None, **about: Any) -> Report:
    """About the whole plan as it stands, if nothing else is said."""
    plan = plan or PlanFactory()
    about = {"kind": ReportKind.STANDING, **about}
    period: ReportingPeriod | None = about.get("period")
    slug = report_slug(
        kind=about["kind"],
        plan=plan.slug,
        period=f"{period.code}-{period.year}" if period else "",
        region=about["region"].code if about.get("region") else "",
        institution=about["institution"].slug if about.get("institution") else "",
        commitment=about["commitment"].slug if about.get("commitment") else "",
        language=about.get("language", "id"),
    )
    return Report.objects.create(plan=plan, slug=slug, **about)


def published(report: Report, payload: Payload | None = None, **fields: Any) -> ReportBuild:
    """A version with its files; `fields` are those of the build."""
    payload = payload or sample_payload()
    content = replace(payload, report=report.slug, version=fields.get("version", 1)).to_bytes()
    person = UserFactory()
    build = ReportBuild.objects.create(
        **{
            "report": report,
            "state": BuildState.PUBLISHED,
            "as_of": AS_OF,
            "payload_sha256": fingerprint(content),
            "pages": 12,
            "requested_by": person,
            "published_by": person,
            "published_at": PUBLISHED,
            **fields,
        }
    )
    for format_, stored in _files(payload, content).items():
        put_file(build, format_, stored)
    return build


def withdrawn(report: Report, *, reason: str = "Memuat data pribadi.", **fields: Any) -> ReportBuild:
    """Its files are gone; their fingerprints stay."""
    person: User = UserFactory()
    build = published(report, **fields)
    ReportBuild.objects.filter(pk=build.pk).update(
        state=BuildState.WITHDRAWN, withdrawn_by=person, withdrawn_at=WITHDRAWN, withdrawn_reason=reason
    )
    build.files.update(name="")
    build.refresh_from_db()
    return build


def draft(report: Report, **fields: Any) -> ReportBuild:
    """Built, and waiting for somebody to publish it."""
    return published(report, state=BuildState.READY, published_by=None, published_at=None, **fields)


def payload_about(standings: Mapping[str, tuple[str, float | None]]) -> Payload:
    """The sample with one row for each key of a commitment: (status, percent proven)."""
    payload = sample_payload()
    edition = payload.main
    table = edition.table("commitments")
    rows = tuple(_row(table, key, *standing) for key, standing in standings.items())
    tables = (replace(table, rows=rows), *(one for one in edition.tables if one.key != table.key))
    return replace(payload, editions=(replace(edition, tables=tables),))


def _row(table: DataTable, key: str, status: str, percent: float | None) -> tuple[Any, ...]:
    values = dict(zip((column.key for column in table.columns), table.rows[0], strict=True))
    state = replace(values["status"], code=status) if status else None  # type: ignore[type-var]  # a State
    return tuple({**values, "key": key, "status": state, "verified": percent}.values())


def _files(payload: Payload, content: bytes) -> dict[FileFormat, bytes]:
    return {
        FileFormat.PDF: b"%PDF-1.7 " + content[:80],
        FileFormat.TWIN: twin_html(payload, content),
        FileFormat.PAYLOAD: content,
    }


def put_file(build: ReportBuild, format_: FileFormat, content: bytes) -> None:
    name = f"{build.pk}-{fingerprint(content)[:16]}.{format_.value}"
    path_of(name).parent.mkdir(parents=True, exist_ok=True)
    path_of(name).write_bytes(content)
    ReportFile.objects.create(
        build=build, format=format_, name=name, sha256=fingerprint(content), size=len(content)
    )
