"""The yearly question to the owner of a practice, and what the answer does to its page."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from foundation.audit.actions import record
from practices import notifications
from practices.actions.secret_links import new_secret
from practices.enums import Life
from practices.models import LifeCheck, PracticePage
from practices.permissions import may_curate
from practices.queries.life import owners_to_ask


class AlreadyAnswered(Exception):
    """One link, one answer."""


class NobodyToAsk(Exception):
    """The practice is not published, or names no address to write to."""


def ask_owners(*, at: datetime) -> list[LifeCheck]:
    """Everybody whose year has passed; run again on the same day, it asks nobody twice."""
    return [_ask(page, at) for page in owners_to_ask(timezone.localdate(at))]


@transaction.atomic
def ask_owner(*, page: PracticePage, by: User, at: datetime) -> LifeCheck:
    """By hand, before the year has passed. A second question on one day is the first one again.

    Raises PermissionDenied, NobodyToAsk.
    """
    if not may_curate(by):
        raise PermissionDenied
    if not (page.live and page.contact_email):
        raise NobodyToAsk
    return _ask(page, at, by=by)


@transaction.atomic
def _ask(page: PracticePage, at: datetime, by: User | None = None) -> LifeCheck:
    secret, digest = new_secret()
    check, is_new = LifeCheck.objects.get_or_create(
        page=page, asked_on=timezone.localdate(at), defaults={"secret_digest": digest}
    )
    if is_new:
        record(action="practice.life_asked", by=by, target=check, data={"page": page.pk})
        notifications.mail_life_question(check, secret, at=at)
    return check


@transaction.atomic
def answer_life(*, check: LifeCheck, answer: Life, lesson: str, note: str, at: datetime) -> None:
    """Published at once, as a version of its own. Raises AlreadyAnswered."""
    found = LifeCheck.objects.select_for_update(of=("self",)).select_related("page").get(pk=check.pk)
    if found.answered_at is not None:
        raise AlreadyAnswered
    found.answer, found.note, found.answered_at = answer, note, at
    found.save(update_fields=["answer", "note", "answered_at"])
    _publish_life(found.page, answer, lesson, timezone.localdate(at))
    record(action="practice.life_answered", by=None, target=found, data={"answer": answer})


def _publish_life(page: PracticePage, answer: Life, lesson: str, today: date) -> None:
    """On what the public reads; a draft that an editor writes stays a draft and learns of it."""
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    for one in filter(None, (page, draft)):
        one.life, one.life_confirmed_on = answer, today
        if answer == Life.STOPPED:
            one.stopped_lesson = lesson
    page.save_revision(log_action=True).publish()
    if draft is not None:
        draft.save_revision()
