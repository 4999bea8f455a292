"""Who has a report open on the verifier's desk: a lock that runs out by itself.

A report is read with GET, and reading writes nothing: a preview or a forgotten second tab must not keep anybody
out. So the lock is taken by a POST of its own: the page's script sends it when the desk is opened and every few
minutes after, and says when the page is left; without scripts "Mulai telaah" sends it. Whoever did neither takes
it with the first judgement. Every judgement asks for the lock, so nothing is judged around it.
"""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from foundation.audit.actions import record
from renaksi.actions.refusals import ReviewRefused
from renaksi.actions.steps import locked, require
from renaksi.domain.update_flow import Problem
from renaksi.enums import WAITING_FOR_VERDICT_STATES
from renaksi.models import ProgressUpdate, ReviewLock
from renaksi.permissions import may_verify
from renaksi.queries.review_locks import held_text

# Longer than reading a long proof takes without scripts; the page's script renews it long before.
LOCK_LASTS = timedelta(minutes=10)
# Judging ten proofs in a row renews it once.
RENEWED_BELOW = LOCK_LASTS / 2


@transaction.atomic
def hold_lock(*, update: ProgressUpdate, by: User, at: datetime) -> ReviewLock:
    """Take it or renew one's own. Raises ReviewRefused while somebody else holds it."""
    found = _waiting(update, by)
    problem = keep_lock(update=found, by=by, at=at)
    if problem is not None:
        raise ReviewRefused([problem])
    return found.review_lock


@transaction.atomic
def take_over_lock(*, update: ProgressUpdate, by: User, at: datetime) -> ReviewLock:
    """From whoever holds it: they are told on their next step. Raises ReviewRefused."""
    found = _waiting(update, by)
    held = ReviewLock.objects.filter(update=found, until__gt=at).exclude(by=by).first()
    if held is not None:
        held.delete()
        record(action="review.taken_over", by=by, target=found, data={"from": held.by_id})
    keep_lock(update=found, by=by, at=at)
    return found.review_lock


@transaction.atomic
def release_lock(*, update: ProgressUpdate, by: User) -> None:
    """Nothing happens if it is not this person's, or is gone."""
    require(may_verify(by, update.milestone.commitment.plan))
    ReviewLock.objects.filter(update=update, by=by).delete()


def keep_lock(*, update: ProgressUpdate, by: User, at: datetime) -> Problem | None:
    """For the caller who has `locked` the update, so that two takers come one after the other.

    The problem if somebody else holds it: then nothing is written.
    """
    held = ReviewLock.objects.filter(update=update, until__gt=at).select_related("by").first()
    if held is not None and held.by_id != by.pk:
        return Problem("held_by_other", about=held_text(held))
    if held is None or held.until - at < RENEWED_BELOW:
        values = {"by": by, "since": held.since if held else at, "until": at + LOCK_LASTS}
        held, _is_new = ReviewLock.objects.update_or_create(update=update, defaults=values)
    update.review_lock = held
    return None


def _waiting(update: ProgressUpdate, by: User) -> ProgressUpdate:
    found = locked(update)
    require(may_verify(by, found.milestone.commitment.plan))
    if found.state not in WAITING_FOR_VERDICT_STATES:
        raise ReviewRefused([Problem("not_waiting_for_verdict")])
    return found
