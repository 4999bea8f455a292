"""Who has which report open, as of a moment: what ran out holds nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formats import moment
from renaksi.models import ProgressUpdate, ReviewLock


@dataclass(frozen=True, slots=True)
class DeskLock:
    """`holder` says who and since when; empty if nobody has it open."""

    holder: str
    is_mine: bool

    @property
    def is_others(self) -> bool:
        return bool(self.holder) and not self.is_mine


NOBODY = DeskLock(holder="", is_mine=False)


def locks_of_others(user: User, at: datetime) -> QuerySet[ReviewLock]:
    return ReviewLock.objects.filter(until__gt=at).exclude(by=user)


def lock_of(update: ProgressUpdate, user: User, at: datetime) -> DeskLock:
    lock = ReviewLock.objects.filter(update=update, until__gt=at).select_related("by").first()
    return desk_lock(lock, user, at)


def desk_lock(lock: ReviewLock | None, user: User, at: datetime) -> DeskLock:
    """`lock` comes with its holder; it may have run out."""
    if lock is None or lock.until <= at:
        return NOBODY
    return DeskLock(held_text(lock), is_mine=lock.by_id == user.pk)


def held_text(lock: ReviewLock) -> str:
    """Sri Contoh sejak 5 Okt 2026 10.05 WIB."""
    return _("%(who)s sejak %(since)s") % {"who": lock.by, "since": moment(lock.since)}
