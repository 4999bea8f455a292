"""How a proof arrives: the row first, then its bytes, and only when these are safe its receipt, log entry and job."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from evidence.actions.abandoning import abandon_file
from evidence.actions.checking import queue_check
from evidence.actions.quotas import refuse_over_quota, refuse_too_many_unfinished
from evidence.domain.addresses import refuse_link
from evidence.domain.file_names import sent_name, visible_text
from evidence.domain.link_problems import LinkRefused
from evidence.domain.publication import apply
from evidence.enums import EvidenceKind, EvidenceState, KipClass, Visibility
from evidence.models import Evidence
from evidence.storage.parts import (
    PartGone,
    StoredFile,
    WrongOffset,
    append,
    append_at,
    arrived_bytes,
    at_rest,
    come_to_rest,
    held_part,
)
from evidence.storage.places import discard
from evidence.uploads import UploadRefused, extension_of, refuse_by_size
from foundation.audit.actions import record
from foundation.faults import fail_point
from foundation.receipts import new_receipt
from institutions.models import Institution

_NAME_LENGTH = 255
# Refusals that the same bytes may survive the next time: the fault may have been ours.
SEND_AGAIN = frozenset({"file_missing", "not_inspected"})
_LINK_SCHEMES = ("http", "https")


def announce_file(
    *,
    name: str,
    size: int | None,
    title: str,
    institution: Institution,
    by: User,
    idempotency_key: str = "",
    deadline_on: date | None = None,
    document_date: date | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    kip_class: KipClass = KipClass.ANYTIME,
) -> Evidence:
    """The row of a file whose bytes are still to come; the same key of the same person gives the same row.

    Who may send for `institution` is the caller's question. Raises UploadRefused: nothing is kept then.
    """
    key = _own_key(by, idempotency_key)
    known = _known(key)
    if known is not None:
        return known
    original_name = sent_name(name)[-_NAME_LENGTH:]
    extension_of(original_name)
    refuse_by_size(size)
    try:
        return _announce(
            title=(visible_text(title) or original_name)[:_NAME_LENGTH],
            original_name=original_name,
            announced_size=size,
            institution=institution,
            uploader=by,
            idempotency_key=key,
            deadline_on=deadline_on,
            document_date=document_date,
            visibility=visibility,
            kip_class=kip_class,
        )
    except IntegrityError:
        # The same file was announced twice at the same moment: the other request was first.
        found = _known(key)
        if found is None:
            raise
        return found


def _own_key(by: User, key: str) -> str | None:
    """A key means something only together with who made it: nobody gets another's row by guessing."""
    return hashlib.sha256(f"{by.pk}:{key}".encode()).hexdigest() if key else None


def _known(key: str | None) -> Evidence | None:
    found = Evidence.objects.filter(idempotency_key=key).first() if key else None
    if found is not None and found.state == EvidenceState.TAKEN_DOWN:
        raise UploadRefused("taken_down")
    return None if found is not None and _gave_way(found) else found


def _gave_way(found: Evidence) -> bool:
    """What we lost, or could not inspect, has to be sent again: the same bytes then begin a row of their own."""
    is_ours = bool(found.damage) or found.state_reason in SEND_AGAIN
    return is_ours and bool(Evidence.objects.filter(pk=found.pk).update(idempotency_key=None))


@transaction.atomic
def _announce(*, institution: Institution, **fields: Any) -> Evidence:
    refuse_over_quota(institution, fields["announced_size"] or 0)
    refuse_too_many_unfinished(fields["uploader"])
    evidence = Evidence.objects.create(
        kind=EvidenceKind.FILE, state=EvidenceState.RECEIVING, institution=institution, **fields
    )
    facts = {"size": evidence.announced_size}
    record(action="evidence.announced", by=evidence.uploader, target=evidence, data=facts)
    fail_point("receive.announced_before_commit")
    transaction.on_commit(lambda: fail_point("receive.announced"))
    return evidence


def receive_file(*, file: File, at: datetime, **announced: Any) -> Evidence:
    """All bytes at once, as a plain form sends them; `announced` as of `announce_file` without name and size.

    A form that is sent again begins its part anew. Raises UploadRefused. Do not call it inside a
    transaction: bytes are slow.
    """
    evidence = announce_file(name=file.name or "", size=getattr(file, "size", None), **announced)
    if evidence.state != EvidenceState.RECEIVING:
        return evidence
    try:
        stored = at_rest(evidence) or _written_anew(evidence, file)
        return _record_received(evidence, stored, at) if stored else _as_it_stands(evidence)
    except UploadRefused:
        abandon_file(evidence=evidence, by=evidence.uploader)
        raise


def _written_anew(evidence: Evidence, file: File) -> StoredFile | None:
    """None if another request finished the same file meanwhile, or gave it up."""
    try:
        with held_part(evidence, begin=True) as part:
            part.truncate(0)
            append(part, file.chunks())
            return come_to_rest(evidence, part)
    except PartGone:
        return at_rest(evidence)


def continue_file(*, evidence: Evidence, offset: int, pieces: Iterable[bytes], at: datetime) -> Evidence:
    """Further bytes of an announced file, behind the `offset` bytes that are there; the last ones finish it.

    What arrived before the line broke stays. Raises WrongOffset, UploadRefused.
    """
    there = arrived_bytes(evidence) if evidence.state == EvidenceState.RECEIVING else evidence.size or 0
    if there != offset:
        raise WrongOffset(there)
    if evidence.state != EvidenceState.RECEIVING:
        return evidence
    arrived = offset
    try:
        for piece in pieces:
            arrived = append_at(evidence, arrived, piece)
    except PartGone as gone:
        raise WrongOffset(arrived_bytes(evidence)) from gone
    return finish_file(evidence=evidence, at=at)


def finish_file(*, evidence: Evidence, at: datetime) -> Evidence:
    """Finish what is whole on disk, also if its process died before the row could say so; else leave it alone."""
    if evidence.state != EvidenceState.RECEIVING:
        return evidence
    stored = at_rest(evidence)
    if stored is None and evidence.announced_size == arrived_bytes(evidence):
        stored = _rested(evidence)
    return _record_received(evidence, stored, at) if stored else _as_it_stands(evidence)


def _rested(evidence: Evidence) -> StoredFile | None:
    try:
        with held_part(evidence, begin=False) as part:
            return come_to_rest(evidence, part)
    except PartGone:
        return at_rest(evidence)


def _as_it_stands(evidence: Evidence) -> Evidence:
    """Raises UploadRefused if it was given up by another request since it was looked up."""
    found = Evidence.objects.filter(pk=evidence.pk).first()
    if found is None:
        raise UploadRefused("given_up")
    return found


@transaction.atomic
def _record_received(evidence: Evidence, stored: StoredFile, at: datetime) -> Evidence:
    """One transaction for all that makes a file received. Whoever comes second finds it done."""
    found = Evidence.objects.select_for_update().filter(pk=evidence.pk).first()
    if found is None:
        discard(stored.name)
        raise UploadRefused("given_up")
    if found.state != EvidenceState.RECEIVING:
        return found
    refuse_over_quota(found.institution, stored.size, without=found)
    found.state = apply(EvidenceState.RECEIVING, "store")
    found.stored_name, found.size, found.sha256 = stored.name, stored.size, stored.sha256
    found.received_at, found.receipt = at, _new_receipt(at)
    found.save(update_fields=["state", "stored_name", "size", "sha256", "received_at", "receipt"])
    fail_point("receive.after_row")
    facts = {"sha256": stored.sha256, "size": stored.size, "receipt": found.receipt}
    record(action="evidence.received", by=evidence.uploader, target=found, data=facts)
    fail_point("receive.before_commit")
    # Before the job: a queue that never heard of the file is the worst that a crash leaves here.
    transaction.on_commit(lambda: fail_point("receive.after_commit"))
    queue_check(found)
    return found


def _new_receipt(at: datetime) -> str:
    given = Evidence.objects.filter
    return new_receipt("DD", timezone.localdate(at), is_taken=lambda drawn: given(receipt=drawn).exists())


@transaction.atomic
def record_link(
    *,
    url: str,
    title: str,
    institution: Institution,
    by: User,
    at: datetime,
    deadline_on: date | None = None,
    document_date: date | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    kip_class: KipClass = KipClass.ANYTIME,
) -> Evidence:
    """Raises UploadRefused for what is no web address, or one that only some can open."""
    url = url.strip()
    try:
        URLValidator(schemes=_LINK_SCHEMES)(url)
        refuse_link(url)
    except LinkRefused as refusal:
        raise UploadRefused(refusal.problem.value) from refusal
    except ValidationError as error:
        raise UploadRefused("link_invalid") from error
    evidence = Evidence.objects.create(
        kind=EvidenceKind.LINK,
        state=apply(EvidenceState.RECEIVING, "record_link"),
        url=url,
        title=(visible_text(title) or url)[:_NAME_LENGTH],
        institution=institution,
        uploader=by,
        received_at=at,
        receipt=_new_receipt(at),
        deadline_on=deadline_on,
        document_date=document_date,
        visibility=visibility,
        kip_class=kip_class,
    )
    facts = {"kind": EvidenceKind.LINK, "receipt": evidence.receipt}
    record(action="evidence.received", by=by, target=evidence, data=facts)
    return evidence
