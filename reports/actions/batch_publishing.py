"""Publishing the reports of many regions: each by itself, so that what is refused holds up no other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from foundation.audit.actions import record
from reports.actions.filling import queue_filling
from reports.actions.publishing import publish_report
from reports.actions.requesting import ReportRefused, retry_report
from reports.enums import BatchState, BuildState
from reports.models import ReportBatch, ReportBuild
from reports.permissions import may_build_reports


@dataclass(frozen=True, slots=True)
class BatchPublished:
    """`refused` are versions with the sentence that says why."""

    published: int
    refused: tuple[tuple[ReportBuild, str], ...]


def publish_batch(
    *, batch: ReportBatch, fingerprints: Mapping[int, str], by: User, at: datetime
) -> BatchPublished:
    """`fingerprints` are what the person saw, by build; what is not of the batch is left alone. Raises PermissionDenied."""
    if not may_build_reports(by):
        raise PermissionDenied
    published, refused = 0, []
    chosen = batch.builds.filter(pk__in=fingerprints).select_related("report")
    for build in chosen.order_by("report__region__code", "pk"):
        try:
            publish_report(build=build, by=by, at=at, fingerprint=fingerprints[build.pk])
            published += 1
        except ReportRefused as refusal:
            refused.append((build, str(refusal)))
    return BatchPublished(published, tuple(refused))


def retry_batch(*, batch: ReportBatch, by: User) -> int:
    """All of it that failed and still may; how many. Goes on asking, too, where that failed. Raises PermissionDenied."""
    if not may_build_reports(by):
        raise PermissionDenied
    _fill_again(batch, by)
    return sum(_is_tried_again(build, by) for build in batch.builds.filter(state=BuildState.FAILED))


@transaction.atomic
def _fill_again(batch: ReportBatch, by: User) -> None:
    failed = ReportBatch.objects.filter(pk=batch.pk, state=BatchState.FAILED)
    if failed.update(state=BatchState.FILLING, attempts=0, last_error=""):
        record(action="report_batch.retried", by=by, target=batch)
        queue_filling(batch)


def _is_tried_again(build: ReportBuild, by: User) -> bool:
    """Not where another version was published meanwhile: that asks for a reason of its own."""
    try:
        retry_report(build=build, by=by)
    except ReportRefused:
        return False
    return True
