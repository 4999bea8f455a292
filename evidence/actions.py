"""The one way in for proofs, and every step that they take afterwards."""

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from accounts.models import User
from evidence.checks import CheckFailed, Cleaned, clean_file
from evidence.domain.publication import apply, may_be_published
from evidence.enums import EvidenceKind, EvidenceState, KipClass, Visibility
from evidence.models import Evidence
from evidence.uploads import (
    StoredFile,
    UploadRefused,
    discard,
    extension_of,
    refuse_by_size,
    stream_to_quarantine,
)
from foundation.audit.actions import record
from foundation.jobs.leases import release, take_lease
from foundation.jobs.queue import enqueue_after_commit
from institutions.models import Institution

CHECK_LEASE_SECONDS = 300
_NAME_LENGTH = 255
_LINK_SCHEMES = ("http", "https")


def receive_file(
    *,
    file: File,
    title: str,
    institution: Institution,
    by: User,
    at: datetime,
    idempotency_key: str = "",
    document_date: date | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    kip_class: KipClass = KipClass.ANYTIME,
) -> Evidence:
    """Take the bytes to disk, then write the row, its log entry and its job in one transaction.

    The same key of the same person again gives the same row. Who may send for `institution` is the
    caller's question. Raises UploadRefused. Do not call it inside a transaction: bytes are slow.
    """
    key = _own_key(by, idempotency_key)
    known = Evidence.objects.filter(idempotency_key=key).first() if key else None
    if known is not None:
        return known
    original_name = Path(file.name or "").name[-_NAME_LENGTH:]
    extension_of(original_name)
    refuse_by_size(getattr(file, "size", None))
    return _record_once(
        stream_to_quarantine(file.chunks()),
        title=(title.strip() or original_name)[:_NAME_LENGTH],
        original_name=original_name,
        institution=institution,
        uploader=by,
        received_at=at,
        idempotency_key=key,
        document_date=document_date,
        visibility=visibility,
        kip_class=kip_class,
    )


def _own_key(by: User, key: str) -> str | None:
    """A key means something only together with who made it: nobody gets another's row by guessing."""
    return hashlib.sha256(f"{by.pk}:{key}".encode()).hexdigest() if key else None


def _record_once(stored: StoredFile, *, idempotency_key: str | None, **fields: Any) -> Evidence:
    try:
        return _record_file(stored, idempotency_key=idempotency_key, **fields)
    except IntegrityError:
        # The same file was sent twice at the same moment: the other request was first.
        discard(stored.name)
        if idempotency_key is None:
            raise
        return Evidence.objects.get(idempotency_key=idempotency_key)


@transaction.atomic
def _record_file(stored: StoredFile, **fields: Any) -> Evidence:
    evidence = Evidence.objects.create(
        kind=EvidenceKind.FILE,
        state=apply(EvidenceState.RECEIVING, "store"),
        stored_name=stored.name,
        size=stored.size,
        sha256=stored.sha256,
        **fields,
    )
    facts = {"sha256": stored.sha256, "size": stored.size}
    record(action="evidence.received", by=evidence.uploader, target=evidence, data=facts)
    queue_check(evidence)
    return evidence


def queue_check(evidence: Evidence) -> None:
    # By its name: the task calls the actions below, so it stands above this module.
    enqueue_after_commit(import_string("evidence.tasks.check_evidence"), evidence.pk)


@transaction.atomic
def record_link(
    *,
    url: str,
    title: str,
    institution: Institution,
    by: User,
    at: datetime,
    document_date: date | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    kip_class: KipClass = KipClass.ANYTIME,
) -> Evidence:
    """Raises UploadRefused for what is no web address."""
    url = url.strip()
    try:
        URLValidator(schemes=_LINK_SCHEMES)(url)
    except ValidationError as error:
        raise UploadRefused("link_invalid") from error
    evidence = Evidence.objects.create(
        kind=EvidenceKind.LINK,
        state=apply(EvidenceState.RECEIVING, "record_link"),
        url=url,
        title=(title.strip() or url)[:_NAME_LENGTH],
        institution=institution,
        uploader=by,
        received_at=at,
        document_date=document_date,
        visibility=visibility,
        kip_class=kip_class,
    )
    record(action="evidence.received", by=by, target=evidence, data={"kind": EvidenceKind.LINK})
    return evidence


def check_received_file(*, pk: int, now: datetime) -> Evidence | None:
    """One step of the job: inspect the file outside any transaction, then store the outcome.

    None if there is nothing to do: already checked, or another worker is at it.
    """
    leased = take_lease(
        Evidence.objects.filter(state=EvidenceState.QUARANTINED), pk, now=now, seconds=CHECK_LEASE_SECONDS
    )
    if leased is None:
        return None
    try:
        cleaned = clean_file(leased.stored_name, extension_of(leased.original_name))
    except CheckFailed as failure:
        return _store_outcome(leased, "reject", state_reason=failure.code)
    except OSError as error:
        # The disk is to blame, not the sender: the file waits for the next sweep.
        release(leased, error=type(error).__name__)
        return None
    stored = _store_outcome(leased, "clear", derivative=cleaned)
    if stored is None:
        discard(cleaned.name)
    return stored


@transaction.atomic
def _store_outcome(
    leased: Evidence, transition: str, *, state_reason: str = "", derivative: Cleaned | None = None
) -> Evidence | None:
    if not release(leased):
        return None
    leased.state = apply(EvidenceState(leased.state), transition)
    leased.state_reason = state_reason
    if derivative is not None:
        leased.derivative_name = derivative.name
        leased.content_type = derivative.content_type
    leased.save(update_fields=["state", "state_reason", "derivative_name", "content_type"])
    record(action=f"evidence.{transition}", by=None, target=leased, data={"reason": state_reason})
    return leased


@transaction.atomic
def publish_evidence(*, evidence: Evidence, by: User, at: datetime) -> bool:
    """Let the public open what a review accepted; False if it stays internal or is not clean."""
    found = Evidence.objects.select_for_update().get(pk=evidence.pk)
    open_to_all = may_be_published(Visibility(found.visibility), KipClass(found.kip_class))
    if found.state != EvidenceState.CLEAN or not open_to_all:
        return False
    found.state = apply(EvidenceState.CLEAN, "publish")
    found.published_at = at
    found.save(update_fields=["state", "published_at"])
    record(action="evidence.published", by=by, target=found)
    return True
