"""One mail for each person and day at the most, and none if there is nothing new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import ngettext

from accounts.enums import MailChoice
from accounts.models import Membership, User
from foundation.formats import long_date
from foundation.mail.outbox import queue_mail
from renaksi.domain.reminders import CATCH_UP_DAYS, LADDER
from renaksi.enums import NoticeKind, UpdateState
from renaksi.models import Notice
from renaksi.notifications.deadlines import Deadlines
from renaksi.notifications.letters import Letter, absolute, letter
from renaksi.notifications.readable import SHOWN, readable
from renaksi.notifications.return_mail import Returned, returned, with_reasons
from renaksi.notifications.wording import About, Told, told
from renaksi.permissions import may_approve
from renaksi.queries.awaited import Awaited

LINES_OF_A_KIND = 12
_LONG_PAST = timedelta(days=CATCH_UP_DAYS)
_REMINDERS = frozenset(rung.kind for rung in LADDER)
# A report in another state has been dealt with since.
_STILL_IN = {
    NoticeKind.RETURNED: {UpdateState.RETURNED},
    NoticeKind.SENT_BACK: {UpdateState.DRAFT},
}


@dataclass(frozen=True, slots=True)
class Line:
    """`returned` says why, if it is about a report that came back."""

    told: Told
    returned: Returned | None


@dataclass(frozen=True, slots=True)
class Group:
    """What one kind of notices tells; `more` counts those that are left out."""

    title: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Day:
    """What every digest of the day needs."""

    at: datetime
    awaited: Mapping[str, Awaited]
    deadlines: Deadlines

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    def key(self, user: User) -> str:
        return f"digest:{user.pk}:{self.today:%Y-%m-%d}"


def send_digests(owed: Iterable[Awaited], at: datetime) -> list[Letter]:
    """Of all that was told until then and not yet mailed. Loads for everybody at once.

    Who wants no mail has it settled all the same: nothing piles up until they change their mind.
    """
    found = _waiting(at)
    if not found:
        return []
    day = _Day(
        at=at,
        awaited={one.subject: one for one in owed},
        deadlines=Deadlines([notice for _user, notices in found for notice in notices]),
    )
    # Not the language in which somebody reads the CMS.
    with translation.override(settings.LANGUAGE_CODE):
        letters = [_digest(user, notices, day) for user, notices in found]
    return [one for one in letters if one is not None]


def _waiting(at: datetime) -> list[tuple[User, list[Notice]]]:
    """By person, the newest first."""
    waiting = Notice.objects.filter(settled_at=None, at__lte=at).select_related("user", *SHOWN)
    found: dict[int, tuple[User, list[Notice]]] = {}
    for notice in waiting.prefetch_related(*with_reasons("update__")).order_by("-at", "-pk"):
        user, notices = found.setdefault(notice.user_id, (notice.user, []))
        # One object for each person: its memberships are loaded once.
        notice.user = user
        notices.append(notice)
    _load_memberships(user for user, _notices in found.values())
    return list(found.values())


def _load_memberships(users: Iterable[User]) -> None:
    by_id = {user.pk: user for user in users}
    held = (
        Membership.objects.filter(user__in=by_id).select_related("institution", "region").order_by("user_id")
    )
    of_user = {pk: tuple(group) for pk, group in groupby(held, key=lambda one: one.user_id)}
    for pk, user in by_id.items():
        user.active_memberships = of_user.get(pk, ())


@transaction.atomic
def _digest(user: User, notices: list[Notice], day: _Day) -> Letter | None:
    wants = user.mail_choice != MailChoice.QUIET
    news = _news(readable(user, notices), day) if wants else []
    mail, composed = None, None
    if news:
        composed = _compose(user, news, day)
        mail = queue_mail(
            key=day.key(user),
            kind="digest",
            recipient=composed.recipient,
            subject=composed.subject,
            text=composed.text,
            html=composed.html,
            at=day.at,
        )
        if mail.text != composed.text:
            # There was a digest today, and it told something else: what is new waits for tomorrow.
            return None
    told_now = {notice.pk for notice in news}
    mine = Notice.objects.filter(pk__in=[notice.pk for notice in notices], settled_at=None)
    mine.filter(pk__in=told_now).update(settled_at=day.at, mail=mail)
    mine.update(settled_at=day.at)
    return composed


def _news(notices: Iterable[Notice], day: _Day) -> list[Notice]:
    """Of each kind and subject the latest alone, without what has been dealt with since and what is long past.

    The rungs of the ladder are one kind: who stands in for the focal point is asked as that or as the head.
    """
    found: dict[tuple[str, str], Notice] = {}
    for notice in notices:
        if notice.at > day.at - _LONG_PAST and _still_stands(notice, day):
            kind = "" if notice.kind in _REMINDERS else notice.kind
            found.setdefault((kind, _subject(notice)), notice)
    return list(found.values())


def _subject(notice: Notice) -> str:
    """As `Awaited.subject` if it has a deadline."""
    if notice.update_id:
        return f"update:{notice.update_id}"
    if notice.period_id:
        return f"period:{notice.period_id}:{notice.institution_id}"
    if notice.milestone_id:
        return f"milestone:{notice.milestone_id}"
    return f"institution:{notice.institution_id}"


def _still_stands(notice: Notice, day: _Day) -> bool:
    if notice.kind in _REMINDERS:
        return _subject(notice) in day.awaited
    if notice.kind == NoticeKind.TO_APPROVE:
        # The agency has approved what the region is asked for now.
        return notice.update is not None and may_approve(notice.user, notice.update)
    states = _STILL_IN.get(NoticeKind(notice.kind))
    return states is None or (notice.update is not None and notice.update.state in states)


def _compose(user: User, news: list[Notice], day: _Day) -> Letter:
    groups = _groups(news, day)
    subject = ngettext(
        "Renaksi, %(date)s: %(n)s hal untuk Anda", "Renaksi, %(date)s: %(n)s hal untuk Anda", len(news)
    )
    names = {"date": long_date(day.today), "n": len(news)}
    return letter(
        "digest",
        to=user,
        subject=subject % names,
        lines=tuple(line.told.text for group in groups for line in group.lines),
        context={"groups": groups, "date": day.today},
    )


def _groups(news: list[Notice], day: _Day) -> list[Group]:
    """The kind with the newest first; of the same moment in the order of the kinds."""
    order = list(NoticeKind)
    of_kind: dict[NoticeKind, list[Notice]] = {}
    for notice in sorted(news, key=lambda one: (-one.at.timestamp(), order.index(NoticeKind(one.kind)))):
        of_kind.setdefault(NoticeKind(notice.kind), []).append(notice)
    return [_group(kind, notices, day) for kind, notices in of_kind.items()]


def _group(kind: NoticeKind, notices: list[Notice], day: _Day) -> Group:
    return Group(
        title=str(kind.label),
        lines=tuple(_line(notice, day) for notice in notices[:LINES_OF_A_KIND]),
        more=max(len(notices) - LINES_OF_A_KIND, 0),
    )


def _line(notice: Notice, day: _Day) -> Line:
    owed = day.awaited.get(_subject(notice))
    about = About(notice, day.deadlines.of(notice), day.today, owed.missing if owed else None)
    found = told(about)
    came_back = notice.update if notice.kind == NoticeKind.RETURNED else None
    return Line(replace(found, url=absolute(found.url)), returned(came_back) if came_back else None)
