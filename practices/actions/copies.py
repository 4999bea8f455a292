"""“We copied this”: reported, proven to be somebody's, shown or declined, confirmed or refused by the origin."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from foundation.audit.actions import record
from practices import notifications
from practices.actions.secret_links import new_secret
from practices.enums import Consent, CopyState
from practices.models import PracticeCopy, PracticePage
from practices.permissions import may_curate
from practices.queries.copies import counted_copies


class NotWaiting(Exception):
    """Somebody decided it already."""


@transaction.atomic
def report_copy(*, origin: PracticePage, report: Mapping[str, Any], at: datetime) -> PracticeCopy:
    """`report` are fields of PracticeCopy. Nobody sees it until the reporter has opened the mailed link."""
    secret, digest = new_secret()
    copy = PracticeCopy.objects.create(origin=origin, secret_digest=digest, created_at=at, **report)
    notifications.mail_copy_link(copy, secret, at=at)
    return copy


def confirm_report(*, copy: PracticeCopy, at: datetime) -> None:
    """The reporter pressed the button behind the link; a second time changes nothing."""
    PracticeCopy.objects.filter(pk=copy.pk, confirmed_at=None).update(confirmed_at=at)


@transaction.atomic
def show_copy(*, copy: PracticeCopy, own_page: PracticePage | None, by: User, at: datetime) -> PracticeCopy:
    """Shows it on the page of the origin, whose contact is asked by mail whether it is so.

    `own_page` is the copier's own practice in the gallery. Raises PermissionDenied, NotWaiting.
    """
    found = _waiting(copy, by)
    secret, found.secret_digest = new_secret()
    found.state, found.copy = CopyState.SHOWN, own_page
    found.save(update_fields=["state", "copy", "secret_digest"])
    count_copies(origin_id=found.origin_id)
    record(action="copy.shown", by=by, target=found, data={"origin": found.origin_id})
    notifications.mail_consent_question(found, secret, at=at)
    return found


@transaction.atomic
def decline_copy(*, copy: PracticeCopy, reason: str, by: User, at: datetime) -> None:
    """Tells the reporter why. Raises PermissionDenied, NotWaiting."""
    found = _waiting(copy, by)
    found.state, found.reason = CopyState.DECLINED, reason
    found.save(update_fields=["state", "reason"])
    record(action="copy.declined", by=by, target=found)
    notifications.mail_copy_declined(found, at=at)


@transaction.atomic
def answer_consent(*, copy: PracticeCopy, consent: Consent, note: str, at: datetime) -> None:
    """The origin's word; said again, the later one holds."""
    found = _locked(copy)
    found.consent, found.consent_note = consent, note
    found.consent_on = timezone.localdate(at)
    found.save(update_fields=["consent", "consent_note", "consent_on"])
    count_copies(origin_id=found.origin_id)
    record(action="copy.answered", by=None, target=found, data={"consent": consent})


def count_copies(*, origin_id: int) -> None:
    """Of pages that are shown, the number is kept with the page: cards and facets ask for it."""
    total = counted_copies().filter(origin=origin_id).count()
    PracticePage.objects.filter(pk=origin_id).update(copies=total)


def _locked(copy: PracticeCopy) -> PracticeCopy:
    return PracticeCopy.objects.select_for_update(of=("self",)).select_related("origin").get(pk=copy.pk)


def _waiting(copy: PracticeCopy, by: User) -> PracticeCopy:
    if not may_curate(by):
        raise PermissionDenied
    found = _locked(copy)
    if found.state != CopyState.WAITING or found.confirmed_at is None:
        raise NotWaiting
    return found
