"""Which evidence answers which requirement of an update that is still being written."""

from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from evidence.actions.abandoning import abandon_file
from evidence.actions.receiving import announce_file, receive_file, record_link
from evidence.domain.file_names import visible_text
from evidence.enums import EvidenceKind, KipClass, Visibility
from evidence.holders import UploadClosed
from evidence.models import Evidence
from foundation.audit.actions import record
from foundation.faults import fail_point
from renaksi.actions.refusals import Refused, refuse_if
from renaksi.actions.steps import locked, require
from renaksi.domain.update_flow import Problem
from renaksi.enums import EDITABLE_STATES, ItemVerdict
from renaksi.models import EvidenceItem, EvidenceRequirement, ProgressUpdate
from renaksi.permissions import may_write
from renaksi.queries.guards import window_for
from renaksi.queries.versions import is_carried


def attach_file(
    *,
    update: ProgressUpdate,
    file: File,
    by: User,
    at: datetime,
    title: str = "",
    requirement: EvidenceRequirement | None = None,
    idempotency_key: str = "",
    document_date: date | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    kip_class: KipClass = KipClass.ANYTIME,
) -> EvidenceItem:
    """Receive the bytes first, outside any transaction, then attach. Raises UploadRefused, Refused."""
    _check_writable(update, by)
    evidence = receive_file(
        file=file,
        title=title,
        institution=update.institution,
        by=by,
        at=at,
        idempotency_key=idempotency_key,
        deadline_on=_deadline(update),
        document_date=document_date,
        visibility=visibility,
        kip_class=kip_class,
    )
    fail_point("attach.after_receiving")
    return attach_evidence(update=update, evidence=evidence, requirement=requirement, by=by)


@transaction.atomic
def attach_announced(
    *,
    update: ProgressUpdate,
    name: str,
    size: int,
    by: User,
    title: str = "",
    requirement: EvidenceRequirement | None = None,
    idempotency_key: str = "",
    visibility: Visibility = Visibility.PUBLIC,
) -> EvidenceItem:
    """Attach a file whose bytes are still to come, so that it is in sight from any device. Raises UploadRefused, Refused.

    The same key for the same place and visibility gives the same item.
    """
    _lock_writable(update, by)
    place = f"{update.pk}-{requirement.pk if requirement else 0}-{visibility}"
    evidence = announce_file(
        name=name,
        size=size,
        title=title,
        institution=update.institution,
        by=by,
        idempotency_key=f"{place}-{idempotency_key}" if idempotency_key else "",
        deadline_on=_deadline(update),
        visibility=visibility,
    )
    return attach_evidence(update=update, evidence=evidence, requirement=requirement, by=by)


def _deadline(update: ProgressUpdate) -> date:
    return window_for(update.period, update.institution_id).last_day


@transaction.atomic
def describe_item(*, item: EvidenceItem, title: str, visibility: Visibility, by: User) -> None:
    """What the author wrote beside a file that was already on its way; nobody has judged it. Raises Refused."""
    _lock_writable(item.update, by)
    refuse_if(_judged(item))
    evidence = Evidence.objects.select_for_update().get(pk=item.evidence_id)
    changed = {"title": visible_text(title) or evidence.title, "visibility": visibility}
    fields = [name for name, value in changed.items() if getattr(evidence, name) != value]
    if not fields:
        return
    for name in fields:
        setattr(evidence, name, changed[name])
    evidence.save(update_fields=fields)
    record(action="evidence.described", by=by, target=evidence, data={"fields": fields})


def attach_link(
    *,
    update: ProgressUpdate,
    url: str,
    by: User,
    at: datetime,
    title: str = "",
    requirement: EvidenceRequirement | None = None,
    document_date: date | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    kip_class: KipClass = KipClass.ANYTIME,
) -> EvidenceItem:
    """The same address again stays one item until it is judged. Raises UploadRefused for no web address, Refused."""
    with transaction.atomic():
        _lock_writable(update, by)
        known = update.items.filter(
            requirement=requirement,
            verdict=ItemVerdict.PENDING,
            evidence__kind=EvidenceKind.LINK,
            evidence__url=url.strip(),
            evidence__visibility=visibility,
        ).first()
        if known is not None:
            return known
        evidence = record_link(
            url=url,
            title=title,
            institution=update.institution,
            by=by,
            at=at,
            deadline_on=_deadline(update),
            document_date=document_date,
            visibility=visibility,
            kip_class=kip_class,
        )
        return attach_evidence(update=update, evidence=evidence, requirement=requirement, by=by)


@transaction.atomic
def attach_evidence(
    *, update: ProgressUpdate, evidence: Evidence, requirement: EvidenceRequirement | None = None, by: User
) -> EvidenceItem:
    """Attached twice it stays one item. Raises Refused."""
    found = _lock_writable(update, by)
    foreign_requirement = requirement is not None and requirement.milestone_id != found.milestone_id
    refuse_if(
        Problem("requirement_of_other_milestone", "requirement") if foreign_requirement else None,
        Problem("evidence_of_other_institution") if evidence.institution_id != found.institution_id else None,
    )
    item, created = EvidenceItem.objects.get_or_create(
        update=found, evidence=evidence, defaults={"requirement": requirement}
    )
    if created:
        record(action="update.attached", by=by, target=found, data={"evidence": str(evidence.public_id)})
        fail_point("attach.before_commit")
    return item


@transaction.atomic
def detach_item(*, item: EvidenceItem, by: User) -> None:
    """Take away what nobody has judged; the evidence itself stays stored, unless it never arrived. Raises Refused.

    What a correction carried over may go, too: with its verdict it stays in the older version.
    """
    update = _lock_writable(item.update, by)
    refuse_if(None if is_carried(item) else _judged(item))
    if abandon_file(evidence=item.evidence, by=by):
        return
    _detach(item, update, by)


def _judged(item: EvidenceItem) -> Problem | None:
    return Problem("item_already_judged") if item.verdict != ItemVerdict.PENDING else None


def _detach(item: EvidenceItem, update: ProgressUpdate, by: User | None) -> None:
    record(action="update.detached", by=by, target=update, data={"evidence": str(item.evidence.public_id)})
    item.delete()


def check_wanted(evidence: Evidence, by: User) -> None:
    """Whether further bytes of an attached file are wanted. Raises UploadClosed, PermissionDenied."""
    for item in _items_of(evidence):
        try:
            _check_writable(item.update, by)
        except Refused as refusal:
            raise UploadClosed(str(refusal)) from refusal


def let_go(evidence: Evidence, by: User | None) -> None:
    """Before a file that never arrived is removed: no report may go on pointing to it."""
    for item in _items_of(evidence):
        _detach(item, item.update, by)


def _items_of(evidence: Evidence) -> QuerySet[EvidenceItem]:
    return EvidenceItem.objects.filter(evidence=evidence).select_related("update__institution", "evidence")


def _check_writable(update: ProgressUpdate, by: User) -> None:
    require(may_write(by, update))
    refuse_if(Problem("not_editable") if update.state not in EDITABLE_STATES else None)


def _lock_writable(update: ProgressUpdate, by: User) -> ProgressUpdate:
    found = locked(update)
    _check_writable(found, by)
    return found
