"""Building a version: gather, draw, store. Whoever dies on the way leaves nothing that counts."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actions import record
from foundation.faults import fail_point
from foundation.jobs.leases import extend, release, take_lease
from reports.actions.requesting import queue_build
from reports.builder import BuildCancelled, BuildFailed, DrawnReport, Tell, draw
from reports.document.payload import fingerprint
from reports.enums import UNFINISHED_STATES, BuildState, FileFormat
from reports.models import ReportBuild, ReportFile
from reports.notifications import tell_who_waits
from reports.payload import Assembled, assemble
from reports.queries.finding import previous_payload, replaced_by
from reports.storage import StoredFile, clear, discard, store_files, unknown_files, workplace
from reports.subject import subject_of

logger = logging.getLogger(__name__)

# Renewed while it goes on, so a dead worker is noticed after that long, however long a build takes.
BUILD_LEASE_SECONDS = 180
MOST_ATTEMPTS = 3
SECONDS_BETWEEN_WRITES = 1
# Longer than any build takes from its first file to its row.
LEFT_BEHIND_AFTER = timedelta(hours=1)


class LeaseLost(Exception):
    """This worker was given up on: its successor's work counts."""


def build_report(*, build: ReportBuild, now: datetime, tell: Tell | None = None) -> ReportBuild | None:
    """Outside any transaction; None if somebody else does or has done it.

    The record ends as READY, as CANCELLED, or as FAILED with its reason; `tell` hears every step.
    """
    unfinished = ReportBuild.objects.filter(state__in=UNFINISHED_STATES)
    leased = take_lease(unfinished, build.pk, now=now, seconds=BUILD_LEASE_SECONDS)
    if leased is None:
        return None
    if leased.is_cancelled:
        return _end(leased, BuildState.CANCELLED)
    _start(leased)
    try:
        return _build(leased, _Progress(leased, now, tell))
    except LeaseLost:
        return None
    except BuildCancelled:
        return _end(leased, BuildState.CANCELLED)
    except Exception as error:
        logger.exception("report %s could not be built", leased.pk)
        return _end(leased, BuildState.FAILED, error=error)


def _build(leased: ReportBuild, progress: "_Progress") -> ReportBuild | None:
    assembled = _assembled(leased, progress)
    content = assembled.payload.to_bytes()
    fail_point("report.after_payload")
    with TemporaryDirectory(dir=workplace(), prefix=f"{leased.pk}-") as folder:
        drawn = draw(content, folder=Path(folder), tell=progress, is_cancelled=progress.is_cancelled)
        fail_point("report.after_drawing")
        stored = store_files(drawn)
    fail_point("report.after_files")
    return _finish(leased, stored, drawn, assembled, payload_sha256=fingerprint(content))


def _assembled(leased: ReportBuild, progress: "_Progress") -> Assembled:
    report = leased.report
    return assemble(
        subject_of(report),
        today=timezone.localdate(progress.now),
        gathered_at=progress.now,
        version=leased.version,
        replaces=replaced_by(leased),
        texts=report.texts.select_related("commitment"),
        previous=previous_payload(report),
        tell=progress,
    )


@dataclass
class _Progress:
    """What is being done, into the row at most once a second; it renews the lease and hears of a cancel."""

    leased: ReportBuild
    now: datetime
    tell: Tell | None
    _clock: Callable[[], float] = field(default=time.monotonic)
    _started: float = field(init=False)
    _written: float = field(init=False, default=float("-inf"))
    _told: tuple[str, int, int] = field(init=False, default=("", 0, 0))
    _is_cancelled: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self._started = self._clock()

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        """Raises LeaseLost, BuildCancelled."""
        self._told = (step, done, of)
        if self.tell is not None:
            self.tell(step, done, of)
        if self.is_cancelled():
            raise BuildCancelled

    def is_cancelled(self) -> bool:
        """Asked again and again while a report is drawn. Raises LeaseLost."""
        if self._clock() - self._written >= SECONDS_BETWEEN_WRITES:
            self._write()
            self._written = self._clock()
        return self._is_cancelled

    def _write(self) -> None:
        step, done, of = self._told
        until = self.now + timedelta(seconds=self._clock() - self._started + BUILD_LEASE_SECONDS)
        if not extend(self.leased, until, step=step[:120], done=done, steps=of):
            raise LeaseLost
        mine = ReportBuild.objects.filter(pk=self.leased.pk)
        self._is_cancelled = mine.filter(is_cancelled=True).exists()


@transaction.atomic
def _start(leased: ReportBuild) -> None:
    """A second try after a dead worker begins anew; it is told once more."""
    held = ReportBuild.objects.filter(pk=leased.pk, lease_until=leased.lease_until)
    if held.update(state=BuildState.BUILDING, step="", done=0, steps=0):
        record(action="report.started", by=None, target=leased)


def _finish(
    leased: ReportBuild,
    stored: Iterable[StoredFile],
    drawn: DrawnReport,
    assembled: Assembled,
    *,
    payload_sha256: str,
) -> ReportBuild | None:
    """A worker whose lease ran out keeps nothing: its successor's files count."""
    with transaction.atomic():
        if release(leased):
            values = {
                "state": BuildState.READY,
                "payload_sha256": payload_sha256,
                "pages": next((file.pages for file in drawn.files if file.format == FileFormat.PDF), None),
                "as_of": date.fromisoformat(assembled.payload.as_of),
                "made_with": drawn.made_with,
            }
            _keep(leased, values)
            ReportFile.objects.bulk_create(
                ReportFile(build=leased, format=one.format, name=one.name, sha256=one.sha256, size=one.size)
                for one in stored
            )
            leased.evidence.set(assembled.evidence_ids)
            record(action="report.built", by=None, target=leased, data={"sha256": payload_sha256})
            tell_who_waits(leased)
            fail_point("report.before_commit")
            return leased
    for one in stored:
        discard(one.name)
    return None


@transaction.atomic
def _end(leased: ReportBuild, state: BuildState, error: Exception | None = None) -> ReportBuild | None:
    """Without files. That it was cancelled is logged with the wish."""
    if not release(leased, error=_sentence(error) if error else ""):
        return None
    _keep(leased, {"state": state})
    if error is not None:
        record(action="report.failed", by=None, target=leased, data={"error": type(error).__name__})
        tell_who_waits(leased)
    return leased


def _keep(leased: ReportBuild, values: dict[str, Any]) -> None:
    values |= {"finished_at": timezone.now(), "step": "", "done": 0, "steps": 0}
    for name, value in values.items():
        setattr(leased, name, value)
    leased.save(update_fields=list(values))


def _sentence(error: Exception) -> str:
    if isinstance(error, BuildFailed):
        return str(error)
    if isinstance(error, OSError):
        return _(
            "Berkas tidak dapat disimpan (%(error)s): periksa ruang disk dan izin folder laporan, lalu coba lagi."
        ) % {"error": error.strerror or type(error).__name__}
    return _(
        "Laporan gagal disusun (%(error)s). Coba lagi; bila tetap gagal, sampaikan nomor laporan ini ke pengelola."
    ) % {"error": type(error).__name__}


def give_up(*, build: ReportBuild) -> None:
    """Of a report whose workers died again and again: it waits for a person instead."""
    sentence = _("Penyusunan terhenti %(count)s kali. Coba lagi dengan cakupan yang lebih kecil.") % {
        "count": MOST_ATTEMPTS
    }
    with transaction.atomic():
        abandoned = ReportBuild.objects.filter(
            pk=build.pk, lease_until=build.lease_until, state__in=UNFINISHED_STATES
        )
        if abandoned.update(state=BuildState.FAILED, last_error=sentence, lease_until=None):
            build.refresh_from_db()
            _keep(build, {"state": BuildState.FAILED})
            record(action="report.failed", by=None, target=build, data={"attempts": MOST_ATTEMPTS})
            tell_who_waits(build)


def remove_left_behind(now: datetime) -> int:
    """Files of builds that died before anything named them; how many are gone now."""
    known = frozenset(ReportFile.objects.exclude(name="").values_list("name", flat=True))
    return clear(unknown_files(known, before=now - LEFT_BEHIND_AFTER))


def requeue(builds: Iterable[ReportBuild]) -> int:
    """For the sweep: give each to the workers again; how many."""
    found = list(builds)
    for build in found:
        queue_build(build)
    return len(found)
