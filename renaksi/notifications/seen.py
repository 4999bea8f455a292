from collections.abc import Iterable
from datetime import datetime

from renaksi.models import Notice


def mark_seen(notices: Iterable[Notice], at: datetime) -> None:
    """Their person has them on the screen; the first time counts."""
    unseen = [notice.pk for notice in notices if notice.seen_at is None]
    if unseen:
        Notice.objects.filter(pk__in=unseen, seen_at=None).update(seen_at=at)
