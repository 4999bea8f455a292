"""Links that let one person report for one institution and one period without a password.

The secret stands in the mail and nowhere else. Whatever is wrong with a link is answered alike: who tries one
learns nothing about it.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import SignInLink, User
from accounts.permissions import may_come_by, may_oversee_links, may_send_link
from foundation.audit import actions as audit
from foundation.audit.queries import entries_for
from institutions.models import Institution

LONGEST = timedelta(days=14)
_SECRET_BYTES = 32
_TOLD_AGAIN_AFTER = timedelta(hours=1)


def fingerprint(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue_sign_in_link(
    *, user: User, institution: Institution, period: int, expires_at: datetime, by: User, at: datetime
) -> tuple[SignInLink, str]:
    """The link and its secret, which cannot be had again; an earlier link for the same is revoked.

    Raises PermissionDenied, and ValidationError for a link that ends too late or has ended.
    """
    if not may_send_link(by, user, institution):
        raise PermissionDenied
    if not at < expires_at <= at + LONGEST:
        raise ValidationError(_("Tautan masuk berlaku paling lama empat belas hari."))
    for earlier in _standing(user, at).filter(institution=institution, period=period):
        _revoke(earlier, by=by, at=at)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    link = SignInLink.objects.create(
        user=user,
        institution=institution,
        period=period,
        secret_hash=fingerprint(secret),
        created_by=by,
        created_at=at,
        expires_at=expires_at,
    )
    facts = {"user": user.pk, "institution": institution.pk, "period": period, "expires_at": expires_at}
    audit.record(action="link.issued", by=by, target=link, data=facts)
    return link, secret


@transaction.atomic
def open_sign_in_link(*, secret: str, device: str, at: datetime) -> SignInLink | None:
    """What the page before the sign-in shows; uses nothing up. None if the link lets nobody in here."""
    return _usable(secret, device, at)


@transaction.atomic
def use_sign_in_link(*, secret: str, device: str, at: datetime) -> SignInLink | None:
    """`device` is the secret of this browser: the first use binds the link to it. None if it lets nobody in here."""
    link = _usable(secret, device, at)
    if link is None:
        return None
    is_first = link.first_used_at is None
    if is_first:
        link.first_used_at, link.device_hash = at, fingerprint(device)
    link.last_used_at = at
    link.save(update_fields=["first_used_at", "device_hash", "last_used_at"])
    action = "link.first_used" if is_first else "link.used"
    audit.record(action=action, by=link.user, target=link)
    return link


def _usable(secret: str, device: str, at: datetime) -> SignInLink | None:
    """Held until the transaction ends: two browsers that come at once are not both the first."""
    found = SignInLink.objects.select_for_update(of=("self",)).select_related("user", "institution")
    link = found.filter(secret_hash=fingerprint(secret)).first()
    if link is None or not may_come_by(link, at):
        return None
    if link.device_hash and link.device_hash != fingerprint(device):
        _note_refusal(link, at)
        return None
    return link


def _note_refusal(link: SignInLink, at: datetime) -> None:
    """Once in a while: mail scanners open a link again and again."""
    told = entries_for(link).filter(action="link.refused", at__gt=at - _TOLD_AGAIN_AFTER)
    if not told.exists():
        audit.record(action="link.refused", by=None, target=link)


@transaction.atomic
def revoke_sign_in_link(*, link: SignInLink, by: User, at: datetime) -> None:
    """Ends it, with the session that it opened. Raises PermissionDenied."""
    if not may_oversee_links(by, link.institution):
        raise PermissionDenied
    found = SignInLink.objects.select_for_update().get(pk=link.pk)
    if found.revoked_at is None:
        _revoke(found, by=by, at=at)


@transaction.atomic
def revoke_links_of(*, user: User, institution: Institution | None, by: User, at: datetime) -> int:
    """All that still stand, for one institution or for all; how many they were. Raises PermissionDenied."""
    here = Q() if institution is None else Q(institution=institution)
    links = list(_standing(user, at).filter(here))
    for link in links:
        revoke_sign_in_link(link=link, by=by, at=at)
    return len(links)


@transaction.atomic
def end_links_without_right(*, user: User, by: User | None, at: datetime) -> None:
    """For good, whoever took the right: one that is given back later comes with a new link."""
    for link in _standing(user, at):
        if not may_come_by(link, at):
            _revoke(link, by=by, at=at)


def _standing(user: User, at: datetime) -> QuerySet[SignInLink]:
    links = SignInLink.objects.select_for_update(of=("self",)).select_related("institution", "user")
    return links.filter(user=user, revoked_at__isnull=True, expires_at__gt=at)


def _revoke(link: SignInLink, *, by: User | None, at: datetime) -> None:
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    audit.record(action="link.revoked", by=by, target=link)
