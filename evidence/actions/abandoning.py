"""What happens to an upload that never came to its end."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from evidence.enums import EvidenceKind, EvidenceState
from evidence.holders import let_go
from evidence.models import Evidence
from evidence.storage.parts import discard_bytes
from foundation.audit.actions import record

# Longer than a weekend without a line: who comes back on Monday goes on where Friday ended.
ABANDONED_AFTER = timedelta(days=7)


def abandoned(now: datetime) -> QuerySet[Evidence]:
    """Files that began to arrive so long ago that nobody will send the rest."""
    return Evidence.objects.filter(
        kind=EvidenceKind.FILE, state=EvidenceState.RECEIVING, created_at__lt=now - ABANDONED_AFTER
    )


@transaction.atomic
def abandon_file(*, evidence: Evidence, by: User | None) -> bool:
    """Row, bytes and what points to them are gone; False if the file has been received meanwhile.

    `by` is None for the sweep. Who may is the caller's question.
    """
    found = Evidence.objects.select_for_update().filter(pk=evidence.pk, state=EvidenceState.RECEIVING).first()
    if found is None:
        return False
    let_go(found, by)
    record(action="evidence.abandoned", by=by, target=found, data={"public_id": str(found.public_id)})
    found.delete()
    transaction.on_commit(partial(discard_bytes, found))
    return True
