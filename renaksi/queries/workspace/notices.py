"""What one person was told, as a list, and how much of it they have not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from foundation.formats import moment
from renaksi.enums import NoticeKind
from renaksi.models import Notice
from renaksi.notifications.deadlines import Deadlines
from renaksi.notifications.readable import SHOWN, readable
from renaksi.notifications.wording import About, Told, told

# Older ones have long been dealt with, and the screen loads what it filters by today's rights.
MOST_NOTICES = 500
MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class NoticeLine:
    id: int
    kind: str
    told: Told
    at: str
    is_new: bool


def notices_of(user: User) -> list[Notice]:
    """The newest first; what they may not read any more is left out."""
    told = Notice.objects.filter(_shown_to(user), user=user)
    return readable(user, told.select_related(*SHOWN)[:MOST_NOTICES])


def _shown_to(user: User) -> Q:
    """Who came by a link reads of its institution and its period alone."""
    link = user.came_by
    if link is None:
        return Q()
    own_report = Q(update__institution=link.institution_id, update__period=link.period)
    own_round = Q(update=None, period=link.period, institution=link.institution_id)
    return own_report | own_round | Q(update=None, period=link.period, institution=None)


def notice_lines(notices: Sequence[Notice], at: datetime) -> list[NoticeLine]:
    deadlines, today = Deadlines(notices), timezone.localdate(at)
    return [
        NoticeLine(
            id=notice.pk,
            kind=str(NoticeKind(notice.kind).label),
            told=told(About(notice, deadlines.of(notice), today)),
            at=moment(notice.at),
            is_new=notice.seen_at is None,
        )
        for notice in notices
    ]


def unseen_count(user: User) -> str:
    """As the navigation shows it: blank for none, 99+ for very many."""
    unseen = Notice.objects.filter(user=user, seen_at=None).select_related(*SHOWN)
    count = len(readable(user, unseen[: MOST_COUNTED + 1]))
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")
