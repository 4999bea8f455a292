"""Asking for a report and building it. The record is the truth, the queue only a hint."""

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.audit.actions import record
from foundation.formats import long_date
from foundation.jobs.leases import release, take_lease
from foundation.jobs.queue import enqueue_after_commit
from institutions.models import Institution, Region
from renaksi.models import ActionPlan, ReportingPeriod
from reports.enums import UNFINISHED_STATES, BuildState
from reports.models import ReportBuild
from reports.payload import ProgressReport, progress_report
from reports.pdf import PdfUnavailable
from reports.permissions import may_build_reports
from reports.rendering import render_report
from reports.scope import Scope, scope_of
from reports.storage import StoredReport, discard, store

logger = logging.getLogger(__name__)

# Ten times what a hundred commitments take; after that another worker may try.
BUILD_LEASE_SECONDS = 900
MOST_ATTEMPTS = 3

Progress = Callable[[str], None]


class ReportRefused(Exception):
    """`str()` is one sentence: what is wrong and what is allowed."""


def request_report(
    *,
    plan: ActionPlan,
    period: ReportingPeriod | None = None,
    region: Region | None = None,
    institution: Institution | None = None,
    by: User | None,
) -> ReportBuild:
    """Queue a report; an identical one that is still under way is joined instead.

    `by` is None for the command line. Raises PermissionDenied, ReportRefused.
    """
    if by is not None and not may_build_reports(by):
        raise PermissionDenied
    scope = Scope(plan, period, region, institution)
    _refuse_empty(scope, timezone.localdate())
    with transaction.atomic():
        # Two requests at the same moment: the second waits here and then finds the first.
        ActionPlan.objects.select_for_update().get(pk=plan.pk)
        wanted = {"plan": plan, "period": period, "region": region, "institution": institution}
        running = ReportBuild.objects.filter(**_same(wanted), state__in=UNFINISHED_STATES).first()
        if running is not None:
            return running
        build = ReportBuild.objects.create(requested_by=by, **wanted)
        record(action="report.requested", by=by, target=build, data=_told(scope))
        queue_build(build)
    return build


def _same(wanted: Mapping[str, object]) -> dict[str, object]:
    """SQL's NULL equals nothing: a blank choice is asked for by name."""
    return {name if value else f"{name}__isnull": value or True for name, value in wanted.items()}


def _told(scope: Scope) -> dict[str, str]:
    period = f"{scope.period.code}-{scope.period.year}" if scope.period else ""
    chosen = {"plan": scope.plan.slug, "period": period}
    region = scope.region.code if scope.region else ""
    return {**chosen, "region": region, "institution": scope.institution.slug if scope.institution else ""}


def _refuse_empty(scope: Scope, today: date) -> None:
    if scope.period and scope.period.plan_id != scope.plan.pk:
        raise ReportRefused(
            _("Periode itu bukan milik rencana aksi ini: pilih periode dari rencana yang sama.")
        )
    if scope.period and scope.period.starts_on > today:
        raise ReportRefused(
            _("Periode %(period)s baru mulai %(date)s: pilih periode yang sudah berjalan.")
            % {"period": scope.period, "date": long_date(scope.period.starts_on)}
        )
    if not scope.commitments().exists():
        raise ReportRefused(
            _(
                "Tidak ada komitmen terbit dalam pilihan itu: longgarkan daerah atau instansi, atau terbitkan komitmennya."
            )
        )


def queue_build(build: ReportBuild) -> None:
    # By its name: the task calls the actions below, so it stands above this module.
    enqueue_after_commit(import_string("reports.tasks.build_queued_report"), build.pk)


def retry_report(*, build: ReportBuild, by: User) -> ReportBuild:
    """Try a failed report again, or join an identical one that is under way. Raises PermissionDenied."""
    if not may_build_reports(by):
        raise PermissionDenied
    with transaction.atomic():
        ActionPlan.objects.select_for_update().get(pk=build.plan_id)
        found = ReportBuild.objects.select_for_update().get(pk=build.pk)
        wanted = {name: getattr(found, name) for name in ("plan", "period", "region", "institution")}
        running = ReportBuild.objects.filter(**_same(wanted), state__in=UNFINISHED_STATES).first()
        if running is not None or found.state != BuildState.FAILED:
            return running or found
        found.state, found.attempts, found.lease_until, found.last_error = BuildState.QUEUED, 0, None, ""
        found.save(update_fields=["state", "attempts", "lease_until", "last_error"])
        record(action="report.retried", by=by, target=found)
        queue_build(found)
    return found


def build_report(
    *, build: ReportBuild, now: datetime, progress: Progress | None = None
) -> ReportBuild | None:
    """Gather, lay out and store, outside any transaction; None if somebody else does or has done it.

    The record ends as READY or as FAILED with its reason.
    """
    unfinished = ReportBuild.objects.filter(state__in=UNFINISHED_STATES)
    leased = take_lease(unfinished, build.pk, now=now, seconds=BUILD_LEASE_SECONDS)
    if leased is None:
        return None
    _start(leased)
    scope = scope_of(leased)
    today = timezone.localdate(now)
    try:
        report = _gathered(scope, today, progress)
        document = render_report(report, progress)
        stored = store(document.content)
    except PdfUnavailable as error:
        return _fail(leased, error, str(error))
    except Exception as error:
        logger.exception("report %s could not be built", leased.pk)
        return _fail(leased, error, _failure_sentence(error))
    return _finish(leased, stored, report, pages=document.pages)


@transaction.atomic
def _start(leased: ReportBuild) -> None:
    """A second try after a dead worker begins anew; it is told once more."""
    held = ReportBuild.objects.filter(pk=leased.pk, lease_until=leased.lease_until)
    if held.update(state=BuildState.BUILDING):
        record(action="report.started", by=None, target=leased)


def _gathered(scope: Scope, today: date, progress: Progress | None) -> ProgressReport:
    tell = progress or (lambda _step: None)
    tell(_("Mengumpulkan angka"))
    report = progress_report(scope, today=today)
    tell(_("Menyusun %(commitments)s komitmen") % {"commitments": len(report.sections)})
    return report


def _failure_sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return _(
            "Berkas tidak dapat disimpan (%(error)s): periksa ruang disk dan izin folder laporan, lalu coba lagi."
        ) % {"error": error.strerror or type(error).__name__}
    return _(
        "Laporan gagal disusun (%(error)s). Coba lagi; bila tetap gagal, sampaikan nomor laporan ini ke pengelola."
    ) % {"error": type(error).__name__}


@transaction.atomic
def _fail(leased: ReportBuild, error: Exception, sentence: str) -> ReportBuild | None:
    if not release(leased, error=sentence):
        return None
    leased.state = BuildState.FAILED
    leased.finished_at = timezone.now()
    leased.save(update_fields=["state", "finished_at"])
    record(action="report.failed", by=None, target=leased, data={"error": type(error).__name__})
    return leased


def _finish(
    leased: ReportBuild, stored: StoredReport, report: ProgressReport, *, pages: int
) -> ReportBuild | None:
    """A worker whose lease ran out keeps nothing: its successor's file counts."""
    with transaction.atomic():
        if release(leased):
            leased.state = BuildState.READY
            leased.file_name, leased.sha256, leased.size = stored.name, stored.sha256, stored.size
            leased.pages, leased.as_of, leased.finished_at = pages, report.as_of, timezone.now()
            leased.save(
                update_fields=["state", "file_name", "sha256", "size", "pages", "as_of", "finished_at"]
            )
            leased.evidence.set(report.evidence_ids)
            record(
                action="report.built", by=None, target=leased, data={"sha256": stored.sha256, "pages": pages}
            )
            return leased
    discard(stored.name)
    return None


def give_up(*, build: ReportBuild) -> None:
    """Of a report whose workers died again and again: it waits for a person instead."""
    sentence = _("Penyusunan terhenti %(count)s kali. Coba lagi dengan cakupan yang lebih kecil.") % {
        "count": MOST_ATTEMPTS
    }
    with transaction.atomic():
        abandoned = ReportBuild.objects.filter(
            pk=build.pk, lease_until=build.lease_until, state__in=UNFINISHED_STATES
        )
        values = {
            "state": BuildState.FAILED,
            "last_error": sentence,
            "finished_at": timezone.now(),
            "lease_until": None,
        }
        if abandoned.update(**values):
            record(action="report.failed", by=None, target=build, data={"attempts": MOST_ATTEMPTS})


@transaction.atomic
def withdraw_report(*, build: ReportBuild, by: User, at: datetime) -> ReportBuild | None:
    """Nobody can download it from now on; the report that replaces it, unless there is nothing left to report.

    Its file goes after the commit, or with the next sweep. Raises PermissionDenied, ReportRefused.
    """
    if not may_build_reports(by):
        raise PermissionDenied
    found = ReportBuild.objects.select_for_update().get(pk=build.pk)
    if found.state != BuildState.READY:
        raise ReportRefused(_("Laporan ini sudah ditarik."))
    found.state, found.withdrawn_by, found.withdrawn_at = BuildState.WITHDRAWN, by, at
    found.save(update_fields=["state", "withdrawn_by", "withdrawn_at"])
    record(action="report.withdrawn", by=by, target=found)
    transaction.on_commit(remove_withdrawn, robust=True)
    wanted = {name: getattr(found, name) for name in ("plan", "period", "region", "institution")}
    try:
        return request_report(**wanted, by=by)
    except ReportRefused:
        return None


def remove_withdrawn() -> int:
    """The files of withdrawn reports, however often it runs; how many are gone now. Raises OSError."""
    left = list(ReportBuild.objects.filter(state=BuildState.WITHDRAWN).exclude(file_name=""))
    for build in left:
        discard(build.file_name)
        ReportBuild.objects.filter(pk=build.pk).update(file_name="")
    return len(left)
