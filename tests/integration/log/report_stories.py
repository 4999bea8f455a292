"""The stories of reports."""

from evidence.actions import own_documents
from evidence.enums import EvidenceState
from evidence.models import Evidence
from evidence.own_documents import OwnDocument
from foundation.jobs.leases import take_lease
from reports.actions import (
    batch_publishing,
    batches,
    building,
    filling,
    publishing,
    requesting,
    schedules,
    scheduling,
    texts,
)
from reports.actions.building import build_report
from reports.enums import BuildState, ReportKind, TextSlot
from reports.models import ReportBuild, ReportSchedule
from reports.subject import Subject
from tests.drawing import draw_lines
from tests.factories.evidence import FileFactory
from tests.factories.institutions import CityFactory
from tests.integration.log.stories import story
from tests.reporting import IN_WINDOW, REVIEWED

REASON = "Angka komitmen pertama salah."


def subject_of(line) -> Subject:
    return Subject(ReportKind.STANDING, line.plan)


def asked(line) -> ReportBuild:
    return requesting.request_report(subject=subject_of(line), by=line.admin)


def in_state(build: ReportBuild, state: BuildState) -> ReportBuild:
    ReportBuild.objects.update(state=state)
    build.refresh_from_db()
    return build


def built(line) -> ReportBuild:
    """With files of one line each: what is drawn is another test's."""
    drawing, building.draw = building.draw, draw_lines
    try:
        found = build_report(build=asked(line), now=REVIEWED)
    finally:
        building.draw = drawing
    assert found is not None
    assert found.state == BuildState.READY
    return found


@story(requesting.request_report, "report.requested")
def _(line):
    return lambda: asked(line)


@story(requesting.retry_report, "report.retried")
def _(line):
    build = in_state(asked(line), BuildState.FAILED)
    return lambda: requesting.retry_report(build=build, by=line.admin)


@story(requesting.cancel_report, "report.cancelled")
def _(line):
    build = asked(line)
    return lambda: requesting.cancel_report(build=build, by=line.admin)


@story(building.give_up, "report.failed")
def _(line):
    build = asked(line)
    ReportBuild.objects.update(lease_until=IN_WINDOW)
    build.refresh_from_db()
    return lambda: building.give_up(build=build)


@story(publishing.publish_report, "report.published")
def _(line):
    build = built(line)
    given = {"by": line.admin, "at": REVIEWED, "fingerprint": build.payload_sha256}
    return lambda: publishing.publish_report(build=build, **given)


@story(publishing.withdraw_report, "report.withdrawn", "report.requested")
def _(line):
    build = built(line)
    given = {"by": line.admin, "at": REVIEWED, "reason": REASON, "with_replacement": True}
    return lambda: publishing.withdraw_report(build=build, **given)


def order_of(line):
    line.plan.commitments.update(region=CityFactory())
    given = {"plan": line.plan, "kind": ReportKind.STANDING, "period": None, "language": "id"}
    return lambda: batches.request_batch(**given, by=line.admin)


@story(batches.request_batch, "report_batch.requested")
def _(line):
    return order_of(line)


@story(filling.give_up_filling, "report_batch.failed")
def _(line):
    batch = order_of(line)()
    return lambda: filling.give_up_filling(batch=batch)


@story(batches.cancel_batch, "report_batch.cancelled")
def _(line):
    batch = order_of(line)()
    return lambda: batches.cancel_batch(batch=batch, by=line.admin)


@story(batch_publishing.retry_batch, "report_batch.retried")
def _(line):
    batch = order_of(line)()
    filling.give_up_filling(batch=batch)
    return lambda: batch_publishing.retry_batch(batch=batch, by=line.admin)


@story(schedules.request_due_reports, "report_schedule.due", "report.requested")
def _(line):
    ReportSchedule.objects.create(plan=line.plan)
    late = REVIEWED.replace(year=line.period.verify_by.year + 1)
    return lambda: schedules.request_due_reports(late)


@story(scheduling.add_schedule, "report_schedule.added")
def _(line):
    given = {"plan": line.plan, "kind": ReportKind.QUARTERLY, "language": "id", "for_each_region": False}
    return lambda: scheduling.add_schedule(**given, by=line.admin)


@story(scheduling.switch_schedule, "report_schedule.switched_off")
def _(line):
    schedule = ReportSchedule.objects.create(plan=line.plan)
    return lambda: scheduling.switch_schedule(schedule=schedule, is_active=False, by=line.admin)


@story(texts.write_texts, "report.texts_written")
def _(line):
    slots = {TextSlot.FOREWORD: ("Selamat membaca.", "")}
    report = asked(line).report
    return lambda: texts.write_texts(report=report, by=line.admin, at=REVIEWED, slots=slots)


@story(own_documents.take_as_link, "evidence.clear")
def _(line):
    evidence = FileFactory(state=EvidenceState.QUARANTINED, institution=line.institution)
    leased = take_lease(Evidence, evidence.pk, now=REVIEWED, seconds=60)
    document = OwnDocument(url="https://renaksi.example/laporan/a/v1/", title="Laporan triwulan")
    return lambda: own_documents.take_as_link(leased=leased, document=document, at=REVIEWED)
