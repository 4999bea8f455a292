"""What the desk lists."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.actions.takedown import take_down
from evidence.enums import EvidenceState, TakedownReason
from evidence.models import Evidence
from renaksi.models import ActionPlan
from reports.enums import BuildState, FileFormat, ReportKind
from reports.models import Report, ReportBatch, ReportBuild, ReportSchedule
from reports.queries.batches import batch_builds, batch_lines, regions_in, schedule_lines
from reports.queries.comparing import comparable_builds
from reports.queries.desk import DeskFilter, desk_page, holding_gone, holding_reports, versions_of
from tests.actors import secretariat_admin
from tests.factories.evidence import FileFactory
from tests.factories.institutions import CityFactory
from tests.factories.renaksi import PlanFactory
from tests.integration.reports.conftest import commitment_of
from tests.integration.reports.desk.conftest import EARLIER, NOW, version
from tests.published_reports import report_of

pytestmark = pytest.mark.django_db


def asked(build: ReportBuild, days_ago: int) -> ReportBuild:
    ReportBuild.objects.filter(pk=build.pk).update(requested_at=NOW - timedelta(days=days_ago))
    return build


def gone(evidence: Evidence) -> Evidence:
    return take_down(evidence=evidence, reason=TakedownReason.PERSONAL_DATA, by=secretariat_admin(), at=NOW)


def ids(chosen: DeskFilter, page: str | None = None) -> list[int]:
    return [line.id for line in desk_page(chosen, page).items]


def test_each_report_stands_once_with_what_was_asked_for_last(report: Report):
    published = asked(version(report, BuildState.PUBLISHED), 20)
    asked(version(report, BuildState.FAILED, version=2, replaces=published, last_error="Gagal."), 3)
    newest = asked(version(report, version=2, replaces=published, reason="Angka diperbaiki."), 1)
    older = report_of(report.plan)
    asked(version(older), 2)
    first, second = desk_page(DeskFilter(), None).items
    assert (first.id, first.title, first.plan, first.published) == (
        report.pk,
        "Laporan triwulan B09 2020",
        "Rencana Aksi Laporan",
        1,
    )
    assert (first.newest.id, first.newest.state, first.newest.replaces) == (newest.pk, BuildState.READY, 1)
    assert (second.id, second.published) == (older.pk, None)


def test_filters_ask_for_the_newest_version_kind_and_plan(report: Report):
    asked(version(report, BuildState.FAILED), 5)
    asked(version(report), 1)
    other = report_of(PlanFactory(slug="lain"), kind=ReportKind.STANDING)
    asked(version(other, BuildState.FAILED), 2)
    assert ids(DeskFilter()) == [report.pk, other.pk]
    assert ids(DeskFilter(state=BuildState.FAILED)) == [other.pk]
    assert ids(DeskFilter(kind=ReportKind.QUARTERLY)) == [report.pk]
    assert ids(DeskFilter(plan=other.plan_id)) == [other.pk]
    assert ids(DeskFilter(plan=other.plan_id, kind=ReportKind.QUARTERLY)) == []


def test_a_version_says_how_far_it_is_and_what_may_be_done(report: Report):
    build = version(report, BuildState.BUILDING, step="Komitmen 7", done=7, steps=24)
    (line,) = versions_of(report)
    assert (line.percent, line.step, line.is_unfinished, line.may_publish) == (29, "Komitmen 7", True, False)
    ReportBuild.objects.filter(pk=build.pk).update(state=BuildState.QUEUED, done=0, steps=0)
    assert versions_of(report)[0].percent is None
    ReportBuild.objects.filter(pk=build.pk).update(state=BuildState.FAILED)
    assert versions_of(report)[0].may_retry


def test_a_version_from_before_payloads_may_not_be_published(report: Report):
    version(report, payload_sha256="")
    (line,) = versions_of(report)
    assert (line.may_publish, line.is_comparable) == (False, False)


def test_files_lead_to_the_door_of_staff_until_they_are_gone(report: Report):
    build = version(report)
    (line,) = versions_of(report)
    assert [(file.format, file.url) for file in line.files] == [
        ("json", reverse("reports:draft_file", args=[build.pk, FileFormat.PAYLOAD]))
    ]
    build.files.update(name="")
    assert versions_of(report)[0].files == ()


def test_number_of_queries_is_that_of_one_report(report: Report):
    def queries(call) -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            call()
        return len(caught)

    version(report)
    calls = [lambda: desk_page(DeskFilter(), None), lambda: versions_of(report), holding_reports, batch_lines]
    one = [queries(call) for call in calls]
    for number in (2, 3):
        other = report_of(report.plan, kind=ReportKind.STANDING, region=CityFactory())
        version(other).evidence.add(FileFactory(state=EvidenceState.TAKEN_DOWN))
        version(report, BuildState.FAILED, version=number)
        ReportBatch.objects.create(plan=report.plan, kind=ReportKind.STANDING, language="id")
    assert [queries(call) for call in calls[:2]] == one[:2]
    # The first of them has something to fetch beside it.
    assert [queries(call) - before for call, before in zip(calls[2:], one[2:], strict=True)] == [1, 1]


# --- Evidence that was taken down ---------------------------------------------------------------------


def test_evidence_that_is_gone_is_named_by_number_and_reason_but_not_by_title(report: Report):
    evidence = FileFactory(title="KTP Budi", receipt="DD-261122-7KQ2ZM", state=EvidenceState.PUBLISHED)
    build = version(report, BuildState.PUBLISHED)
    build.evidence.add(evidence, FileFactory(state=EvidenceState.PUBLISHED))
    assert holding_reports() == ()
    gone(evidence)
    (holding,) = holding_reports()
    (stone,) = holding.tombstones
    assert (holding.report.id, holding.build.id, stone.number, stone.institution, stone.text, stone.url) == (
        report.pk,
        build.pk,
        "DD-261122-7KQ2ZM",
        evidence.institution.name,
        "Diturunkan 22 Nov 2026: memuat data pribadi.",
        reverse("workspace:takedown", args=[evidence.public_id]),
    )
    assert "KTP Budi" not in repr(holding)


def test_only_versions_whose_files_can_be_had_hold_what_is_gone(report: Report):
    evidence = gone(FileFactory(state=EvidenceState.PUBLISHED))
    for number, state in enumerate(set(BuildState) - {BuildState.WITHDRAWN, BuildState.QUEUED}, start=1):
        version(report, state, version=number).evidence.add(evidence)
    found = holding_gone(ReportBuild.objects.all())
    assert {build.state for build in found} == {BuildState.READY, BuildState.PUBLISHED}
    lines = {line.state: (line.is_holding_gone, line.may_publish) for line in versions_of(report)}
    assert lines[BuildState.READY] == (True, False)
    assert lines[BuildState.FAILED] == (False, False)


# --- All regions at once, schedules, what can be compared --------------------------------------------


def test_an_order_counts_its_builds_by_state(report: Report):
    batch = ReportBatch.objects.create(
        plan=report.plan,
        kind="standing",
        language="id",
        left_out=[{"code": "11", "region": "A", "why": "B."}],
    )
    states = [BuildState.READY, BuildState.READY, BuildState.FAILED, BuildState.QUEUED]
    for state in states:
        version(report_of(report.plan, region=CityFactory()), state, batch=batch)
    (line,) = batch_lines()
    counted = (line.total, line.done, line.unfinished, line.ready, line.failed, line.left_out)
    assert counted == (4, 3, 1, 2, 1, 1)
    assert [one.build.state for one in batch_builds(batch, BuildState.FAILED)] == [BuildState.FAILED]
    assert [one.part for one in batch_builds(batch)] == [
        build.report.region.name for build in batch.builds.order_by("report__region__code")
    ]


def test_an_order_asks_for_the_regions_of_the_plan_and_of_those_below_it(plan: ActionPlan):
    shared = plan.commitments.first().region
    commitment_of(plan, "3", "Di daerah yang sama")
    plan.commitments.filter(number="3").update(region=shared)
    below = PlanFactory(slug="bawah", parent_plan=plan, region=CityFactory())
    commitment_of(below, "1", "Milik rencananya")
    below.commitments.update(region=None)
    commitment_of(PlanFactory(slug="asing"), "1", "Rencana lain")
    assert regions_in(plan) == 3


def test_schedules_say_what_they_ask_for(plan: ActionPlan):
    ReportSchedule.objects.create(plan=plan, for_each_region=True, last_period=plan.periods.get())
    (line,) = schedule_lines()
    assert (line.title, line.language, line.for_each_region, line.is_active, line.last_period) == (
        "Laporan triwulan · Rencana Aksi Laporan",
        "Bahasa Indonesia",
        True,
        True,
        "B09 2020",
    )


def test_what_has_a_payload_can_be_compared_the_newest_version_first(report: Report):
    first = version(report, BuildState.PUBLISHED)
    version(report, BuildState.FAILED, version=2)
    second = version(report, version=2, replaces=first, published_at=None)
    version(report, version=3, payload_sha256="", finished_at=EARLIER)
    found = comparable_builds()
    assert [one.id for one in found] == [second.pk, first.pk]
    assert found[1].label.startswith("versi 1, terbit, sidik ")
