"""The record of what changed after it was published."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from renaksi.domain.amendments import Change
from renaksi.models import ActionPlan, Amendment, Commitment, Milestone
from renaksi.models.published import ReasonRequired

STAFF_SOURCE = "CMS"


def sources_after(sources: dict[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """What staff wrote comes from them, whatever an import said of the field before."""
    return {**sources, **{change.field: {"source": STAFF_SOURCE} for change in changes}}


def record_amendments(
    *, target: ActionPlan | Commitment | Milestone, changes: Iterable[Change], by: User, reason: str
) -> list[Amendment]:
    """One row per field, in the transaction of the change. Raises ReasonRequired for a blank reason."""
    changes = tuple(changes)
    if changes and not reason.strip():
        raise ReasonRequired(changes)
    if changes:
        _tell_history(target, changes, by=by, reason=reason)
    now = timezone.now()
    return Amendment.objects.bulk_create(
        Amendment(
            **_keys(target),
            field=change.field,
            old=change.old,
            new=change.new,
            reason=reason.strip(),
            by=by,
            at=now,
        )
        for change in changes
    )


def _keys(target: ActionPlan | Commitment | Milestone) -> dict[str, ActionPlan | Commitment | Milestone]:
    if isinstance(target, ActionPlan):
        return {"plan": target}
    if isinstance(target, Milestone):
        return {"commitment": target.commitment, "milestone": target}
    return {"commitment": target}


def _tell_history(
    target: ActionPlan | Commitment | Milestone, changes: tuple[Change, ...], *, by: User, reason: str
) -> None:
    """The history in the CMS says why, next to who and when."""
    data = {
        "reason": reason.strip(),
        "fields": [change.field for change in changes],
        "of": str(target),
        "record": target._meta.model_name,
    }
    record = target.commitment if isinstance(target, Milestone) else target
    log(instance=record, action="renaksi.amend", user=by, data=data)
