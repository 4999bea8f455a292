"""Which evidence answers which requirement of an update that is still being written."""

from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from evidence.actions.receiving import receive_file, record_link
from evidence.enums import EvidenceKind, KipClass, Visibility
from evidence.models import Evidence
from foundation.audit.actions import record
from renaksi.actions.refusals import refuse_if
from renaksi.actions.steps import locked, require
from renaksi.domain.update_flow import Problem
from renaksi.enums import EDITABLE_STATES, ItemVerdict
from renaksi.models import EvidenceItem, EvidenceRequirement, ProgressUpdate
from renaksi.permissions import may_write


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
        document_date=document_date,
        visibility=visibility,
        kip_class=kip_class,
    )
    return attach_evidence(update=update, evidence=evidence, requirement=requirement, by=by)


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
    return item


@transaction.atomic
def detach_item(*, item: EvidenceItem, by: User) -> None:
    """Take away what nobody has judged; the evidence itself stays stored. Raises Refused."""
    update = _lock_writable(item.update, by)
    refuse_if(Problem("item_already_judged") if item.verdict != ItemVerdict.PENDING else None)
    record(action="update.detached", by=by, target=update, data={"evidence": str(item.evidence.public_id)})
    item.delete()


def _check_writable(update: ProgressUpdate, by: User) -> None:
    require(may_write(by, update))
    refuse_if(Problem("not_editable") if update.state not in EDITABLE_STATES else None)


def _lock_writable(update: ProgressUpdate, by: User) -> ProgressUpdate:
    found = locked(update)
    _check_writable(found, by)
    return found
