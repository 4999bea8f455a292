from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from foundation.audit.models import AuditEntry
from renaksi.models import ActionPlan
from reports.actions import MOST_ATTEMPTS, ReportRefused, build_report, request_report, retry_report
from reports.enums import BuildState
from reports.models import ReportBuild
from reports.storage import path_of
from reports.tasks import build_queued_report, requeue_unbuilt
from tests.actors import editor, focal_point, secretariat_admin, verifier
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import PeriodFactory, PlanFactory
from tests.integration.reports.conftest import period_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def build(plan: ActionPlan) -> ReportBuild:
    return request_report(plan=plan, by=secretariat_admin())


def told_actions(build: ReportBuild) -> list[str]:
    entries = AuditEntry.objects.filter(target_type="reports.reportbuild", target_id=str(build.pk))
    return [entry.action for entry in entries.order_by("pk")]


def test_request_waits_for_a_worker(build: ReportBuild):
    assert (build.state, build.file_name) == (BuildState.QUEUED, "")
    assert told_actions(build) == ["report.requested"]


@pytest.mark.parametrize("who", [editor, verifier, lambda: focal_point(InstitutionFactory())])
def test_only_the_secretariat_admin_asks(plan: ActionPlan, who):
    with pytest.raises(PermissionDenied):
        request_report(plan=plan, by=who())
    assert not ReportBuild.objects.exists()


def test_identical_request_joins_the_running_one(plan: ActionPlan, build: ReportBuild):
    again = request_report(plan=plan, by=secretariat_admin())
    assert again == build
    assert told_actions(build) == ["report.requested"]


def test_other_scope_is_another_report(plan: ActionPlan, build: ReportBuild):
    region = plan.commitments.first().region
    assert request_report(plan=plan, region=region, by=None) != build
    assert request_report(plan=plan, period=plan.periods.get(), by=None) != build
    assert ReportBuild.objects.count() == 3


def test_finished_report_is_not_joined(plan: ActionPlan, build: ReportBuild):
    build_report(build=build, now=NOW)
    assert request_report(plan=plan, by=None) != build


def test_period_of_another_plan_is_refused(plan: ActionPlan):
    with pytest.raises(ReportRefused, match="bukan milik rencana aksi ini"):
        request_report(plan=plan, period=PeriodFactory(plan=PlanFactory()), by=None)


def test_period_that_has_not_begun_is_refused(plan: ActionPlan):
    ahead = period_of(
        plan,
        year=2089,
        starts_on=date(2089, 7, 1),
        ends_on=date(2089, 9, 30),
        opens_on=date(2089, 9, 20),
        closes_on=date(2089, 10, 10),
        verify_by=date(2089, 10, 31),
    )
    with pytest.raises(ReportRefused, match="B09 2089 baru mulai 1 Jul 2089"):
        request_report(plan=plan, period=ahead, by=None)


def test_scope_without_commitments_is_refused(plan: ActionPlan):
    with pytest.raises(ReportRefused, match="Tidak ada komitmen terbit"):
        request_report(plan=plan, region=CityFactory(), by=None)


def test_built_report_has_its_file_hash_and_day(build: ReportBuild):
    told: list[str] = []
    built = build_report(build=build, now=NOW, progress=told.append)
    assert built is not None
    content = path_of(built.file_name).read_bytes()
    assert (content[:5], len(content)) == (b"%PDF-", built.size)
    assert (built.state, built.as_of, built.lease_until) == (BuildState.READY, date(2026, 11, 22), None)
    assert told == [
        "Mengumpulkan angka",
        "Menyusun 3 komitmen",
        "Menata halaman",
        f"Menulis PDF, {built.pages} halaman",
    ]
    assert told_actions(built) == ["report.requested", "report.started", "report.built"]


def test_building_twice_changes_nothing(build: ReportBuild):
    built = build_report(build=build, now=NOW)
    assert built is not None
    assert build_report(build=build, now=NOW) is None
    build.refresh_from_db()
    assert build.sha256 == built.sha256


def test_report_that_another_worker_builds_is_left_to_it(build: ReportBuild):
    ReportBuild.objects.filter(pk=build.pk).update(lease_until=NOW + timedelta(seconds=5))
    assert build_report(build=build, now=NOW) is None


def test_report_of_a_dead_worker_is_built_by_the_next(build: ReportBuild):
    ReportBuild.objects.filter(pk=build.pk).update(
        state=BuildState.BUILDING, lease_until=NOW - timedelta(seconds=1), attempts=1
    )
    built = build_report(build=build, now=NOW)
    assert built is not None
    assert built.state == BuildState.READY


def test_worker_that_was_given_up_on_stores_nothing(build: ReportBuild):
    """Its lease passes to another worker while it lays out pages."""

    def lose_the_lease(step: str) -> None:
        ReportBuild.objects.filter(pk=build.pk).update(lease_until=NOW + timedelta(days=1))

    assert build_report(build=build, now=NOW, progress=lose_the_lease) is None
    build.refresh_from_db()
    assert (build.state, build.file_name) == (BuildState.BUILDING, "")
    assert list(path_of("").iterdir()) == []


@pytest.fixture
def unwritable(settings, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "berkas").write_text("")
    settings.REPORT_ROOT = tmp_path / "berkas"


@pytest.mark.usefixtures("unwritable")
def test_failed_report_says_why(build: ReportBuild):
    built = build_report(build=build, now=NOW)
    assert built is not None
    assert (built.state, built.lease_until) == (BuildState.FAILED, None)
    assert built.last_error.startswith("Berkas tidak dapat disimpan (")
    assert told_actions(built) == ["report.requested", "report.started", "report.failed"]


def test_failed_report_is_tried_again(build: ReportBuild):
    ReportBuild.objects.filter(pk=build.pk).update(
        state=BuildState.FAILED, last_error="Disk penuh", attempts=3
    )
    again = retry_report(build=build, by=secretariat_admin())
    assert (again.pk, again.state, again.attempts, again.last_error) == (build.pk, BuildState.QUEUED, 0, "")
    assert told_actions(build) == ["report.requested", "report.retried"]


def test_retry_joins_an_identical_report_that_is_under_way(plan: ActionPlan, build: ReportBuild):
    ReportBuild.objects.filter(pk=build.pk).update(state=BuildState.FAILED)
    running = request_report(plan=plan, by=None)
    assert retry_report(build=build, by=secretariat_admin()) == running


def test_retry_of_a_finished_report_changes_nothing(build: ReportBuild):
    build_report(build=build, now=NOW)
    assert retry_report(build=build, by=secretariat_admin()).state == BuildState.READY


def test_only_the_secretariat_admin_retries(build: ReportBuild):
    with pytest.raises(PermissionDenied):
        retry_report(build=build, by=editor())


def test_request_is_queued_once_its_transaction_is_committed(
    plan: ActionPlan, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        build = request_report(plan=plan, by=None)
        request_report(plan=plan, by=None)
        assert not DBTaskResult.objects.exists()
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[build.pk]]


def test_task_builds_the_report_of_its_number(build: ReportBuild):
    build_queued_report.call(build.pk)
    build.refresh_from_db()
    assert build.state == BuildState.READY


def test_task_of_a_report_that_is_gone_does_nothing():
    build_queued_report.call(4711)


def test_sweep_queues_what_nobody_works_on(build: ReportBuild):
    assert requeue_unbuilt(timezone.now()) == 1
    ReportBuild.objects.update(lease_until=timezone.now() + timedelta(minutes=1))
    assert requeue_unbuilt(timezone.now()) == 0


def test_sweep_gives_up_on_a_report_whose_workers_died_too_often(build: ReportBuild):
    ReportBuild.objects.update(state=BuildState.BUILDING, attempts=MOST_ATTEMPTS, lease_until=NOW)
    assert requeue_unbuilt(timezone.now()) == 0
    build.refresh_from_db()
    assert (build.state, build.last_error) == (
        BuildState.FAILED,
        "Penyusunan terhenti 3 kali. Coba lagi dengan cakupan yang lebih kecil.",
    )
