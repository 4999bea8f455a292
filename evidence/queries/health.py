"""How the machine behind the proofs is doing: queue, leases, disk, folders, scanner, visits of links."""

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from evidence.actions.previewing import without_preview
from evidence.domain.findings import Code, Finding
from evidence.enums import EvidenceState
from evidence.models import Evidence, FileToRemove
from evidence.scanner import ScannerState, scanner_state
from evidence.storage.places import FOLDERS, path_of
from foundation.formats import file_size
from foundation.jobs.leases import MOST_ATTEMPTS, expired
from foundation.jobs.queue import BACKGROUND

# The sweeper runs every five minutes and the worker all the time: longer than this, one of them does not.
_STANDS_STILL = timedelta(minutes=30)
_LEFTOVERS = timedelta(hours=24)
LEAST_FREE_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Health:
    """`oldest_job_at` is when the job that has waited longest was queued."""

    queued: int
    oldest_job_at: datetime | None
    quarantined: int
    free_bytes: int
    scanner: ScannerState
    visits_links: bool


def health() -> Health:
    waiting = DBTaskResult.objects.ready().filter(backend_name=BACKGROUND)
    return Health(
        queued=waiting.count(),
        oldest_job_at=waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first(),
        quarantined=Evidence.objects.filter(state=EvidenceState.QUARANTINED).count(),
        free_bytes=shutil.disk_usage(_nearest_folder()).free,
        scanner=scanner_state(),
        visits_links=settings.VISIT_LINKS,
    )


def _nearest_folder() -> Path:
    """The store itself; on a site without a single file, the folder in which it will be made."""
    root = Path(settings.EVIDENCE_ROOT)
    return next(folder for folder in (root, *root.parents) if folder.is_dir())


def ailments(facts: Health, *, now: datetime) -> Iterator[Finding]:
    yield from _of_checks(now)
    yield from _of_leftovers(now)
    if facts.oldest_job_at is not None and facts.oldest_job_at < now - _STANDS_STILL:
        yield Finding(Code.QUEUE_STANDS_STILL, facts={"count": facts.queued, "since": facts.oldest_job_at})
    if facts.free_bytes < LEAST_FREE_BYTES:
        yield Finding(Code.DISK_NEARLY_FULL, facts={"free": file_size(facts.free_bytes)})
    if facts.scanner.is_trusted is False:
        yield Finding(Code.SCANNER_DOWN, facts={"problem": facts.scanner.problem})
    yield from _of_folders()


def _of_checks(now: datetime) -> Iterator[Finding]:
    quarantined = Evidence.objects.filter(state=EvidenceState.QUARANTINED)
    for code, waiting in ((Code.CHECK_GAVE_UP, quarantined), (Code.PREVIEW_GAVE_UP, without_preview())):
        given_up = expired(waiting, now).filter(attempts__gte=MOST_ATTEMPTS)
        for evidence in given_up.order_by("pk").iterator():
            facts = {"attempts": evidence.attempts, "error": evidence.last_error}
            yield Finding(code, str(evidence.public_id), facts)
        overdue = waiting.filter(attempts__lt=MOST_ATTEMPTS, lease_until__lt=now - _STANDS_STILL)
        for evidence in overdue.order_by("pk").iterator():
            yield Finding(Code.LEASE_RAN_OUT, str(evidence.public_id), {"since": evidence.lease_until})


def _of_leftovers(now: datetime) -> Iterator[Finding]:
    for file in FileToRemove.objects.filter(since__lt=now - _LEFTOVERS).iterator():
        yield Finding(Code.BYTES_NOT_REMOVED, file.name, {"since": file.since})


def _of_folders() -> Iterator[Finding]:
    for folder in (path_of(name) for name in FOLDERS):
        mode = stat.S_IMODE(folder.stat().st_mode) if folder.is_dir() else 0
        if mode & 0o077:
            yield Finding(Code.FOLDER_OPEN, folder.name, {"mode": f"{mode:04o}"})
