"""How a proof arrives: bytes come to rest first, then the row, its log entry and its job, in one transaction."""

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction

from accounts.models import User
from evidence.actions.checking import queue_check
from evidence.domain.publication import apply
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
from institutions.models import Institution

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
