"""Seals entries into the chain right after the commit that wrote them (ADR 0013).

Not within it: one lock on the head of the chain inside every business transaction would line all writers up and
let two of them wait for each other. What a crash leaves between commit and seal, the sweep takes up.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models, transaction

from foundation.audit.chain import GENESIS, LoggedFacts, link_hash
from foundation.audit.models import AuditEntry, AuditHead, AuditSeal

BATCH = 500
FACTS = ("pk", "at", "action", "actor_id", "target_type", "target_id", "data")
_HEAD = 1


class ChainBroken(RuntimeError):
    """There are seals and no head: nothing is added to a chain that somebody tampered with."""


class Unsealed:
    """What one transaction wrote, however many entries that are: sealed together after its commit."""

    def __init__(self) -> None:
        self.entries: list[int] = []

    def seal(self) -> None:
        seal_entries(self.entries)


def seal_after_commit(entry: AuditEntry) -> None:
    """A seal that fails does not fail the request: Django logs it, the sweep seals later."""
    connection = transaction.get_connection(DEFAULT_DB_ALIAS)
    # A savepoint that is rolled back takes its callbacks along: one that is still there will run.
    owners = (getattr(hook, "__self__", None) for _, hook, _ in connection.run_on_commit)
    waiting = next((owner for owner in owners if isinstance(owner, Unsealed)), None)
    unsealed = waiting or Unsealed()
    unsealed.entries.append(entry.pk)
    if waiting is None:
        transaction.on_commit(unsealed.seal, robust=True)


def seal_entries(keys: Sequence[int]) -> int:
    """Seal those of them that exist and have no seal, in the order of their keys; tells how many."""
    ordered = sorted(keys)
    batches = (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
    return sum(_seal(AuditEntry.objects.filter(pk__in=batch)) for batch in batches)


def seal_left_behind(_now: datetime) -> int:
    """The sweep: everything that has no seal yet, in batches of one transaction each."""
    sealed = 0
    while batch := _seal(AuditEntry.objects.all()):
        sealed += batch
    return sealed


@transaction.atomic
def _seal(entries: models.QuerySet[AuditEntry]) -> int:
    head = _locked_head()
    unsealed = entries.filter(seal__isnull=True).order_by("pk").values_list(*FACTS)[:BATCH]
    seals = list(_links(head, (LoggedFacts(*facts) for facts in unsealed)))
    if seals:
        # Past the closed door of the queryset: this is where links are made.
        models.QuerySet.bulk_create(AuditSeal.objects.all(), seals)
        head.save(update_fields=["sequence", "hash"])
    return len(seals)


def _locked_head() -> AuditHead:
    """Held until the transaction ends: whoever seals at the same time waits here. SQLite locks as a whole."""
    head = AuditHead.objects.select_for_update().filter(pk=_HEAD).first()
    if head is not None:
        return head
    if AuditSeal.objects.exists():
        raise ChainBroken
    AuditHead.objects.get_or_create(pk=_HEAD, defaults={"sequence": 0, "hash": GENESIS})
    return AuditHead.objects.select_for_update().get(pk=_HEAD)


def _links(head: AuditHead, entries: Iterable[LoggedFacts]) -> Iterable[AuditSeal]:
    for facts in entries:
        previous, head.sequence = head.hash, head.sequence + 1
        head.hash = link_hash(sequence=head.sequence, previous_hash=previous, facts=facts)
        fields: dict[str, Any] = {"sequence": head.sequence, "previous_hash": previous, "hash": head.hash}
        yield AuditSeal(entry_id=facts.entry_id, **fields)
