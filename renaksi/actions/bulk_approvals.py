"""Several approvals in one go: each is checked and written down as if it were the only one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from renaksi.actions.refusals import Refused
from renaksi.actions.updates import approve_update
from renaksi.models import ProgressUpdate


@dataclass(frozen=True, slots=True)
class ApprovalOutcome:
    approved: tuple[ProgressUpdate, ...]
    refused: tuple[tuple[ProgressUpdate, Refused], ...]


def approve_marked(*, updates: Iterable[ProgressUpdate], by: User, at: datetime) -> ApprovalOutcome:
    """Each in a transaction of its own: what is refused says why, the rest goes on."""
    approved, refused = [], []
    for update in updates:
        try:
            approved.append(approve_update(update=update, by=by, at=at))
        except Refused as refusal:
            refused.append((update, refusal))
    return ApprovalOutcome(tuple(approved), tuple(refused))
