"""Once a day: what the calendar has to tell becomes notices, for any number of institutions at once."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from renaksi.domain.reminders import (
    LADDER,
    Rung,
    approval_is_late,
    holidays_to_ask_for,
    rungs_due,
)
from renaksi.domain.working_days import is_working_day
from renaksi.enums import AWAITING_APPROVAL_STATES, NoticeKind, UpdateState
from renaksi.models import Notice, ProgressUpdate
from renaksi.notifications.notices import write_down
from renaksi.notifications.ownerless import of_ownerless
from renaksi.notifications.people import People
from renaksi.queries.awaited import Awaited
from renaksi.queries.holidays import holiday_dates

# What the ladder told of a deadline that is still near cannot be older.
_REMEMBERED = timedelta(days=180)


@transaction.atomic
def write_reminders(owed: Iterable[Awaited], at: datetime) -> None:
    """On working days alone; run again the same day it writes nothing more."""
    today, holidays = timezone.localdate(at), holiday_dates()
    if not is_working_day(today, holidays):
        return
    people = People()
    write_down(
        [
            *_of_deadlines(owed, holidays, people, at),
            *_of_approvals(today, holidays, people, at),
            *_of_missing_holidays(today, holidays, people, at),
            *of_ownerless(people.admins, at),
        ]
    )


def _of_deadlines(
    owed: Iterable[Awaited], holidays: Collection[date], people: People, at: datetime
) -> Iterator[Notice]:
    today, told = timezone.localdate(at), _told_keys(at)
    for one in owed:
        keys = {rung: f"{rung.kind}:{one.subject}:{one.deadline:%y%m%d}:{rung.days}" for rung in LADDER}
        done = {rung for rung, key in keys.items() if key in told}
        for rung in rungs_due(one.deadline, today, holidays, done):
            if rung.days > 0 or not one.is_over:
                yield from _on_rung(one, rung, people, Notice(kind=rung.kind, key=keys[rung], at=at))


def _told_keys(at: datetime) -> frozenset[str]:
    kinds = {rung.kind for rung in LADDER}
    known = Notice.objects.filter(kind__in=kinds, at__gt=at - _REMEMBERED)
    return frozenset(known.order_by().values_list("key", flat=True).distinct())


def _on_rung(one: Awaited, rung: Rung, people: People, notice: Notice) -> Iterator[Notice]:
    for person in people.told(rung.audience, one.institution_id):
        yield Notice(
            user=person,
            kind=notice.kind,
            key=notice.key,
            at=notice.at,
            period_id=one.period_id,
            update_id=one.update_id,
            milestone_id=one.milestone_id,
            institution_id=one.institution_id,
            days=rung.days,
        )


def _of_approvals(today: date, holidays: Collection[date], people: People, at: datetime) -> Iterator[Notice]:
    """Once more for what has waited for its approver too long."""
    waiting = ProgressUpdate.objects.current().filter(state__in=AWAITING_APPROVAL_STATES)
    for update in waiting.annotate(since=Max("events__at")):
        since = timezone.localdate(update.since or update.submitted_at)
        if approval_is_late(since, today, holidays):
            for person in _approvers(update, people):
                yield Notice(
                    user=person,
                    kind=NoticeKind.TO_APPROVE,
                    key=f"still_to_approve:{update.pk}:{since:%y%m%d}",
                    at=at,
                    update=update,
                )


def _approvers(update: ProgressUpdate, people: People) -> Iterable[User]:
    asked = people.coordinators if update.state == UpdateState.AWAITING_REGION else people.approvers
    return asked(update.institution_id)


def _of_missing_holidays(
    today: date, holidays: Collection[date], people: People, at: datetime
) -> Iterator[Notice]:
    """Once a month."""
    year = holidays_to_ask_for(today, holidays)
    if year is not None:
        key = f"holidays:{year}:{today:%y%m}"
        for admin in people.admins:
            yield Notice(user=admin, kind=NoticeKind.HOLIDAYS_MISSING, key=key, at=at, days=year)
