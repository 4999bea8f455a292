from datetime import UTC, date, datetime

import pytest

from foundation.audit.models import AuditEntry
from renaksi.models import ActionPlan
from reports.actions.building import build_report
from reports.actions.publishing import publish_report
from reports.actions.requesting import request_report
from reports.enums import ReportKind
from reports.models import ReportBuild
from reports.subject import Subject
from tests.actors import secretariat_admin
from tests.drawing import drawn_quickly  # noqa: F401
from tests.factories.renaksi import PlanFactory
from tests.integration.reports.conftest import commitment_of, period_of

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def plan() -> ActionPlan:
    """As small as a plan can be that has a report: what reports tell is tested elsewhere."""
    found = PlanFactory(label="Rencana Aksi Laporan", slug="rencana-laporan", start_on=date(2020, 1, 1))
    period_of(found)
    commitment_of(found, "1", "Data anggaran desa terbuka")
    return found


@pytest.fixture
def standing(plan: ActionPlan) -> Subject:
    return Subject(ReportKind.STANDING, plan)


@pytest.fixture
def build(standing: Subject) -> ReportBuild:
    return request_report(subject=standing, by=secretariat_admin())


@pytest.fixture
def ready(build: ReportBuild, drawn_quickly: None) -> ReportBuild:  # noqa: F811
    """With its files; what they hold is a test of its own."""
    return built(build)


def built(build: ReportBuild) -> ReportBuild:
    found = build_report(build=build, now=NOW)
    assert found is not None
    assert found.state == "ready", found.last_error
    return found


def published(build: ReportBuild) -> ReportBuild:
    return publish_report(build=build, by=secretariat_admin(), at=NOW, fingerprint=build.payload_sha256)


def told_actions(build: ReportBuild) -> list[str]:
    entries = AuditEntry.objects.filter(target_type="reports.reportbuild", target_id=str(build.pk))
    return [entry.action for entry in entries.order_by("pk")]
