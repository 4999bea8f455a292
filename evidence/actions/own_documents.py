"""A published document of this site that comes in as a file is taken as a link to it; its bytes are not kept."""

from datetime import datetime
from functools import partial

from django.db import transaction

from evidence.actions.publishing import publish_waiting
from evidence.actions.takedown import remove_files
from evidence.domain.publication import apply
from evidence.enums import EvidenceKind, EvidenceState
from evidence.models import Evidence, FileToRemove
from evidence.own_documents import OwnDocument
from foundation.audit.actions import record
from foundation.jobs.leases import release

# The sentence of this code tells the sender what became of the file.
TAKEN_AS_LINK = "own_report"


@transaction.atomic
def take_as_link(*, leased: Evidence, document: OwnDocument, at: datetime) -> Evidence | None:
    """None if the lease was lost. Receipt, moment and fingerprint stay as they were given."""
    if not release(leased):
        return None
    FileToRemove.objects.create(evidence=leased, name=leased.stored_name, since=at)
    leased.state = apply(EvidenceState(leased.state), "clear")
    leased.kind, leased.url, leased.state_reason = EvidenceKind.LINK, document.url, TAKEN_AS_LINK
    if leased.title == leased.original_name:
        leased.title = document.title[:255]
    leased.stored_name, leased.size = "", None
    leased.save(update_fields=["state", "kind", "url", "state_reason", "title", "stored_name", "size"])
    facts = {"reason": TAKEN_AS_LINK, "url": document.url, "sha256": leased.sha256}
    record(action="evidence.clear", by=None, target=leased, data=facts)
    transaction.on_commit(partial(remove_files, evidence=leased), robust=True)
    transaction.on_commit(partial(publish_waiting, evidence=leased, at=at))
    return leased
