"""What somebody may still be told: asked when it is shown or mailed, not when it was written down."""

from collections.abc import Iterable

from accounts.domain.rights import Right
from accounts.models import User
from accounts.permissions import reach
from renaksi.enums import NoticeKind
from renaksi.models import Notice
from renaksi.permissions import granted_plan_ids, may_decide

# What a notice shows beside its own row; hand it to `select_related`.
SHOWN = (
    "institution",
    "milestone__commitment__plan",
    "period__plan",
    "update__blocked_by",
    "update__institution",
    "update__milestone__commitment__plan",
    "update__period",
)
_FOR_SECRETARIAT = frozenset({NoticeKind.LIST_OVERDUE, NoticeKind.HOLIDAYS_MISSING, NoticeKind.OWNERLESS})


def readable(user: User, notices: Iterable[Notice]) -> list[Notice]:
    """Nothing for who is switched off; of the rest what their roles reach today."""
    found = list(notices)
    if not user.is_active or not found:
        return []
    reads = _Reads(user)
    return [notice for notice in found if reads.may(notice)]


class _Reads:
    def __init__(self, user: User) -> None:
        self._user = user
        self._updates = reach(user, Right.READ_UPDATES)
        self._writes = reach(user, Right.WRITE_UPDATES)
        self._plans = granted_plan_ids(user, Right.READ_UPDATES)

    def may(self, notice: Notice) -> bool:
        if notice.kind in _FOR_SECRETARIAT:
            return may_decide(self._user)
        if notice.kind == NoticeKind.TO_APPROVE:
            return self._may_approve(notice)
        if notice.kind == NoticeKind.BLOCKING:
            # It names who waits and for what, which the public reads too; the report stays closed.
            waited_for = notice.update.blocked_by if notice.update else None
            return waited_for is not None and self._writes.covers(waited_for)
        if notice.update is not None:
            return self._may_read_update(notice)
        return notice.institution is None or self._updates.covers(notice.institution)

    def _may_approve(self, notice: Notice) -> bool:
        rights = (Right.APPROVE_FOR_AGENCY, Right.APPROVE_FOR_REGION)
        update = notice.update
        return update is not None and any(reach(self._user, one).covers(update.institution) for one in rights)

    def _may_read_update(self, notice: Notice) -> bool:
        update = notice.update
        if update is None:
            return False
        granted = update.milestone.commitment.plan_id in self._plans
        return granted or self._updates.covers(update.institution)
