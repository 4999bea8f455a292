"""A new version of a report with its verdict: its author's correction, or the verdict undone.

The older version stays with everything that was said of it, and counts until a newer one has its verdict.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from evidence.enums import EvidenceState
from foundation.faults import fail_point
from renaksi.actions.refusals import refuse_if
from renaksi.actions.steps import find_step, locked, require, take_step
from renaksi.domain.update_flow import Problem, Transition, correction_problems, reopening_problems
from renaksi.enums import ItemVerdict, UpdateState
from renaksi.models import EvidenceItem, ProgressUpdate
from renaksi.permissions import may_report_for, may_verify, may_write
from renaksi.queries.guards import withdrawn_problem
from renaksi.queries.versions import correction_facts, counting_version, is_reopened, reopening_facts
from renaksi.queries.workspace.answers import ANSWERS

_COPIED = (
    "milestone",
    "period",
    "institution",
    *ANSWERS,
    # Whether it came in time is said of the first version.
    "first_submitted_at",
)


@transaction.atomic
def correct_update(*, update: ProgressUpdate, reason: str, by: User, at: datetime) -> ProgressUpdate:
    """The draft of a new version: it starts from the verified one and asks for a verdict of its own.

    Its reason is told in public once it is verified. Raises Refused.
    """
    found = locked(update)
    require(may_write(by, found))
    refuse_if(
        *correction_problems(correction_facts(found, reason)),
        withdrawn_problem(found.milestone),
    )
    by_institution = may_report_for(by, found.institution)
    draft = _next_version(
        found, reason, author=by, on_behalf_source=None if by_institution else found.on_behalf_source
    )
    _begin(found, draft, find_step(found, "correct"), by=by, at=at)
    _carry_accepted(found, draft)
    return draft


@transaction.atomic
def reopen_verdict(*, update: ProgressUpdate, reason: str, by: User, at: datetime) -> ProgressUpdate:
    """Undo a mistaken verdict: the same report waits once more, each of its proofs unjudged.

    Its author need do nothing. Raises Refused, also to who had a part in the report.
    """
    found = locked(update)
    require(may_verify(by, found.milestone.commitment.plan))
    refuse_if(*reopening_problems(reopening_facts(found, reason, by.pk)))
    kept = ("author", "on_behalf_source", "submitted_by", "submitted_at")
    again = _next_version(found, reason, **{name: getattr(found, name) for name in kept})
    _begin(found, again, find_step(found, "reopen"), by=by, at=at)
    _carry_unjudged(found, again)
    return again


def _next_version(update: ProgressUpdate, reason: str, **fields: Any) -> ProgressUpdate:
    known = ProgressUpdate.objects.filter(milestone=update.milestone_id, period=update.period_id)
    return ProgressUpdate(
        version=1 + known.count(),
        state=update.state,
        corrects=update,
        correction_reason=reason.strip(),
        **{name: getattr(update, name) for name in _COPIED},
        **fields,
    )


def _begin(
    old: ProgressUpdate, new: ProgressUpdate, transition: Transition, *, by: User, at: datetime
) -> None:
    old.is_current = False
    old.save(update_fields=["is_current", "changed_at"])
    fail_point("version.after_old")
    take_step(new, transition, by=by, at=at, note=new.correction_reason)


def _carry_accepted(old: ProgressUpdate, new: ProgressUpdate) -> None:
    """With their verdicts: nobody judges twice what nobody touched. What was refused stays behind."""
    _carry(
        old.items.filter(verdict=ItemVerdict.ACCEPTED).exclude(evidence__state=EvidenceState.TAKEN_DOWN),
        new,
        kept=("verdict", "note", "judged_by", "judged_at"),
    )


def _carry_unjudged(old: ProgressUpdate, new: ProgressUpdate) -> None:
    """Every verdict is given anew: on what proof the mistake was is for the verifier to say."""
    _carry(old.items.exclude(evidence__state=EvidenceState.TAKEN_DOWN), new)


def _carry(items: Any, new: ProgressUpdate, kept: tuple[str, ...] = ()) -> None:
    EvidenceItem.objects.bulk_create(
        EvidenceItem(
            update=new,
            evidence_id=item.evidence_id,
            requirement_id=item.requirement_id,
            **{name: getattr(item, name) for name in kept},
        )
        for item in items.order_by("pk")
    )
    fail_point("version.before_commit")


@transaction.atomic
def give_up_correction(*, update: ProgressUpdate, by: User, at: datetime) -> ProgressUpdate:
    """The version before it is current again; the draft stays stored as withdrawn. Raises Refused."""
    found = locked(update)
    require(may_write(by, found))
    refuse_if(Problem("no_correction") if counting_version(found) is None else None)
    transition = find_step(found, "give_up")
    take_step(found, transition, by=by, at=at)
    restore_earlier(found)
    return found


def replace_earlier(update: ProgressUpdate, *, at: datetime) -> None:
    """From its verdict on it counts instead of the versions before; so does nothing, where one was undone."""
    if update.corrects_id is None:
        return
    earlier = ProgressUpdate.objects.filter(
        milestone=update.milestone_id,
        period=update.period_id,
        version__lt=update.version,
        superseded_at__isnull=True,
    )
    if update.state == UpdateState.RETURNED:
        if not is_reopened(update):
            return
        earlier = earlier.filter(pk=update.corrects_id)
    earlier.update(superseded_at=at)


def restore_earlier(update: ProgressUpdate) -> None:
    """After a version was given up or withdrawn: as if it had never been, the one before it stands."""
    if update.corrects is None:
        return
    update.is_current = False
    update.save(update_fields=["is_current", "changed_at"])
    update.corrects.is_current = True
    earlier: ProgressUpdate | None = update.corrects
    while earlier is not None:
        earlier.superseded_at = None
        earlier.save(update_fields=["is_current", "superseded_at", "changed_at"])
        earlier = None if earlier.state == UpdateState.VERIFIED else earlier.corrects
