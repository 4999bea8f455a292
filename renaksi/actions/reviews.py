"""The secretariat's word: on each proof, on the update, on the commitment."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from evidence.actions.publishing import publish_evidence
from evidence.enums import READABLE_STATES, EvidenceState
from foundation.audit.actions import record
from foundation.faults import fail_point
from renaksi.actions.corrections import replace_earlier, restore_earlier
from renaksi.actions.refusals import Refused, ReviewRefused, refuse_if
from renaksi.actions.review_locks import keep_lock
from renaksi.actions.steps import find_step, locked, require, take_step
from renaksi.domain.update_flow import (
    JudgedItem,
    Problem,
    RefusedItem,
    ReviewFacts,
    note_of,
    reason_of,
    reason_problems,
    review_problems,
)
from renaksi.enums import (
    WAITING_FOR_VERDICT_STATES,
    CompletionStatus,
    ItemVerdict,
    ReturnReason,
    ReviewVerdict,
    Step,
    UpdateState,
)
from renaksi.models import (
    Commitment,
    CompletionDecision,
    EvidenceItem,
    ProgressUpdate,
    Review,
    ReviewLock,
)
from renaksi.permissions import may_decide, may_verify
from renaksi.queries.figures import figures_for
from renaksi.queries.guards import accepted_before, involved_in, measure_of, percent_of


@transaction.atomic
def start_review(*, update: ProgressUpdate, by: User, at: datetime) -> ProgressUpdate:
    """From now on its author cannot recall it. Raises Refused, also to who had a part in it, and while
    another verifier has it open.
    """
    found = _reviewable(update, by, at)
    if found.state == UpdateState.SUBMITTED:
        take_step(found, find_step(found, "start_review"), by=by, at=at)
        fail_point("review.after_start")
    return found


def _reviewable(update: ProgressUpdate, by: User, at: datetime) -> ProgressUpdate:
    found = locked(update)
    require(may_verify(by, found.milestone.commitment.plan))
    problems = []
    if found.state not in WAITING_FOR_VERDICT_STATES:
        problems.append(Problem("not_waiting_for_verdict"))
    if by.pk in involved_in(found):
        problems.append(Problem("own_work"))
    held = None if problems else keep_lock(update=found, by=by, at=at)
    if held is not None:
        problems.append(held)
    if problems:
        raise ReviewRefused(problems)
    return found


@transaction.atomic
def judge_item(
    *,
    item: EvidenceItem,
    verdict: ItemVerdict,
    by: User,
    at: datetime,
    reason_code: ReturnReason | None = None,
    note: str = "",
) -> EvidenceItem:
    """Accept or refuse one proof. What has not passed the check cannot be accepted. Raises Refused."""
    start_review(update=item.update, by=by, at=at)
    found = EvidenceItem.objects.select_related("evidence").get(pk=item.pk)
    problems = _item_problems(found, verdict, reason_code, note)
    if problems:
        raise ReviewRefused(problems)
    judged = verdict != ItemVerdict.PENDING
    refused = verdict == ItemVerdict.REFUSED
    found.verdict = verdict
    found.reason_code = reason_code or "" if refused else ""
    found.note = note.strip() if judged else ""
    found.judged_by = by if judged else None
    found.judged_at = at if judged else None
    found.save()
    fail_point("judge.after_row")
    record(action="item.judged", by=by, target=found, data={"verdict": verdict, "reason": found.reason_code})
    fail_point("judge.before_commit")
    return found


def _item_problems(
    item: EvidenceItem, verdict: ItemVerdict, reason_code: ReturnReason | None, note: str
) -> list[Problem]:
    if verdict == ItemVerdict.ACCEPTED and item.evidence.state not in READABLE_STATES:
        return [Problem("item_not_checked", "verdict", item.pk)]
    if verdict != ItemVerdict.REFUSED:
        return []
    problems = []
    if reason_code is None:
        problems.append(Problem("item_reason_missing", "reason_code", item.pk))
    if not note.strip():
        problems.append(Problem("item_note_missing", "note", item.pk))
    return problems


@transaction.atomic
def verify_update(
    *,
    update: ProgressUpdate,
    by: User,
    at: datetime,
    verified_value: Decimal | None = None,
    verified_step: int | None = None,
    note: str = "",
    despite_refused: bool = False,
) -> Review:
    """The value is public at once, and so is each accepted proof that its sender made public.

    Above 0 it needs accepted evidence; `despite_refused` says that the verifier knows of what was refused since
    the report was sent. Raises ReviewRefused.
    """
    found = start_review(update=update, by=by, at=at)
    quantity = measure_of(found.milestone).is_quantity
    value, step = (verified_value, None) if quantity else (None, verified_step)
    if step is not None and step not in Step.values:
        raise ReviewRefused([Problem("step_invalid", "verified_step")])
    facts = _review_facts(
        found, by, ReviewVerdict.VERIFIED, value=value, step=step, despite_refused=despite_refused
    )
    _refuse_review(facts)
    review = Review.objects.create(
        update=found,
        verdict=ReviewVerdict.VERIFIED,
        verified_value=value,
        verified_step=step,
        note=note.strip(),
        by=by,
        at=at,
    )
    fail_point("verify.after_row")
    take_step(found, find_step(found, "verify"), by=by, at=at)
    replace_earlier(found, at=at)
    fail_point("verify.after_state")
    for item in found.items.filter(verdict=ItemVerdict.ACCEPTED).select_related("evidence"):
        publish_evidence(evidence=item.evidence, by=by, at=at)
    ReviewLock.objects.filter(update=found).delete()
    fail_point("verify.before_commit")
    return review


@transaction.atomic
def return_update(
    *, update: ProgressUpdate, reason_code: ReturnReason | None, note: str, by: User, at: datetime
) -> Review:
    """Back to its author, saying why: what was said at each refused proof, if nothing else. Raises ReviewRefused."""
    found = start_review(update=update, by=by, at=at)
    if reason_code is None and not note.strip():
        refused = _refused_now(found)
        reason_code, note = reason_of(refused), note_of(refused)
    _refuse_review(_review_facts(found, by, ReviewVerdict.RETURNED, reason_code=reason_code, note=note))
    review = Review.objects.create(
        update=found,
        verdict=ReviewVerdict.RETURNED,
        reason_code=reason_code or "",
        note=note.strip(),
        by=by,
        at=at,
    )
    fail_point("return.after_row")
    take_step(found, find_step(found, "return_"), by=by, at=at, note=note.strip())
    replace_earlier(found, at=at)
    ReviewLock.objects.filter(update=found).delete()
    fail_point("return.before_commit")
    return review


def _refused_now(update: ProgressUpdate) -> list[RefusedItem]:
    items = update.items.filter(verdict=ItemVerdict.REFUSED).exclude(evidence__state=EvidenceState.TAKEN_DOWN)
    return [
        RefusedItem(item.evidence.title, ReturnReason(item.reason_code), item.note)
        for item in items.select_related("evidence")
        if _is_fresh(item, update)
    ]


def _is_fresh(item: EvidenceItem, update: ProgressUpdate) -> bool:
    """Judged since the report was sent this time."""
    sent, judged = update.submitted_at, item.judged_at
    return sent is None or (judged is not None and judged >= sent)


def _refuse_review(facts: ReviewFacts) -> None:
    problems = review_problems(facts)
    if problems:
        raise ReviewRefused(problems)


def _review_facts(
    update: ProgressUpdate,
    by: User,
    verdict: ReviewVerdict,
    *,
    value: Decimal | None = None,
    step: int | None = None,
    reason_code: ReturnReason | None = None,
    note: str = "",
    despite_refused: bool = False,
) -> ReviewFacts:
    return ReviewFacts(
        state=UpdateState(update.state),
        verdict=verdict,
        reviewer=by.pk,
        involved=involved_in(update),
        items=tuple(
            JudgedItem(
                item.pk,
                ItemVerdict(item.verdict),
                ReturnReason(item.reason_code) if item.reason_code else None,
                item.note,
                _is_fresh(item, update),
            )
            # What was taken down proves nothing, and there is nothing left of it to judge.
            for item in update.items.exclude(evidence__state=EvidenceState.TAKEN_DOWN)
        ),
        accepted_before=len(accepted_before(update)),
        value_field="verified_value" if measure_of(update.milestone).is_quantity else "verified_step",
        verified_percent=percent_of(update.milestone, value, step),
        reason_code=reason_code,
        note=note,
        despite_refused=despite_refused,
    )


@transaction.atomic
def withdraw_update(*, update: ProgressUpdate, reason: str, by: User, at: datetime) -> ProgressUpdate:
    """Take a wrong record out of every figure; it stays stored with the reason, and the version before stands.

    Raises Refused.
    """
    found = locked(update)
    require(may_verify(by, found.milestone.commitment.plan))
    transition = find_step(found, "withdraw")
    refuse_if(
        Problem("newer_version") if not found.is_current else None, *reason_problems(transition, reason)
    )
    take_step(found, transition, by=by, at=at, note=reason.strip())
    restore_earlier(found)
    return found


@transaction.atomic
def decide_completion(
    *, commitment: Commitment, status: CompletionStatus, reason: str, by: User, at: datetime
) -> CompletionDecision:
    """ "Complete" only if every milestone is proven complete; the rest is the secretariat's judgement.

    Raises Refused.
    """
    require(may_decide(by))
    found = Commitment.objects.for_figures().get(pk=commitment.pk)
    refuse_if(
        Problem("not_monitored") if not found.monitored else None,
        Problem("status_invalid", "status") if status not in CompletionStatus.values else None,
        Problem("reason_missing", "reason") if not reason.strip() else None,
    )
    proposed = figures_for([found], as_of=timezone.localdate(at))[found.pk].proposed
    if status == CompletionStatus.COMPLETE and proposed != CompletionStatus.COMPLETE:
        raise Refused([Problem("completion_not_proven", "status")])
    decision = CompletionDecision.objects.create(
        commitment=commitment, status=status, reason=reason.strip(), by=by, at=at
    )
    record(action="commitment.completion_decided", by=by, target=commitment, data={"status": status})
    return decision
