"""Asking for a sheet and building it. The record is the truth, the queue only a hint."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from foundation.jobs.leases import release, take_lease
from foundation.jobs.queue import enqueue_after_commit
from practices.models import PracticePage
from reports.builder import BuildFailed
from reports.enums import UNFINISHED_STATES, BuildState
from reports.models import PracticeSheet
from reports.sheets.rendering import fingerprint_of, render_sheet

logger = logging.getLogger(__name__)

SHEET_LEASE_SECONDS = 120
MOST_ATTEMPTS = 3


def request_sheet(*, page: PracticePage, language: str) -> PracticeSheet:
    """The sheet as it stands; queued if it is missing, out of date, or failed for a reason that may have passed."""
    wanted = fingerprint_of(page, language, today=timezone.localdate())
    with transaction.atomic():
        sheet, made = PracticeSheet.objects.select_for_update().get_or_create(
            page=page, language=language, defaults={"fingerprint": wanted}
        )
        if made or sheet.fingerprint != wanted:
            _queue(sheet, wanted)
        elif sheet.state == BuildState.FAILED and sheet.attempts < MOST_ATTEMPTS:
            _queue(sheet, wanted, attempts=sheet.attempts)
    return sheet


def _queue(sheet: PracticeSheet, fingerprint: str, *, attempts: int = 0) -> None:
    sheet.fingerprint, sheet.state, sheet.content = fingerprint, BuildState.QUEUED, None
    sheet.attempts, sheet.lease_until, sheet.last_error = attempts, None, ""
    sheet.save()
    queue_sheet(sheet)


def queue_sheet(sheet: PracticeSheet) -> None:
    # By its name: the task calls what stands here, so it stands above this module.
    enqueue_after_commit(import_string("reports.tasks.build_queued_sheet"), sheet.pk)


def build_sheet(*, sheet: PracticeSheet, now: datetime) -> PracticeSheet | None:
    """Lay out and keep, outside any transaction; None if somebody else does or has done it.

    What was published meanwhile is in the page that is read here: its fingerprint is kept with the file.
    """
    unfinished = PracticeSheet.objects.filter(state__in=UNFINISHED_STATES).select_related("page")
    leased = take_lease(unfinished, sheet.pk, now=now, seconds=SHEET_LEASE_SECONDS)
    if leased is None:
        return None
    today = timezone.localdate(now)
    try:
        fingerprint = fingerprint_of(leased.page, leased.language, today=today)
        content = render_sheet(leased.page, leased.language, today=today)
    except BuildFailed as error:
        return _fail(leased, str(error))
    except Exception as error:
        logger.exception("sheet %s could not be built", leased.pk)
        return _fail(leased, type(error).__name__)
    return _finish(leased, fingerprint, content)


@transaction.atomic
def _fail(leased: PracticeSheet, sentence: str) -> PracticeSheet | None:
    if not release(leased, error=sentence):
        return None
    leased.state = BuildState.FAILED
    leased.save(update_fields=["state"])
    return leased


@transaction.atomic
def _finish(leased: PracticeSheet, fingerprint: str, content: bytes) -> PracticeSheet | None:
    """A worker whose lease ran out, or whose sheet was asked for anew, keeps nothing."""
    if not release(leased):
        return None
    leased.state, leased.fingerprint, leased.content = BuildState.READY, fingerprint, content
    leased.built_at = timezone.now()
    leased.save(update_fields=["state", "fingerprint", "content", "built_at"])
    return leased
