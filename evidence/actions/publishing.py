"""What the public may open, and from when."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from evidence.domain.publication import apply, may_be_published
from evidence.enums import EvidenceState, KipClass, Visibility
from evidence.models import Evidence
from foundation.audit.actions import record
from foundation.faults import fail_point


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
    fail_point("publish.before_commit")
    return True
