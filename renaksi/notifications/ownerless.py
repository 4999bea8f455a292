"""Admins are told of what is open although nobody is there to do it: once for each item."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from renaksi.enums import NoticeKind
from renaksi.models import Notice
from renaksi.queries.workspace.ownerless import ownerless_items


def of_ownerless(admins: Iterable[User], at: datetime) -> Iterator[Notice]:
    """For the daily run."""
    for item in ownerless_items(today=timezone.localdate(at)):
        for admin in admins:
            yield Notice(
                user=admin,
                kind=NoticeKind.OWNERLESS,
                key=f"ownerless:{item.key}",
                at=at,
                milestone_id=item.milestone_id,
                institution_id=item.institution_id,
                period_id=item.period_id,
                update_id=item.update_id,
            )
