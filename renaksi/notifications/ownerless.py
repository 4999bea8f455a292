"""Admins are told of what is open although nobody is there to do it: once for each item."""

from datetime import datetime

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from renaksi.enums import NoticeKind
from renaksi.models import Notice
from renaksi.notifications.notices import tell
from renaksi.queries.workspace.ownerless import ownerless_items


def tell_ownerless(at: datetime) -> int:
    """For the daily run; returns how many items were new to somebody."""
    admins = list(User.objects.filter(is_active=True, memberships__role=Role.ADMIN).distinct())
    told = Notice.objects.filter(kind=NoticeKind.OWNERLESS, user__in=admins).values_list("user_id", "key")
    known = set(told)
    new = 0
    for item in ownerless_items(today=timezone.localdate(at)):
        key = f"ownerless:{item.key}"
        people = [admin for admin in admins if (admin.pk, key) not in known]
        if people:
            tell(people, NoticeKind.OWNERLESS, key=key, at=at)
            new += 1
    return new
