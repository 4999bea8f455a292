"""A report that names what was taken down since: listed, withdrawn, replaced."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import grant_role
from accounts.enums import Role
from evidence.actions.takedown import take_down
from evidence.enums import EvidenceState, TakedownReason
from evidence.models import Evidence
from foundation.audit.queries import entries_for
from renaksi.models import ActionPlan
from reports.actions import ReportRefused, build_report, request_report, withdraw_report
from reports.enums import BuildState
from reports.models import ReportBuild
from reports.queries import holding_reports, to_be_withdrawn
from reports.storage import path_of
from reports.tasks import remove_what_was_withdrawn
from tests.actors import editor, secretariat_admin, verifier
from tests.factories.accounts import UserFactory
from tests.factories.evidence import FileFactory
from tests.integration.reports.conftest import accept, milestone_of, report, verify

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def ready_build(plan: ActionPlan, *evidence: Evidence) -> ReportBuild:
    """As a worker leaves it; how it comes to its list of evidence is a test of its own."""
    found = ReportBuild.objects.create(
        plan=plan, state=BuildState.READY, file_name="uji.pdf", sha256="0" * 64, size=4, finished_at=NOW
    )
    path_of(found.file_name).parent.mkdir(parents=True, exist_ok=True)
    path_of(found.file_name).write_bytes(b"%PDF")
    found.evidence.set(evidence)
    return found


def gone(evidence: Evidence) -> Evidence:
    return take_down(evidence=evidence, reason=TakedownReason.PERSONAL_DATA, by=secretariat_admin(), at=NOW)


def to_withdraw() -> list[ReportBuild]:
    return list(to_be_withdrawn(ReportBuild.objects.all()).order_by("pk"))


def test_build_remembers_what_it_names_and_stood_then(plan: ActionPlan):
    named = Evidence.objects.get(title="Berita acara portal")
    fourth = plan.commitments.first()
    update = verify(report(milestone_of(fourth, "Lainnya"), plan.periods.get(), step=50), step=50)
    accept(update, "Internal", state=EvidenceState.CLEAN)
    gone(accept(update, "Sudah turun").evidence)

    build = build_report(build=request_report(plan=plan, by=None), now=NOW)
    assert build is not None
    assert list(build.evidence.all()) == [named]
    assert to_withdraw() == []
    gone(named)
    assert to_withdraw() == [build]


def test_list_names_the_evidence_by_number_and_reason_but_not_by_title(plan: ActionPlan):
    evidence = FileFactory(title="KTP Budi", receipt="DD-261122-7KQ2ZM", state=EvidenceState.PUBLISHED)
    build = ready_build(plan, evidence, FileFactory(state=EvidenceState.PUBLISHED))
    gone(evidence)
    (holding,) = holding_reports(ReportBuild.objects.all())
    (stone,) = holding.tombstones
    assert (holding.build, stone.number, stone.institution, stone.text, stone.url) == (
        build,
        "DD-261122-7KQ2ZM",
        evidence.institution.name,
        "Diturunkan 22 Nov 2026: memuat data pribadi.",
        reverse("workspace:takedown", args=[evidence.public_id]),
    )


def test_withdrawn_report_is_gone_and_replaced(plan: ActionPlan, django_capture_on_commit_callbacks):
    evidence = FileFactory(state=EvidenceState.PUBLISHED)
    build, admin = ready_build(plan, evidence), secretariat_admin()
    gone(evidence)
    with django_capture_on_commit_callbacks(execute=True):
        replacement = withdraw_report(build=build, by=admin, at=NOW)

    build.refresh_from_db()
    assert (build.state, build.withdrawn_by, build.withdrawn_at, build.file_name) == (
        BuildState.WITHDRAWN,
        admin,
        NOW,
        "",
    )
    assert not path_of("uji.pdf").exists()
    assert replacement is not None
    assert (replacement.plan, replacement.state) == (plan, BuildState.QUEUED)
    assert [entry.action for entry in entries_for(build)] == ["report.withdrawn"]
    assert to_withdraw() == []
    with pytest.raises(ReportRefused, match="sudah ditarik"):
        withdraw_report(build=build, by=admin, at=NOW)


def test_crash_after_the_commit_leaves_the_file_to_the_sweep(plan: ActionPlan):
    build = ready_build(plan)
    withdraw_report(build=build, by=secretariat_admin(), at=NOW)
    assert path_of("uji.pdf").exists()
    assert remove_what_was_withdrawn(NOW) == 1
    assert not path_of("uji.pdf").exists()
    assert remove_what_was_withdrawn(NOW) == 0


def test_report_on_nothing_any_more_is_withdrawn_without_another(plan: ActionPlan):
    build = ready_build(plan)
    plan.commitments.update(live=False)
    assert withdraw_report(build=build, by=secretariat_admin(), at=NOW) is None
    assert ReportBuild.objects.get().state == BuildState.WITHDRAWN


def test_nobody_else_withdraws(plan: ActionPlan):
    build = ready_build(plan)
    for person in (editor(), verifier(plan)):
        with pytest.raises(PermissionDenied):
            withdraw_report(build=build, by=person, at=NOW)
    assert ReportBuild.objects.get().state == BuildState.READY


@pytest.fixture
def staff(client: Client) -> Client:
    user = UserFactory()
    grant_role(user=user, role=Role.ADMIN, by=None)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_desk_sees_what_to_withdraw_and_withdraws_it(staff: Client, plan: ActionPlan):
    evidence = FileFactory(receipt="DD-261122-7KQ2ZM", state=EvidenceState.PUBLISHED)
    build = ready_build(plan, evidence)
    index, page = reverse("cms_report:index"), reverse("cms_report:to_withdraw")
    assert page not in staff.get(index).text
    assert "Tidak ada laporan yang perlu ditarik" in staff.get(page).text

    gone(evidence)
    assert f'href="{page}"' in staff.get(index).text
    assert "DD-261122-7KQ2ZM" in staff.get(page).text
    answer = staff.post(reverse("cms_report:withdraw", args=[build.pk]), follow=True)
    assert f"Laporan nomor {build.pk} ditarik" in answer.text
    assert staff.get(build.get_absolute_url()).status_code == 404
    again = staff.post(reverse("cms_report:withdraw", args=[build.pk]), follow=True)
    assert "Laporan ini sudah ditarik." in again.text


def test_list_costs_the_same_for_one_and_three(plan: ActionPlan):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            holding_reports(ReportBuild.objects.all())
        return len(queries)

    evidence = FileFactory(state=EvidenceState.PUBLISHED)
    ready_build(plan, evidence)
    gone(evidence)
    once = asked()
    for number in range(2):
        other = FileFactory(state=EvidenceState.PUBLISHED, stored_name=f"quarantine/uji{number}")
        ready_build(plan, evidence, other)
        gone(other)
    assert (once, asked()) == (2, 2)
