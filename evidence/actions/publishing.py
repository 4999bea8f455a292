"""What the public may open, and from when: after a review, and not before what looks like personal data was looked at."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from evidence.domain.publication import apply
from evidence.enums import READABLE_STATES, EvidenceState, Visibility
from evidence.models import Evidence
from evidence.permissions import may_judge, may_take_down
from evidence.queries.publication import obstacles_of
from foundation.audit.actions import record
from foundation.faults import fail_point


@transaction.atomic
def publish_evidence(*, evidence: Evidence, by: User, at: datetime) -> bool:
    """A review accepted it: public now, or as soon as nothing is in the way any more.

    Who may say so is the caller's question. True if this made it public.
    """
    found = _locked(evidence)
    if found.approved_at is None and found.state != EvidenceState.TAKEN_DOWN:
        found.approved_by, found.approved_at = by, at
        found.save(update_fields=["approved_by", "approved_at"])
        record(action="evidence.approved", by=by, target=found)
    return _publish(found, by, at)


@transaction.atomic
def publish_waiting(*, evidence: Evidence, at: datetime) -> bool:
    """Once the pages and the hints of a proof are stored: publish it, if a review waited for that alone."""
    return _publish(_locked(evidence), None, at)


@transaction.atomic
def clear_hints(*, evidence: Evidence, by: User, at: datetime) -> Evidence:
    """A person has looked: what seemed to be personal data is none. Raises PermissionDenied."""
    found = _locked(evidence)
    if not may_judge(by, found):
        raise PermissionDenied
    if found.hints and found.hints_cleared_at is None and found.state in READABLE_STATES:
        found.hints_cleared_by, found.hints_cleared_at = by, at
        found.save(update_fields=["hints_cleared_by", "hints_cleared_at"])
        record(action="evidence.hints_cleared", by=by, target=found, data={"hints": found.hints})
        _publish(found, by, at)
    return found


@transaction.atomic
def keep_internal(*, evidence: Evidence, by: User) -> Evidence:
    """Close it to the public, at once if it is public already; it still proves. Raises PermissionDenied."""
    found = _locked(evidence)
    if not may_take_down(by, found):
        raise PermissionDenied
    if found.visibility == Visibility.PUBLIC and found.state != EvidenceState.TAKEN_DOWN:
        was_public = found.state == EvidenceState.PUBLISHED
        if was_public:
            found.state = apply(EvidenceState.PUBLISHED, "hide")
            found.published_at = None
        found.visibility = Visibility.INTERNAL
        found.save(update_fields=["state", "published_at", "visibility"])
        record(action="evidence.kept_internal", by=by, target=found, data={"was_public": was_public})
    return found


def _locked(evidence: Evidence) -> Evidence:
    return Evidence.objects.select_for_update().get(pk=evidence.pk)


def _publish(found: Evidence, by: User | None, at: datetime) -> bool:
    if obstacles_of(found):
        return False
    found.state = apply(EvidenceState(found.state), "publish")
    found.published_at = at
    found.save(update_fields=["state", "published_at"])
    record(action="evidence.published", by=by, target=found)
    fail_point("publish.before_commit")
    return True
