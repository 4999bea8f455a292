"""What every step of an update shares: its lock, its place in the table, its trace in history and log, its notice."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from foundation.audit.actions import record
from foundation.faults import fail_point
from renaksi.actions.refusals import Refused
from renaksi.actions.telling import tell_of_step
from renaksi.domain.update_flow import Problem, Transition, TransitionRefused, transition_for
from renaksi.enums import EDITABLE_STATES, UpdateState
from renaksi.models import ProgressUpdate, UpdateEvent
from renaksi.queries.succession import reporter_now


def require(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence: require(may_verify(by, plan))
    if not allowed:
        raise PermissionDenied


def locked(update: ProgressUpdate) -> ProgressUpdate:
    """The update as it stands now, held until the transaction ends."""
    return (
        ProgressUpdate.objects.select_for_update(of=("self",))
        .select_related("institution", "period", "milestone__commitment__plan", "milestone__responsible")
        .get(pk=update.pk)
    )


def approvals_asked(update: ProgressUpdate) -> frozenset[UpdateState]:
    """Nobody coordinates an institution without a region, so a region's approval is asked of the others."""
    plan = update.milestone.commitment.plan
    asked = set()
    if plan.agency_approval:
        asked.add(UpdateState.AWAITING_AGENCY)
    if plan.region_approval and update.institution.region_id is not None:
        asked.add(UpdateState.AWAITING_REGION)
    return frozenset(asked)


def find_step(update: ProgressUpdate, label_code: str) -> Transition:
    """Raises Refused if the update's state has no such step."""
    try:
        return transition_for(UpdateState(update.state), label_code, approvals_asked(update))
    except TransitionRefused as refusal:
        raise Refused([Problem("step_not_possible")]) from refusal


def take_step(
    update: ProgressUpdate, transition: Transition, *, by: User, at: datetime, note: str = ""
) -> None:
    """Change the state and write down who did it; the caller has checked rights and guards.

    What comes back to an institution that has ended since is mended by who goes on for it.
    """
    before = update.state
    update.state = transition.target
    if transition.target in EDITABLE_STATES:
        update.institution = reporter_now(update)
    if transition.target == UpdateState.SUBMITTED and update.first_submitted_at is None:
        update.first_submitted_at = at
    update.save()
    fail_point("step.after_state")
    UpdateEvent.objects.create(
        update=update,
        transition=transition.name,
        from_state=before,
        to_state=update.state,
        note=note,
        by=by,
        at=at,
    )
    fail_point("step.after_event")
    tell_of_step(update, transition, at=at)
    facts = {"from": before, "to": update.state, "at": timezone.localtime(at)}
    record(action=f"update.{transition.name}", by=by, target=update, data=facts)
