"""How a report comes into being and goes up: drafts, evidence, submission, approval."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from evidence.models import Evidence
from foundation.audit.actions import record
from foundation.receipts import new_receipt
from institutions.models import Institution
from renaksi.actions.refusals import Refused, StaleDraft, SubmissionRefused, refuse_if
from renaksi.actions.steps import find_step, locked, require, take_step
from renaksi.domain.update_flow import (
    ApprovalFacts,
    Problem,
    approval_problems,
    reason_problems,
)
from renaksi.enums import EDITABLE_STATES, Challenge, Step, UpdateState
from renaksi.models import Milestone, ProgressUpdate, ReportingPeriod
from renaksi.permissions import (
    may_approve_for_agency,
    may_approve_for_region,
    may_report,
    may_report_in,
    may_write,
    may_write_on_behalf,
)
from renaksi.queries.guards import (
    beginning_problems,
    involved_before_approval,
    measure_of,
    missing_for_submission,
)
from renaksi.queries.versions import waits_reopened
from renaksi.queries.workspace.report import last_answer


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What an author writes. A quantity is told in `realised`, everything else in `step`."""

    realised: Decimal | None = None
    step: int | None = None
    narrative: str = ""
    challenges: tuple[str, ...] = ()
    challenge_text: str = ""
    next_step: str = ""
    blocked_by: Institution | None = None
    blocked_since: date | None = None
    blocked_reason: str = ""


def start_update(
    *,
    milestone: Milestone,
    period: ReportingPeriod,
    by: User,
    at: datetime,
    on_behalf_source: Evidence | None = None,
) -> ProgressUpdate:
    """The current update of the milestone and period; a new draft if there is none.

    A new draft begins with the last period's answer, without its narrative. The secretariat alone writes
    on behalf of the institution, with the letter as its source. Raises Refused.
    """
    require(may_write_on_behalf(by) if on_behalf_source else may_report(by, milestone))
    require(may_report_in(by, period.pk))
    known = _current(milestone, period)
    if known is not None:
        return known
    owner = milestone.owner
    if owner is None:
        raise Refused([Problem("milestone_without_owner")])
    refuse_if(*beginning_problems(milestone, period, owner, timezone.localdate(at)))
    try:
        return _create_draft(milestone, period, owner, by=by, on_behalf_source=on_behalf_source)
    except IntegrityError:
        # A colleague opened the same form at the same moment.
        return ProgressUpdate.objects.current().get(milestone=milestone, period=period)


def _current(milestone: Milestone, period: ReportingPeriod) -> ProgressUpdate | None:
    return ProgressUpdate.objects.current().filter(milestone=milestone, period=period).first()


@transaction.atomic
def _create_draft(
    milestone: Milestone,
    period: ReportingPeriod,
    owner: Institution,
    *,
    by: User,
    on_behalf_source: Evidence | None,
) -> ProgressUpdate:
    update = ProgressUpdate.objects.create(
        milestone=milestone,
        period=period,
        institution=owner,
        version=1 + ProgressUpdate.objects.filter(milestone=milestone, period=period).count(),
        author=by,
        on_behalf_source=on_behalf_source,
        **last_answer(milestone, period),
    )
    record(action="update.started", by=by, target=update)
    return update


def revision_to_send(opened_with: int, update: ProgressUpdate) -> int:
    """Who opened a report that nobody had begun may write what was only begun meanwhile."""
    return update.revision if opened_with == 0 and update.revision == 1 else opened_with


@transaction.atomic
def save_draft(
    *, update: ProgressUpdate, content: DraftContent, revision: int, by: User, at: datetime
) -> ProgressUpdate:
    """`revision` is the one that the form was opened with. Raises StaleDraft, Refused."""
    found = _editable(update, by)
    if found.revision != revision:
        # The same words sent twice, as by a second tap on the button, overwrite nobody's.
        if _same_content(found, content):
            return found
        raise StaleDraft
    quantity = measure_of(found.milestone).is_quantity
    refuse_if(*_content_problems(content, quantity=quantity))
    for field in fields(DraftContent):
        setattr(found, field.name, getattr(content, field.name))
    found.challenges = list(content.challenges)
    found.realised = content.realised if quantity else None
    found.step = None if quantity else content.step
    found.revision += 1
    found.save()
    record(action="update.saved", by=by, target=found, data={"revision": found.revision, "at": at})
    return found


def _editable(update: ProgressUpdate, by: User) -> ProgressUpdate:
    found = locked(update)
    require(may_write(by, found))
    refuse_if(Problem("not_editable") if found.state not in EDITABLE_STATES else None)
    return found


def _same_content(update: ProgressUpdate, content: DraftContent) -> bool:
    stored = {field.name: getattr(update, field.name) for field in fields(DraftContent)}
    return DraftContent(**{**stored, "challenges": tuple(update.challenges)}) == content


def _content_problems(content: DraftContent, *, quantity: bool) -> tuple[Problem | None, ...]:
    unknown_step = not quantity and content.step is not None and content.step not in Step.values
    unknown_challenge = set(content.challenges) - set(Challenge.values)
    return (
        Problem("step_invalid", "step") if unknown_step else None,
        Problem("challenge_invalid", "challenges") if unknown_challenge else None,
    )


@transaction.atomic
def submit_update(*, update: ProgressUpdate, by: User, at: datetime) -> ProgressUpdate:
    """Send it up, to whoever the plan asks first; the update then carries its receipt.

    Raises SubmissionRefused with all that is missing.
    """
    found = _editable(update, by)
    missing = missing_for_submission(found, timezone.localdate(at))
    if missing:
        raise SubmissionRefused(missing)
    found.submitted_by = by
    found.submitted_at = at
    found.receipt = _new_receipt(at)
    take_step(found, find_step(found, "submit"), by=by, at=at, note=found.receipt)
    return found


def _new_receipt(at: datetime) -> str:
    given = ProgressUpdate.objects.filter
    return new_receipt("TT", timezone.localdate(at), is_taken=lambda drawn: given(receipt=drawn).exists())


@transaction.atomic
def recall_update(*, update: ProgressUpdate, by: User, at: datetime) -> ProgressUpdate:
    """Back to the draft, until its review begins. Raises Refused after that, and for what a verifier reopened."""
    found = locked(update)
    require(may_write(by, found))
    refuse_if(Problem("reopened_not_recalled") if waits_reopened(found) else None)
    take_step(found, find_step(found, "recall"), by=by, at=at)
    return found


@transaction.atomic
def approve_update(*, update: ProgressUpdate, by: User, at: datetime) -> ProgressUpdate:
    """One approval: the agency's, then the region's if the plan asks for it. Raises Refused."""
    found = locked(update)
    _check_approver(found, by)
    take_step(found, find_step(found, "approve"), by=by, at=at)
    return found


@transaction.atomic
def send_back_update(*, update: ProgressUpdate, reason: str, by: User, at: datetime) -> ProgressUpdate:
    """To its author, with the reason; nothing has gone up yet. Raises Refused."""
    found = locked(update)
    _check_approver(found, by)
    transition = find_step(found, "send_back")
    refuse_if(*reason_problems(transition, reason))
    take_step(found, transition, by=by, at=at, note=reason.strip())
    return found


def _check_approver(update: ProgressUpdate, by: User) -> None:
    state = UpdateState(update.state)
    may_approve = may_approve_for_region if state == UpdateState.AWAITING_REGION else may_approve_for_agency
    require(may_approve(by, update.institution))
    refuse_if(*approval_problems(ApprovalFacts(state, by.pk, involved_before_approval(update))))
