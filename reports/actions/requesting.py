"""Asking for a report. The record is the truth, the queue only a hint."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.audit.actions import record
from foundation.formats import long_date
from foundation.jobs.queue import enqueue_after_commit
from reports.domain.outlines import kinds_for, place_in_term, possible_kinds, subjects_for
from reports.enums import PERIODIC_KINDS, UNFINISHED_STATES, BuildState, SubjectKind
from reports.models import Report, ReportBatch, ReportBuild
from reports.permissions import may_build_reports
from reports.queries.finding import newest_public_version
from reports.subject import Subject

_TRY_AGAIN = frozenset({BuildState.FAILED, BuildState.CANCELLED})


class ReportRefused(Exception):
    """`str()` is one sentence: what is wrong and what is allowed."""


def request_report(*, subject: Subject, by: User | None, reason: str = "") -> ReportBuild:
    """Queue a version of a report; one that is still under way is joined instead.

    `by` is None for the command line and for schedules; whoever asks gets a mail when it ends. `reason` says why
    there is a new version of what was published before. Raises PermissionDenied, ReportRefused.
    """
    if by is not None and not may_build_reports(by):
        raise PermissionDenied
    refuse_unfit(subject, timezone.localdate())
    return queue_version(subject=subject, by=by, reason=reason)


def queue_version(
    *, subject: Subject, by: User | None, reason: str = "", batch: ReportBatch | None = None
) -> ReportBuild:
    """Of what somebody was allowed to ask for, and what can be a report. Raises ReportRefused.

    One that another order waits for stays that order's.
    """
    with transaction.atomic():
        report = _report_of(subject)
        running = report.builds.filter(state__in=UNFINISHED_STATES).first()
        if running is not None:
            _join(running, by, batch)
            return running
        build, is_new = ReportBuild.objects.get_or_create(
            report=report,
            state__in=UNFINISHED_STATES,
            defaults={**_version(report, reason), "requested_by": by, "batch": batch},
        )
        if not is_new:
            _join(build, by, batch)
            return build
        # Who ordered many gets one mail when all have ended.
        if by is not None and batch is None:
            build.waiting_for.add(by)
        record(action="report.requested", by=by, target=build, data=_told(report, build))
        queue_build(build)
    return build


def retry_report(*, build: ReportBuild, by: User) -> ReportBuild:
    """Try what failed or was cancelled again, or join what is under way. Raises PermissionDenied, ReportRefused."""
    if not may_build_reports(by):
        raise PermissionDenied
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=build.report_id)
        found = ReportBuild.objects.select_for_update().get(pk=build.pk)
        running = report.builds.filter(state__in=UNFINISHED_STATES).first()
        if running is not None:
            _join(running, by, None)
            return running
        if found.state not in _TRY_AGAIN:
            return found
        anew: dict[str, Any] = {"state": BuildState.QUEUED, "attempts": 0, "lease_until": None}
        anew |= {"last_error": "", "is_cancelled": False, "finished_at": None, "step": "", "done": 0}
        anew |= _version(report, found.reason)
        for name, value in anew.items():
            setattr(found, name, value)
        found.save(update_fields=list(anew))
        if found.batch is None or found.batch.requested_by_id != by.pk:
            found.waiting_for.add(by)
        record(action="report.retried", by=by, target=found)
        queue_build(found)
    return found


def cancel_report(*, build: ReportBuild, by: User) -> ReportBuild:
    """At once if nobody works on it yet, else as soon as its worker notices. Raises PermissionDenied."""
    if not may_build_reports(by):
        raise PermissionDenied
    with transaction.atomic():
        found = ReportBuild.objects.select_for_update().get(pk=build.pk)
        if not found.is_unfinished or found.is_cancelled:
            return found
        found.is_cancelled = True
        if found.state == BuildState.QUEUED and found.lease_until is None:
            found.state, found.finished_at = BuildState.CANCELLED, timezone.now()
        found.save(update_fields=["is_cancelled", "state", "finished_at"])
        record(action="report.cancelled", by=by, target=found)
    return found


def queue_build(build: ReportBuild) -> None:
    # By its name: the task calls the actions, so it stands above this module.
    enqueue_after_commit(import_string("reports.tasks.build_queued_report"), build.pk)


def refuse_unfit(subject: Subject, today: date) -> None:
    """Raises ReportRefused for what can be no report."""
    refuse_kind_and_period(subject, today)
    if not subject.commitments().exists():
        raise ReportRefused(
            _(
                "Tidak ada komitmen terbit dalam pilihan itu: longgarkan daerah atau instansi, atau terbitkan komitmennya."
            )
        )


def refuse_kind_and_period(subject: Subject, today: date) -> None:
    """Of what can be no report, whatever is published. Raises ReportRefused."""
    _refuse_kind(subject)
    if subject.kind in PERIODIC_KINDS:
        _refuse_period(subject, today)
    elif subject.period:
        raise ReportRefused(
            _("“%(kind)s” menceritakan keadaan saat disusun: kosongkan periodenya.")
            % {"kind": subject.kind.label}
        )


def _refuse_kind(subject: Subject) -> None:
    is_monitored = subject.period is not None or subject.plan.periods.exists()
    if subject.kind not in kinds_for(is_monitored=is_monitored):
        raise ReportRefused(
            _("%(plan)s tidak punya periode pelaporan: “%(kind)s” tidak dapat disusun, pilih jenis lain.")
            % {"plan": subject.plan, "kind": subject.kind.label}
        )
    if subject.part not in subjects_for(subject.kind):
        raise ReportRefused(
            _("“%(kind)s” tidak disusun untuk “%(part)s”: pilih jenis atau cakupan lain.")
            % {"kind": subject.kind.label, "part": SubjectKind(subject.part).label}
        )


def _refuse_period(subject: Subject, today: date) -> None:
    period, plan = subject.period, subject.plan
    if period is None:
        raise ReportRefused(
            _("“%(kind)s” berakhir dengan sebuah periode: pilih periodenya.") % {"kind": subject.kind.label}
        )
    if period.plan_id != plan.pk:
        raise ReportRefused(
            _("Periode itu bukan milik rencana aksi ini: pilih periode dari rencana yang sama.")
        )
    if period.starts_on > today:
        raise ReportRefused(
            _("Periode %(period)s baru mulai %(date)s: pilih periode yang sudah berjalan.")
            % {"period": period, "date": long_date(period.starts_on)}
        )
    possible = possible_kinds(period.code, place_in_term(plan.start_on, plan.end_on, period.ends_on))
    if subject.kind not in possible:
        raise ReportRefused(
            _("“%(kind)s” tidak berakhir dengan %(period)s. Yang dapat: %(possible)s.")
            % {
                "kind": subject.kind.label,
                "period": period,
                "possible": ", ".join(str(kind.label) for kind in possible),
            }
        )


def _report_of(subject: Subject) -> Report:
    """Locked: two requests at the same moment follow one another here."""
    about = {
        "kind": subject.kind,
        "plan": subject.plan,
        "period": subject.period,
        "region": subject.region,
        "institution": subject.institution,
        "commitment": subject.commitment,
        "language": subject.language,
    }
    report, is_new = Report.objects.get_or_create(slug=subject.slug, defaults=about)
    if is_new:
        return report
    return Report.objects.select_for_update().get(pk=report.pk)


def _version(report: Report, reason: str) -> dict[str, Any]:
    """Number, predecessor and reason of the next version."""
    newest = newest_public_version(report)
    if newest is None:
        return {"version": 1, "replaces": None, "reason": ""}
    if not reason.strip():
        raise ReportRefused(
            _("Versi %(version)s sudah terbit: tulis alasan mengapa perlu versi baru.")
            % {"version": newest.version}
        )
    return {"version": newest.version + 1, "replaces": newest, "reason": reason.strip()}


def _join(running: ReportBuild, by: User | None, batch: ReportBatch | None) -> None:
    if batch is not None and running.batch_id is None:
        running.batch = batch
        running.save(update_fields=["batch"])
    if by is not None and batch is None and not running.waiting_for.filter(pk=by.pk).exists():
        running.waiting_for.add(by)
        record(action="report.joined", by=by, target=running)


def _told(report: Report, build: ReportBuild) -> dict[str, str | int]:
    return {"report": report.slug, "version": build.version}
