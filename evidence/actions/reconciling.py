"""Brings rows and files together again: what a crash, a full disk or a stray hand left apart.

Everything here can run at any time and any number of times, beside uploads, checks and takedowns.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from evidence.actions.abandoning import abandon_file, abandoned
from evidence.actions.checking import queue_check
from evidence.actions.previewing import queue_preview, without_preview
from evidence.actions.takedown import remove_files
from evidence.domain.findings import Code, Finding
from evidence.enums import Damage, EvidenceKind, EvidenceState
from evidence.models import Evidence, FileToRemove, LinkVisit
from evidence.storage.places import FOLDERS, path_of
from foundation.audit.actions import record
from foundation.files import remove

# An upload or a check that is at work right now has files that no row names yet.
GRACE = timedelta(hours=24)
KEEP_REJECTED = timedelta(days=30)
_BATCH = 500
_AT_REST = (
    EvidenceState.QUARANTINED,
    EvidenceState.REJECTED,
    EvidenceState.CLEAN,
    EvidenceState.PUBLISHED,
)
_CODES = {Damage.MISSING: Code.FILE_MISSING, Damage.CHANGED: Code.FILE_CHANGED}


def reconcile(*, now: datetime, sample: int | None = 0, dry_run: bool = False) -> Iterator[Finding]:
    """Find and mend, one finding at a time; `sample` files are hashed again (None: all of them).

    A dry run changes nothing and tells what it would do.
    """
    yield from find_missing(dry_run=dry_run)
    yield from find_missing_copies()
    yield from hash_again(_longest_unhashed(sample), now=now, dry_run=dry_run)
    yield from hash_copies_again(sample)
    yield from purge_rejected(now=now, dry_run=dry_run)
    yield from abandon_uploads(now=now, dry_run=dry_run)
    yield from remove_unknown_files(now=now, dry_run=dry_run)


def _stored_files() -> QuerySet[Evidence]:
    return Evidence.objects.filter(kind=EvidenceKind.FILE, state__in=_AT_REST)


def _names(evidence: Evidence) -> list[str]:
    return [name for name in (evidence.stored_name, evidence.derivative_name, evidence.preview_name) if name]


def _is_missing(evidence: Evidence) -> bool:
    return not all(path_of(name).exists() for name in _names(evidence))


def find_missing(*, dry_run: bool = False) -> Iterator[Finding]:
    """Every row against the disk; a file that is back is hashed before it counts as healed."""
    for evidence in _stored_files().order_by("pk").iterator(chunk_size=_BATCH):
        if _is_missing(evidence):
            yield from _tell_damage(evidence, Damage.MISSING, dry_run=dry_run)
        elif evidence.damage:
            yield from _tell_damage(evidence, _damage_of(evidence), dry_run=dry_run)


def find_missing_copies() -> Iterator[Finding]:
    """What was kept of linked sources; a damaged copy shows nothing, so it is told and nothing is stored."""
    kept = LinkVisit.objects.exclude(copy_name="", derivative_name="").select_related("evidence")
    for visit in kept.order_by("pk").iterator(chunk_size=_BATCH):
        if not all(path_of(name).exists() for name in (visit.copy_name, visit.derivative_name) if name):
            yield Finding(Code.COPY_MISSING, str(visit.evidence.public_id))


def hash_copies_again(sample: int | None) -> Iterator[Finding]:
    """As many by chance: nothing is stored of them, and each is one of two of its link."""
    kept = LinkVisit.objects.exclude(copy_name="").exclude(sha256="").select_related("evidence")
    for visit in kept.order_by("?")[:sample]:
        path = path_of(visit.copy_name)
        if path.exists() and _digest(path) != visit.sha256:
            yield Finding(Code.COPY_CHANGED, str(visit.evidence.public_id))


def _longest_unhashed(sample: int | None) -> Iterable[int]:
    oldest_first = _stored_files().filter(damage="").order_by(F("hashed_at").asc(nulls_first=True), "pk")
    return list(oldest_first.values_list("pk", flat=True)[:sample])


def hash_again(pks: Iterable[int], *, now: datetime, dry_run: bool = False) -> Iterator[Finding]:
    """What is missing is left to `find_missing`."""
    for pk in pks:
        evidence = _stored_files().filter(pk=pk).first()
        if evidence is None or _is_missing(evidence):
            continue
        yield from _tell_damage(evidence, _damage_of(evidence), dry_run=dry_run)
        if not dry_run:
            Evidence.objects.filter(pk=pk).update(hashed_at=now)


def _damage_of(evidence: Evidence) -> Damage | None:
    """Reads the files; slow for many."""
    if _is_missing(evidence):
        return Damage.MISSING
    hashes = ((evidence.stored_name, evidence.sha256), (evidence.derivative_name, evidence.derivative_sha256))
    changed = any(name and sha256 and _digest(path_of(name)) != sha256 for name, sha256 in hashes)
    return Damage.CHANGED if changed else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tell_damage(evidence: Evidence, damage: Damage | None, *, dry_run: bool) -> Iterator[Finding]:
    if damage == (evidence.damage or None) and damage is None:
        return
    if not dry_run and damage != (evidence.damage or None) and not _store_damage(evidence, damage):
        return
    yield Finding(_CODES[damage] if damage else Code.HEALED, str(evidence.public_id))


@transaction.atomic
def _store_damage(evidence: Evidence, damage: Damage | None) -> bool:
    """False if the row has moved on since its files were looked at: the next run sees it as it is then."""
    found = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if (found.state, _names(found)) != (evidence.state, _names(evidence)):
        return False
    found.damage = damage or ""
    found.save(update_fields=["damage"])
    facts = {"damage": found.damage} if damage else {}
    record(action="evidence.damaged" if damage else "evidence.healed", by=None, target=found, data=facts)
    return True


def purge_rejected(*, now: datetime, dry_run: bool = False) -> Iterator[Finding]:
    """Bytes of what was rejected long ago; row, reason and hash stay."""
    old = Evidence.objects.filter(state=EvidenceState.REJECTED, received_at__lt=now - KEEP_REJECTED)
    for evidence in old.exclude(stored_name="").order_by("pk").iterator(chunk_size=_BATCH):
        if not dry_run:
            _purge(evidence, now)
        yield Finding(Code.REJECTED_PURGED, str(evidence.public_id))


@transaction.atomic
def _purge(evidence: Evidence, now: datetime) -> None:
    found = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if found.state != EvidenceState.REJECTED or not found.stored_name:
        return
    FileToRemove.objects.create(evidence=found, name=found.stored_name, since=now)
    found.stored_name = found.damage = ""
    found.save(update_fields=["stored_name", "damage"])
    record(action="evidence.purged", by=None, target=found)
    transaction.on_commit(partial(remove_files, evidence=found), robust=True)


def abandon_uploads(*, now: datetime, dry_run: bool = False) -> Iterator[Finding]:
    for evidence in abandoned(now).order_by("pk").iterator(chunk_size=_BATCH):
        if dry_run or abandon_file(evidence=evidence, by=None):
            yield Finding(Code.UPLOAD_ABANDONED, str(evidence.public_id))


def remove_unknown_files(*, now: datetime, dry_run: bool = False) -> Iterator[Finding]:
    """Files and folders that no row names, once they are older than the grace period."""
    code = Code.UNKNOWN_FILE if dry_run else Code.UNKNOWN_FILE_REMOVED
    found = _entries(Path(settings.EVIDENCE_ROOT))
    while entries := list(islice(found, _BATCH)):
        known = _named_by_rows([name for name, _ in entries])
        for name, path in entries:
            if name in known or not _is_older(path, now - GRACE):
                continue
            if not dry_run:
                remove(path)
            yield Finding(code, name)


def _entries(root: Path) -> Iterator[tuple[str, Path]]:
    """What lies in our own folders of the store: (name below it, path)."""
    for folder in (root / name for name in FOLDERS):
        for path in folder.iterdir() if folder.is_dir() else ():
            yield path.relative_to(root).as_posix(), path


def _named_by_rows(names: list[str]) -> set[str]:
    rows = Evidence.objects.filter(
        Q(stored_name__in=names) | Q(derivative_name__in=names) | Q(preview_name__in=names)
    ).values_list("stored_name", "derivative_name", "preview_name")
    copies = LinkVisit.objects.filter(Q(copy_name__in=names) | Q(derivative_name__in=names))
    known = {name for row in rows for name in row}
    known |= {name for row in copies.values_list("copy_name", "derivative_name") for name in row}
    known |= set(FileToRemove.objects.filter(name__in=names).values_list("name", flat=True))
    return known | _arriving(names)


def _arriving(names: list[str]) -> set[str]:
    """Bytes of an upload bear the public id of their row, with `.part` behind it until all have come."""
    ids = {}
    for name in names:
        with suppress(ValueError):
            ids[name] = UUID(Path(name).name.removesuffix(".part"))
    receiving = Evidence.objects.filter(state=EvidenceState.RECEIVING, public_id__in=set(ids.values()))
    open_ids = set(receiving.values_list("public_id", flat=True))
    return {name for name, public_id in ids.items() if public_id in open_ids}


def _is_older(path: Path, than: datetime) -> bool:
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC) < than
    except FileNotFoundError:
        return False


@transaction.atomic
def try_check_again(*, public_id: UUID) -> bool:
    """For a file whose check or preview failed too often, once the cause is gone; False if it waits for neither."""
    waiting = Evidence.objects.filter(state=EvidenceState.QUARANTINED) | without_preview()
    found = waiting.select_for_update().filter(public_id=public_id, lease_until__isnull=True).first()
    if found is None:
        return False
    found.attempts, found.last_error = 0, ""
    found.save(update_fields=["attempts", "last_error"])
    record(action="evidence.retried", by=None, target=found)
    queue = queue_check if found.state == EvidenceState.QUARANTINED else queue_preview
    queue(found)
    return True
