"""What must be true of database and disk whatever was killed and whenever; each broken sentence is a violation.

`at_once` holds before anybody cleaned up; `after_repair` when the sweep, the worker and the doctor have run.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from evidence.enums import READABLE_STATES, EvidenceKind, EvidenceState
from evidence.models import Evidence, FileToRemove, LinkVisit
from evidence.queries.publication import obstacles_of
from evidence.storage.places import path_of
from foundation.audit.models import AuditEntry
from foundation.audit.verification import verify_chain
from renaksi.enums import ItemVerdict, UpdateState
from renaksi.models import EvidenceItem, ProgressUpdate, Review, UpdateEvent
from renaksi.queries.versions import is_carried
from tests.faults.mail_invariants import mails_after_repair, mails_at_once
from tests.faults.report_invariants import reports_after_repair, reports_at_once, reports_at_the_end
from tests.faults.seen import Seen
from tests.faults.stories import STORIES, Story

_LOGGED = {
    EvidenceState.RECEIVING: (),
    EvidenceState.QUARANTINED: ("received",),
    EvidenceState.REJECTED: ("received", "reject"),
    EvidenceState.CLEAN: ("received", "clear"),
    EvidenceState.PUBLISHED: ("received", "clear", "published"),
    EvidenceState.TAKEN_DOWN: ("received", "clear", "published", "taken_down"),
}
_STEPS = frozenset(step for steps in _LOGGED.values() for step in steps)
_REVIEWED = {UpdateState.VERIFIED: 1, UpdateState.RETURNED: 1}
# Of the update and of its proof.
_ENDINGS = {
    "verify": (UpdateState.VERIFIED, EvidenceState.PUBLISHED),
    "take_down": (UpdateState.VERIFIED, EvidenceState.TAKEN_DOWN),
    "correct": (UpdateState.VERIFIED, EvidenceState.PUBLISHED),
    "reopen": (UpdateState.VERIFIED, EvidenceState.PUBLISHED),
    "return": (UpdateState.RETURNED, EvidenceState.CLEAN),
    "refuse": (UpdateState.DRAFT, EvidenceState.REJECTED),
}
_MUST_BE_REFUSED = {
    hashlib.sha256(story.content).hexdigest() for story in STORIES if story.ending == "refuse"
}


def at_once(seen: Seen) -> Iterator[str]:
    for evidence in Evidence.objects.filter(kind=EvidenceKind.FILE):
        yield from _row_has_its_file(evidence)
        yield from _readable_was_checked(evidence)
        yield from _log_tells_the_state(evidence)
    for visit in LinkVisit.objects.select_related("evidence"):
        yield from _visit_is_whole(visit)
    yield from _receipts_are_kept(seen)
    yield from _no_effect_is_doubled()
    yield from _chain_holds()
    for update in ProgressUpdate.objects.all():
        yield from _update_is_whole(update)
    yield from _one_version_counts(seen)
    yield from _verdicts_are_kept(seen)
    yield from mails_at_once()
    yield from reports_at_once(seen)


def after_repair(seen: Seen) -> Iterator[str]:
    yield from at_once(seen)
    yield from _every_file_is_known()
    yield from _tombstones_have_no_bytes(seen)
    for evidence in Evidence.objects.filter(kind=EvidenceKind.FILE):
        yield from _nothing_is_left_to_do(evidence)
    unsealed = AuditEntry.objects.filter(seal__isnull=True).count()
    if unsealed:
        yield f"{unsealed} log entries without seal after the sweep"
    for file in FileToRemove.objects.all():
        yield f"still noted to be removed: {file.name}"
    yield from mails_after_repair()
    yield from reports_after_repair()


def at_the_end(story: Story) -> Iterator[str]:
    """Everybody got where they were going."""
    if story.ending == "report":
        yield from reports_at_the_end()
        return
    state, told = _ENDINGS[story.ending]
    for update in ProgressUpdate.objects.exclude(state=state):
        yield f"the story was told again, but its update is {update.state}"
    for evidence in Evidence.objects.exclude(state=told):
        yield f"the story was told again, but its proof is {evidence.state}"
    if not Evidence.objects.exists():
        yield "the story was told again, but there is no proof"
    versions = ProgressUpdate.objects.count()
    if versions != (2 if story.ending in {"correct", "reopen"} else 1):
        yield f"the story was told again, but there are {versions} versions"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _holds(name: str, sha256: str) -> bool:
    path = path_of(name)
    return bool(name) and path.is_file() and _digest(path) == sha256


def _row_has_its_file(evidence: Evidence) -> Iterator[str]:
    if evidence.state in {EvidenceState.RECEIVING, EvidenceState.TAKEN_DOWN}:
        return
    if not _holds(evidence.stored_name, evidence.sha256):
        yield f"row without its file: {evidence.state} {evidence.stored_name}"


def _visit_is_whole(visit: LinkVisit) -> Iterator[str]:
    for name in {visit.copy_name, visit.derivative_name} - {""}:
        if not path_of(name).is_file():
            yield f"visit without its copy: {name}"
    if visit == visit.evidence.visits.first() and visit.at != visit.evidence.link_visited_at:
        yield "half transition: the link does not know of its latest visit"


def _readable_was_checked(evidence: Evidence) -> Iterator[str]:
    if evidence.state in READABLE_STATES and not _holds(evidence.derivative_name, evidence.derivative_sha256):
        yield f"{evidence.state} without the derivative that the check made"
    if evidence.state in READABLE_STATES and evidence.sha256 in _MUST_BE_REFUSED:
        yield f"{evidence.state}, though the check refuses it"


def _log_tells_the_state(evidence: Evidence) -> Iterator[str]:
    entries = AuditEntry.objects.filter(target_type="evidence.evidence", target_id=str(evidence.pk))
    actions = [entry.action.removeprefix("evidence.") for entry in entries.order_by("pk")]
    steps = [action for action in actions if action in _STEPS]
    if tuple(steps) != _LOGGED[EvidenceState(evidence.state)]:
        yield f"{evidence.state}, but the log tells {steps}"


def _chain_holds() -> Iterator[str]:
    """Entries of the last minutes may wait for their seal; the sweep comes by."""
    verdict = verify_chain(now=timezone.now())
    if not verdict.holds:
        yield f"log: {verdict.breach}, {verdict.unsealed} unsealed"


def _nothing_is_left_to_do(evidence: Evidence) -> Iterator[str]:
    """By sweep, worker or doctor; what waits for people waits."""
    if evidence.state == EvidenceState.QUARANTINED:
        yield "still quarantined after the sweep and the worker"
    if evidence.state in READABLE_STATES and not evidence.preview:
        yield "still without preview after the sweep and the worker"
    if evidence.state == EvidenceState.CLEAN and not obstacles_of(evidence):
        yield "not published, though nothing is in the way"
    if evidence.lease_until is not None:
        yield f"{evidence.state}, still leased"
    if evidence.damage:
        yield f"{evidence.state}, damaged: {evidence.damage}"


def _tombstones_have_no_bytes(seen: Seen) -> Iterator[str]:
    """Not under another name either: every file is compared with what was received."""
    gone = set(Evidence.objects.filter(state=EvidenceState.TAKEN_DOWN).values_list("sha256", flat=True))
    gone |= {fact["derivative_sha256"] for fact in seen.of("taken down")}
    for path in Path(settings.EVIDENCE_ROOT).rglob("*"):
        if path.is_file() and _digest(path) in gone:
            yield f"bytes of a tombstone: {path.name}"


def _receipts_are_kept(seen: Seen) -> Iterator[str]:
    for given in seen.of("received"):
        kept = Evidence.objects.filter(
            pk=given["pk"], sha256=given["sha256"], receipt=given["receipt"]
        ).first()
        if kept is None:
            yield f"lost receipt {given['receipt']}: its row is gone or tells another file"
        elif kept.state == EvidenceState.RECEIVING:
            yield f"lost receipt {given['receipt']}: {kept.state}"


def _no_effect_is_doubled() -> Iterator[str]:
    arrived = [row for row in Evidence.objects.all() if row.sha256]
    counts = {
        "rows of one file": Counter(row.sha256 for row in arrived),
        "items of one proof in one version": Counter(
            EvidenceItem.objects.values_list("evidence", "update__version")
        ),
        "reviews of one update": Counter(Review.objects.values_list("update", flat=True)),
        "log entries of one submission": Counter(
            AuditEntry.objects.filter(action="update.submit").values_list("target_id", flat=True)
        ),
        "attachments told for one proof": Counter(
            entry.data["evidence"] for entry in AuditEntry.objects.filter(action="update.attached")
        ),
    }
    for what, counter in counts.items():
        for one, count in counter.items():
            if count > 1:
                yield f"doubled: {count} {what} ({one})"


def _update_is_whole(update: ProgressUpdate) -> Iterator[str]:
    events = list(UpdateEvent.objects.filter(update=update).order_by("pk"))
    state = UpdateState(update.corrects.state) if update.corrects else UpdateState.DRAFT
    for event in events:
        if event.from_state != state:
            yield f"half transition: {event.transition} from {event.from_state}, where it was {state}"
        state = UpdateState(event.to_state)
    if state != update.state:
        yield f"half transition: update {update.state}, its last event {state}"
    entries = AuditEntry.objects.filter(target_type="renaksi.progressupdate", target_id=str(update.pk))
    told = [entry.action for entry in entries.order_by("pk") if "to" in entry.data]
    if told != [f"update.{event.transition}" for event in events]:
        yield f"half transition: events {[event.transition for event in events]}, log {told}"
    yield from _review_is_whole(update)


def _review_is_whole(update: ProgressUpdate) -> Iterator[str]:
    if update.reviews.count() != _REVIEWED.get(UpdateState(update.state), 0):
        yield f"half transition: {update.state} with {update.reviews.count()} reviews"
    for item in update.items.select_related("evidence"):
        accepted = item.evidence.items.filter(
            update__state=UpdateState.VERIFIED, verdict=ItemVerdict.ACCEPTED
        ).exists()
        if accepted != (item.evidence.approved_at is not None):
            yield f"half transition: update {update.state}, item {item.verdict}, but not so its proof"
        judged = AuditEntry.objects.filter(action="item.judged", target_id=str(item.pk)).count()
        if judged != (item.verdict != ItemVerdict.PENDING and not is_carried(item)):
            yield f"half transition: item {item.verdict} with {judged} log entries"


def _one_version_counts(seen: Seen) -> Iterator[str]:
    """One is worked on, and what was verified goes on counting until a newer one is: never two, never none."""
    if ProgressUpdate.objects.exclude(state=UpdateState.WITHDRAWN).filter(is_current=True).count() != 1:
        yield "half transition: not exactly one current version"
    verified = ProgressUpdate.objects.filter(state=UpdateState.VERIFIED)
    counting = verified.filter(superseded_at__isnull=True).count()
    if counting != min(verified.count(), 1):
        yield f"half transition: {counting} of {verified.count()} verified versions count"
    if seen.of("version begun") and not ProgressUpdate.objects.filter(corrects__isnull=False).exists():
        yield "lost: a version that was seen to begin"


def _verdicts_are_kept(seen: Seen) -> Iterator[str]:
    states = set(ProgressUpdate.objects.values_list("state", flat=True))
    if seen.of("submitted") and states == {UpdateState.DRAFT}:
        yield "lost: a submission that its author saw confirmed"
    if seen.of("reviewed") and not states & {UpdateState.VERIFIED, UpdateState.RETURNED}:
        yield "lost: a verdict that its reviewer saw confirmed"
    if seen.of("taken down") and not Evidence.objects.filter(state=EvidenceState.TAKEN_DOWN).exists():
        yield "lost: a takedown that was seen confirmed"
    if seen.of("judged") and not EvidenceItem.objects.exclude(verdict=ItemVerdict.PENDING).exists():
        yield "lost: the verdict on a proof"


def _every_file_is_known() -> Iterator[str]:
    known = set()
    for row in Evidence.objects.all():
        known |= {row.stored_name, row.derivative_name, row.preview_name} - {""}
        known |= {name for visit in row.visits.all() for name in (visit.copy_name, visit.derivative_name)} - {
            ""
        }
        if row.state == EvidenceState.RECEIVING:
            known |= {row.part_name, row.part_name.removesuffix(".part")}
    root = Path(settings.EVIDENCE_ROOT)
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not any(name == one or name.startswith(f"{one}/") for one in known):
            yield f"file without a row: {name}"
