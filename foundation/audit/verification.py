"""Walks the chain of the log and names the first link that does not hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum

from foundation.audit.chain import GENESIS, LoggedFacts, link_hash
from foundation.audit.models import AuditEntry, AuditHead, AuditSeal
from foundation.audit.sealing import FACTS

BATCH = 1000
_NO_TIME = datetime.min.replace(tzinfo=UTC)
# The seal follows the commit at once; the sweep comes by every five minutes for what a crash left.
SEALED_WITHIN = timedelta(minutes=5)


class Fault(Enum):
    ENTRY_CHANGED = "entry_changed"
    ENTRY_MISSING = "entry_missing"
    SEAL_CHANGED = "seal_changed"
    SEAL_MISSING = "seal_missing"
    ORDER_BROKEN = "order_broken"
    END_MISSING = "end_missing"
    HEAD_CHANGED = "head_changed"
    NOT_AS_EXPECTED = "not_as_expected"


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the chain, to be written down elsewhere as `sequence:hash`."""

    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"


START = Link(0, GENESIS)


@dataclass(frozen=True, slots=True)
class Breach:
    """The first link that does not hold; `entry_id` is None where no row tells."""

    fault: Fault
    sequence: int
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`head` is the last link that holds; `unsealed` counts entries that should have had their seal by now."""

    head: Link
    breach: Breach | None
    unsealed: int
    first_unsealed: int | None

    @property
    def holds(self) -> bool:
        return self.breach is None and not self.unsealed


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A seal with its entry (None if it is gone) and what the next seal says that this one's hash is."""

    sequence: int
    previous_hash: str
    hash: str
    entry_id: int
    facts: LoggedFacts | None
    attested: str | None = None


def verify_chain(
    *, now: datetime, expected: Link | None = None, progress: Callable[[int], None] = lambda _done: None
) -> Verdict:
    """In constant memory. `expected` is a link that was written down earlier: it must still be there."""
    known = {Fault.HEAD_CHANGED: _stored_head() or START, Fault.NOT_AS_EXPECTED: expected or START}
    head, breach = START, _differing(START, known)
    for sealed in _chain():
        breach = breach or _breach(head, sealed)
        if breach is None:
            head = Link(sealed.sequence, sealed.hash)
            breach = _differing(head, known, sealed.entry_id)
        if breach:
            break
        if head.sequence % BATCH == 0:
            progress(head.sequence)
    late = AuditEntry.objects.filter(seal__isnull=True, at__lt=now - SEALED_WITHIN).order_by("pk")
    first = late.values_list("pk", flat=True).first()
    return Verdict(head, breach or _end(head, known), late.count() if first else 0, first)


def _stored_head() -> Link | None:
    row = AuditHead.objects.values_list("sequence", "hash").first()
    return Link(*row) if row else None


def _chain() -> Iterator[_Sealed]:
    """Every seal in order; each waits for the next one, which attests its hash."""
    waiting: _Sealed | None = None
    for sealed in _seals():
        if waiting is not None:
            yield replace(waiting, attested=sealed.previous_hash)
        waiting = sealed
    if waiting is not None:
        stored = _stored_head()
        attests = stored is not None and stored.sequence == waiting.sequence
        yield replace(waiting, attested=stored.hash) if stored and attests else waiting


def _seals() -> Iterator[_Sealed]:
    last = -1
    fields = ("sequence", "previous_hash", "hash", "entry_id")
    while True:
        rows = AuditSeal.objects.filter(sequence__gt=last).order_by("sequence").values_list(*fields)[:BATCH]
        batch = list(rows)
        if not batch:
            return
        entries = _facts([entry_id for *_, entry_id in batch])
        for sequence, previous_hash, seal_hash, key in batch:
            yield _Sealed(sequence, previous_hash, seal_hash, key, entries.get(key))
        last = batch[-1][0]


def _facts(keys: list[int]) -> dict[int, LoggedFacts]:
    """SQLite stores whatever it is given: a time that is none comes back as None, or as an error."""
    rows = AuditEntry.objects.filter(pk__in=keys).values_list(*FACTS)
    try:
        return {key: LoggedFacts(key, at or _NO_TIME, *told) for key, at, *told in rows}
    except (ValueError, TypeError):
        if len(keys) == 1:
            return {keys[0]: LoggedFacts(keys[0], _NO_TIME, "", None, "", "", {})}
        return {key: facts for one in keys for key, facts in _facts([one]).items()}


def _breach(head: Link, sealed: _Sealed) -> Breach | None:
    if sealed.sequence > head.sequence + 1:
        return Breach(Fault.SEAL_MISSING, head.sequence + 1)
    fault = _fault(head, sealed)
    return Breach(fault, sealed.sequence, sealed.entry_id) if fault else None


def _fault(head: Link, sealed: _Sealed) -> Fault | None:
    if sealed.sequence <= head.sequence:
        return Fault.ORDER_BROKEN
    if sealed.facts is None:
        return Fault.ENTRY_MISSING
    fits = link_hash(sequence=sealed.sequence, previous_hash=head.hash, facts=sealed.facts) == sealed.hash
    if sealed.previous_hash == head.hash:
        return None if fits else _hash_fault(sealed)
    return Fault.SEAL_CHANGED if fits else Fault.ORDER_BROKEN


def _hash_fault(sealed: _Sealed) -> Fault:
    """If the next link knows this hash, the hash is old and the entry new."""
    return Fault.ENTRY_CHANGED if sealed.attested in {sealed.hash, None} else Fault.SEAL_CHANGED


def _differing(head: Link, known: dict[Fault, Link], entry_id: int | None = None) -> Breach | None:
    for fault, link in known.items():
        if link.sequence == head.sequence and link.hash != head.hash:
            return Breach(fault, link.sequence, entry_id)
    return None


def _end(head: Link, known: dict[Fault, Link]) -> Breach | None:
    if known[Fault.HEAD_CHANGED].sequence > head.sequence:
        return Breach(Fault.END_MISSING, head.sequence + 1)
    if known[Fault.NOT_AS_EXPECTED].sequence > head.sequence:
        return Breach(Fault.NOT_AS_EXPECTED, head.sequence + 1)
    # Read again: others may have sealed while the chain was walked, but never less than was found.
    stored = _stored_head() or START
    return Breach(Fault.HEAD_CHANGED, head.sequence) if stored.sequence < head.sequence else None
