"""Building in the background; the record's state is the truth, the queue only a hint."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from foundation.jobs.leases import expired
from foundation.jobs.queue import BACKGROUND
from reports.actions import building
from reports.actions.building import MOST_ATTEMPTS, build_report, give_up, requeue
from reports.actions.filling import MOST_ATTEMPTS as MOST_ATTEMPTS_AT_AN_ORDER
from reports.actions.filling import fill_batch, give_up_filling, queue_filling
from reports.actions.publishing import remove_withdrawn
from reports.actions.schedules import request_due_reports
from reports.enums import UNFINISHED_STATES, BatchState
from reports.models import PracticeSheet, ReportBatch, ReportBuild
from reports.sheets.building import MOST_ATTEMPTS as MOST_ATTEMPTS_AT_A_SHEET
from reports.sheets.building import build_sheet, queue_sheet

# A batch of hundreds waits in the queue already: telling it of each again, minute by minute, would drown it.
MOST_QUEUED_AGAIN = 20


@task(backend=BACKGROUND)
def build_queued_report(pk: int) -> None:
    build = ReportBuild.objects.filter(pk=pk).first()
    if build is not None:
        build_report(build=build, now=timezone.now())


def requeue_unbuilt(now: datetime) -> int:
    """The oldest reports that nobody works on; one whose workers died too often is given up."""
    waiting = expired(ReportBuild.objects.filter(state__in=UNFINISHED_STATES), now).order_by("pk")
    for build in waiting.filter(attempts__gte=MOST_ATTEMPTS):
        give_up(build=build)
    return requeue(waiting.filter(attempts__lt=MOST_ATTEMPTS)[:MOST_QUEUED_AGAIN])


@task(backend=BACKGROUND)
def fill_queued_batch(pk: int) -> None:
    batch = ReportBatch.objects.filter(pk=pk).first()
    if batch is not None:
        fill_batch(batch=batch, now=timezone.now())


def requeue_unfilled(now: datetime) -> int:
    """Orders that nobody works on; one that failed too often waits for a person."""
    waiting = expired(ReportBatch.objects.filter(state=BatchState.FILLING), now)
    for batch in waiting.filter(attempts__gte=MOST_ATTEMPTS_AT_AN_ORDER):
        give_up_filling(batch=batch)
    found = list(waiting.filter(attempts__lt=MOST_ATTEMPTS_AT_AN_ORDER).order_by("pk"))
    for batch in found:
        queue_filling(batch)
    return len(found)


def request_what_is_due(now: datetime) -> int:
    return request_due_reports(now)


def remove_left_behind(now: datetime) -> int:
    return building.remove_left_behind(now)


def remove_what_was_withdrawn(_now: datetime) -> int:
    return remove_withdrawn()


@task(backend=BACKGROUND)
def build_queued_sheet(pk: int) -> None:
    sheet = PracticeSheet.objects.filter(pk=pk).first()
    if sheet is not None:
        build_sheet(sheet=sheet, now=timezone.now())


def requeue_unbuilt_sheets(now: datetime) -> int:
    """Sheets that nobody works on; one whose workers died too often waits for the next change of its page."""
    waiting = expired(PracticeSheet.objects.filter(state__in=UNFINISHED_STATES), now).defer("content")
    found = list(waiting.filter(attempts__lt=MOST_ATTEMPTS_AT_A_SHEET).order_by("pk"))
    for sheet in found:
        queue_sheet(sheet)
    return len(found)
