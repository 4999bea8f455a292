"""A desk with a person at it; versions are rows with the one file that pages read."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.actions import grant_role
from accounts.enums import Role
from accounts.models import User
from renaksi.models import ActionPlan
from reports.document import Payload
from reports.document.payload import fingerprint
from reports.enums import BuildState, FileFormat, ReportKind
from reports.models import Report, ReportBuild
from tests.factories.accounts import UserFactory
from tests.factories.renaksi import PlanFactory
from tests.integration.reports.conftest import commitment_of, period_of
from tests.published_reports import put_file, report_of
from tests.report_payloads import sample_payload

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
EARLIER = datetime(2026, 11, 2, 3, tzinfo=UTC)


@pytest.fixture
def admin(db: None) -> User:
    return person(Role.ADMIN, name="Ani Admin")


@pytest.fixture
def desk(admin: User) -> Client:
    return client_of(admin)


@pytest.fixture
def plan(db: None) -> ActionPlan:
    """As small as a plan can be that has reports of periods and of regions."""
    found = PlanFactory(label="Rencana Aksi Laporan", slug="rencana-laporan", start_on=date(2020, 1, 1))
    period_of(found)
    commitment_of(found, "1", "Data anggaran desa terbuka")
    commitment_of(found, "2", "Aduan dijawab tepat waktu")
    return found


@pytest.fixture
def report(plan: ActionPlan) -> Report:
    return report_of(plan, kind=ReportKind.QUARTERLY, period=plan.periods.get())


def person(role: Role, **fields: object) -> User:
    user = UserFactory(**fields)
    grant_role(user=user, role=role, by=None)
    return User.objects.get(pk=user.pk)


def client_of(user: User, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def version(
    report: Report, state: BuildState = BuildState.READY, payload: Payload | None = None, **fields: Any
) -> ReportBuild:
    """As a worker left it, or as people went on with it; `fields` are those of the row."""
    number = fields.get("version", 1)
    content = replace(payload or sample_payload(), report=report.slug, version=number).to_bytes()
    has_files = state in {BuildState.READY, BuildState.PUBLISHED}
    people = {}
    if state == BuildState.PUBLISHED:
        people = {"published_by": UserFactory(name="Pak Penerbit"), "published_at": EARLIER}
    build = ReportBuild.objects.create(
        **{
            "report": report,
            "state": state,
            "requested_by": UserFactory(name="Bu Peminta"),
            "payload_sha256": fingerprint(content) if has_files else "",
            "as_of": date(2026, 10, 31),
            "pages": 12,
            "finished_at": EARLIER,
            **people,
            **fields,
        }
    )
    if has_files:
        put_file(build, FileFormat.PAYLOAD, content)
    return build
