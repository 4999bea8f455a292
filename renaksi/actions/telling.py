"""Who is told of a step that a report took, in the transaction of that step."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import User
from renaksi.domain.update_flow import Transition
from renaksi.enums import NoticeKind, UpdateState
from renaksi.models import ProgressUpdate
from renaksi.notifications.notices import tell
from renaksi.permissions import approvers_of, focal_points_of, may_write
from renaksi.queries.guards import involved_before_approval

_STEPS: Mapping[NoticeKind, tuple[str, ...]] = {
    NoticeKind.RETURNED: ("return_",),
    NoticeKind.VERIFIED: ("verify",),
    NoticeKind.SENT_BACK: ("send_back", "send_back_region"),
    NoticeKind.REOPENED: ("reopen",),
    NoticeKind.TO_APPROVE: ("submit_to_agency", "submit_to_region", "approve_to_region"),
}


def tell_of_step(update: ProgressUpdate, transition: Transition, *, at: datetime) -> None:
    """After the step was written down; who took it again has it told again. At most eight queries."""
    for kind, steps in _STEPS.items():
        if transition.name in steps:
            people = _to_approve(update) if kind == NoticeKind.TO_APPROVE else _reporters(update)
            times = update.events.filter(transition__in=steps).count()
            tell(people, kind, key=f"{kind}:{update.pk}:{times}", at=at, update=update)
    if transition.target == UpdateState.SUBMITTED:
        _tell_who_is_waited_for(update, at)


def _tell_who_is_waited_for(update: ProgressUpdate, at: datetime) -> None:
    """Once for each milestone and day since when it waits, however many reports repeat it."""
    waited_for = update.blocked_by
    if waited_for is None:
        return
    key = f"{NoticeKind.BLOCKING}:{update.milestone_id}:{waited_for.pk}:{update.blocked_since}"
    people = focal_points_of(waited_for)
    tell(people, NoticeKind.BLOCKING, key=key, at=at, update=update, milestone=update.milestone)


def _reporters(update: ProgressUpdate) -> set[User]:
    """Who reports for the institution, and who wrote it, while they may still mend it."""
    author = {update.author} if may_write(update.author, update) else set()
    return {*focal_points_of(update.institution), *author}


def _to_approve(update: ProgressUpdate) -> set[User]:
    """Nobody approves what they wrote."""
    involved = involved_before_approval(update)
    return {person for person in approvers_of(update) if person.pk not in involved}
