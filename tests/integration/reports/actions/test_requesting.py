from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from renaksi.models import ActionPlan
from reports.actions.requesting import (
    ReportRefused,
    cancel_report,
    queue_version,
    request_report,
    retry_report,
)
from reports.enums import BuildState, ReportKind
from reports.models import Report, ReportBatch, ReportBuild
from reports.subject import Subject
from tests.actors import editor, focal_point, secretariat_admin, verifier
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import PeriodFactory, PlanFactory
from tests.integration.reports.actions.conftest import published, told_actions
from tests.integration.reports.conftest import period_of

pytestmark = pytest.mark.django_db


def test_request_waits_for_a_worker_and_remembers_who_waits(build: ReportBuild):
    assert (build.state, build.version, build.replaces) == (BuildState.QUEUED, 1, None)
    assert list(build.waiting_for.all()) == [build.requested_by]
    assert build.report.slug == "keadaan-rencana-laporan"
    assert told_actions(build) == ["report.requested"]


@pytest.mark.parametrize("who", [editor, verifier, lambda: focal_point(InstitutionFactory())])
def test_only_who_publishes_asks_retries_and_cancels(standing: Subject, build: ReportBuild, who):
    person = who()
    for act in (
        lambda: request_report(subject=standing, by=person),
        lambda: retry_report(build=build, by=person),
        lambda: cancel_report(build=build, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert told_actions(build) == ["report.requested"]


def test_same_request_joins_the_running_one(standing: Subject, build: ReportBuild):
    other = secretariat_admin()
    for _again in range(2):
        assert request_report(subject=standing, by=other) == build
    assert set(build.waiting_for.all()) == {build.requested_by, other}
    assert told_actions(build) == ["report.requested", "report.joined"]


def test_database_lets_no_second_build_of_a_report_run(build: ReportBuild):
    """Two processes that both saw none: one of them is told so, and joins."""
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportBuild.objects.create(report=build.report, state=BuildState.BUILDING)


def test_who_loses_the_race_joins_the_winner(
    standing: Subject, build: ReportBuild, monkeypatch: pytest.MonkeyPatch
):
    """Between its look and its row another process was faster."""
    hidden = Report.builds.related_manager_cls
    monkeypatch.setattr(hidden, "filter", lambda *_args, **_facts: ReportBuild.objects.none())
    assert request_report(subject=standing, by=None) == build
    assert ReportBuild.objects.count() == 1


def test_other_part_is_another_report(plan: ActionPlan, standing: Subject, build: ReportBuild):
    region = plan.commitments.first().region
    in_region = request_report(subject=Subject(ReportKind.STANDING, plan, region=region), by=None)
    quarterly = request_report(subject=Subject(ReportKind.QUARTERLY, plan, plan.periods.get()), by=None)
    assert len({build.report.slug, in_region.report.slug, quarterly.report.slug}) == 3
    assert list(in_region.waiting_for.all()) == []


def test_new_version_says_why_and_what_it_replaces(standing: Subject, ready: ReportBuild):
    published(ready)
    with pytest.raises(ReportRefused, match="Versi 1 sudah terbit: tulis alasan"):
        request_report(subject=standing, by=None, reason="  ")
    again = request_report(subject=standing, by=None, reason=" Angka dikoreksi. ")
    assert (again.version, again.replaces, again.reason) == (2, ready, "Angka dikoreksi.")


def test_version_that_was_never_published_leaves_no_gap(standing: Subject, ready: ReportBuild):
    again = request_report(subject=standing, by=None)
    assert (again.version, again.replaces, again.reason) == (1, None, "")
    assert again != ready


def refused(subject: Subject) -> str:
    with pytest.raises(ReportRefused) as refusal:
        request_report(subject=subject, by=None)
    assert not Report.objects.exists()
    return str(refusal.value)


def test_what_can_be_no_report_is_refused(plan: ActionPlan):
    ahead = period_of(
        plan,
        year=2089,
        starts_on=date(2089, 7, 1),
        ends_on=date(2089, 9, 30),
        opens_on=date(2089, 9, 20),
        closes_on=date(2089, 10, 10),
        verify_by=date(2089, 10, 31),
    )
    quarterly, region, period = ReportKind.QUARTERLY, CityFactory(), plan.periods.get(year=2020)
    assert refused(Subject(quarterly, plan)) == (
        "“Laporan triwulan” berakhir dengan sebuah periode: pilih periodenya."
    )
    assert "bukan milik rencana aksi ini" in refused(
        Subject(quarterly, plan, PeriodFactory(plan=PlanFactory()))
    )
    assert "B09 2089 baru mulai 1 Jul 2089" in refused(Subject(quarterly, plan, ahead))
    assert refused(Subject(ReportKind.ANNUAL, plan, period)) == (
        "“Laporan tahunan” tidak berakhir dengan B09 2020. Yang dapat: Laporan triwulan."
    )
    assert "kosongkan periodenya" in refused(Subject(ReportKind.BRIEFING, plan, period))
    assert "Tidak ada komitmen terbit" in refused(Subject(ReportKind.STANDING, plan, region=region))
    assert "tidak disusun untuk “Satu daerah”" in refused(Subject(ReportKind.CHECKLIST, plan, region=region))
    record = PlanFactory(label="Rencana Lama")
    assert refused(Subject(ReportKind.BRIEFING, record)).startswith("Rencana Lama tidak punya periode")


def test_request_is_queued_once_its_transaction_is_committed(
    standing: Subject, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        build = request_report(subject=standing, by=None)
        request_report(subject=standing, by=None)
        assert not DBTaskResult.objects.exists()
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[build.pk]]


@pytest.mark.parametrize("state", [BuildState.FAILED, BuildState.CANCELLED])
def test_what_failed_or_was_cancelled_is_tried_again(build: ReportBuild, state: BuildState):
    values = {"state": state, "last_error": "Disk penuh", "attempts": 3, "is_cancelled": True}
    ReportBuild.objects.filter(pk=build.pk).update(**values, finished_at=timezone.now())
    other = secretariat_admin()
    again = retry_report(build=build, by=other)
    assert (again.pk, again.state, again.attempts, again.last_error, again.is_cancelled) == (
        build.pk,
        BuildState.QUEUED,
        0,
        "",
        False,
    )
    assert set(again.waiting_for.all()) == {build.requested_by, other}
    assert told_actions(build) == ["report.requested", "report.retried"]


def test_retry_joins_what_is_under_way(standing: Subject, build: ReportBuild):
    ReportBuild.objects.filter(pk=build.pk).update(state=BuildState.FAILED)
    running, person = request_report(subject=standing, by=None), secretariat_admin()
    assert retry_report(build=build, by=person) == running
    assert list(running.waiting_for.all()) == [person]


def test_retry_of_what_is_ready_changes_nothing(ready: ReportBuild):
    assert retry_report(build=ready, by=secretariat_admin()).state == BuildState.READY
    assert told_actions(ready) == ["report.requested", "report.started", "report.built"]


def test_retry_after_another_version_was_published_replaces_that(standing: Subject, ready: ReportBuild):
    failed = request_report(subject=standing, by=None)
    ReportBuild.objects.filter(pk=failed.pk).update(state=BuildState.FAILED)
    published(ready)
    with pytest.raises(ReportRefused, match="tulis alasan"):
        retry_report(build=failed, by=secretariat_admin())


def test_waiting_report_is_cancelled_at_once(build: ReportBuild):
    cancelled = cancel_report(build=build, by=secretariat_admin())
    assert (cancelled.state, cancelled.is_cancelled) == (BuildState.CANCELLED, True)
    assert cancelled.finished_at is not None
    cancel_report(build=build, by=secretariat_admin())
    assert told_actions(build) == ["report.requested", "report.cancelled"]


def test_report_that_is_being_built_is_cancelled_by_its_worker(build: ReportBuild):
    ReportBuild.objects.filter(pk=build.pk).update(state=BuildState.BUILDING, lease_until=timezone.now())
    cancelled = cancel_report(build=build, by=secretariat_admin())
    assert (cancelled.state, cancelled.is_cancelled) == (BuildState.BUILDING, True)


def test_ready_report_is_not_cancelled(ready: ReportBuild):
    assert cancel_report(build=ready, by=secretariat_admin()).state == BuildState.READY


def test_joined_report_counts_for_the_batch_that_joins_it(
    plan: ActionPlan, standing: Subject, build: ReportBuild
):
    batch = ReportBatch.objects.create(plan=plan, kind="standing", language="id")
    assert queue_version(subject=standing, by=None, batch=batch).batch == batch


@pytest.mark.django_db(transaction=True)
def test_of_two_requests_at_the_same_moment_one_builds_and_both_wait(plan: ActionPlan, standing: Subject):
    people, start = (secretariat_admin(), secretariat_admin()), Barrier(2)

    def ask(person: User) -> int:
        start.wait()
        try:
            return request_report(subject=standing, by=person).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        asked = set(pool.map(ask, people))
    build = ReportBuild.objects.get()
    assert asked == {build.pk}
    assert set(build.waiting_for.all()) == set(people)
