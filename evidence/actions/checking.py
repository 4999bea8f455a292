"""What the job does with a received file: inspect it, keep the outcome."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.module_loading import import_string

from evidence.actions.own_documents import take_as_link
from evidence.actions.previewing import queue_preview
from evidence.domain.publication import apply
from evidence.enums import NEVER_AGAIN, EvidenceState
from evidence.inspection.refusal import CheckFailed
from evidence.models import Evidence
from evidence.own_documents import own_document
from evidence.scanner import SCANNER_DOWN, ScannerDown, refuse_malware
from evidence.storage.derivatives import Cleaned, clean_file
from evidence.storage.places import discard, path_of
from evidence.uploads import extension_of
from foundation.audit.actions import record
from foundation.faults import fail_point
from foundation.jobs.leases import release, take_lease
from foundation.jobs.queue import enqueue_after_commit

logger = logging.getLogger(__name__)

CHECK_LEASE_SECONDS = 300


def queue_check(evidence: Evidence) -> None:
    # By its name: the task calls the actions below, so it stands above this module.
    enqueue_after_commit(import_string("evidence.tasks.check_evidence"), evidence.pk)


def check_received_file(*, pk: int, now: datetime) -> Evidence | None:
    """One step of the job: inspect the file outside any transaction, then store the outcome.

    None if there is nothing to do: already checked, or another worker is at it.
    """
    leased = take_lease(
        Evidence.objects.filter(state=EvidenceState.QUARANTINED), pk, now=now, seconds=CHECK_LEASE_SECONDS
    )
    if leased is None:
        return None
    fail_point("check.after_lease")
    document = None if _is_known_leak(leased.sha256) else own_document(leased.sha256)
    if document is not None:
        return take_as_link(leased=leased, document=document, at=now)
    try:
        cleaned = _cleaned(leased)
    except CheckFailed as failure:
        return _store_outcome(leased, "reject", state_reason=failure.code)
    if cleaned is None:
        return None
    fail_point("check.after_derivative")
    stored = _store_outcome(leased, "clear", derivative=cleaned)
    if stored is None:
        discard(cleaned.name)
    return stored


def _cleaned(leased: Evidence) -> Cleaned | None:
    """None if the sender is not to blame: then the file waits for the next sweep. Raises CheckFailed."""
    try:
        if _is_known_leak(leased.sha256):
            raise CheckFailed("taken_down")
        refuse_malware(path_of(leased.stored_name))
        return clean_file(leased.stored_name, extension_of(leased.original_name))
    except ScannerDown as down:
        logger.warning("the malware scanner is down: %s", down)
        # It may be down for long: no try is counted.
        release(leased, error=SCANNER_DOWN, counts=False)
    except OSError as error:
        release(leased, error=type(error).__name__)
    return None


def _is_known_leak(sha256: str) -> bool:
    """The same bytes again, whoever sends them. What was only sent to the wrong place may go to the right one."""
    gone = Evidence.objects.filter(state=EvidenceState.TAKEN_DOWN, sha256=sha256)
    return gone.filter(takedown_reason__in=NEVER_AGAIN).exists()


@transaction.atomic
def _store_outcome(
    leased: Evidence, transition: str, *, state_reason: str = "", derivative: Cleaned | None = None
) -> Evidence | None:
    if not release(leased):
        return None
    leased.state = apply(EvidenceState(leased.state), transition)
    leased.state_reason = state_reason
    # Before the next job: a crash may leave the queue without it.
    transaction.on_commit(lambda: fail_point("check.after_commit"))
    if derivative is not None:
        leased.derivative_name = derivative.name
        leased.content_type = derivative.content_type
        leased.derivative_sha256 = derivative.sha256
        queue_preview(leased)
    leased.save(
        update_fields=["state", "state_reason", "derivative_name", "derivative_sha256", "content_type"]
    )
    fail_point("check.after_row")
    record(action=f"evidence.{transition}", by=None, target=leased, data={"reason": state_reason})
    fail_point("check.before_commit")
    return leased
