"""The people of an institution that ends go on for the one that takes over, with the rights that they had."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractUser

from accounts.models import Membership, SignInLink, User
from accounts.permissions import may_manage_accounts
from accounts.queries import membership_key, memberships_of
from foundation.audit import actions as audit
from institutions.models import Institution
from institutions.succession import Succession


def may_move_memberships(by: AbstractUser) -> bool:
    """Rights go with the people."""
    return isinstance(by, User) and may_manage_accounts(by)


def move_memberships(succession: Succession) -> Mapping[str, int]:
    """In the transaction of the succession, whose rights were asked there (registered with `institutions.succession`)."""
    held = memberships_of(succession.source)
    for membership in held:
        heir = succession.heir_of(membership_key(membership))
        _move_links(membership.user, succession.source, heir, succession.at)
        _move(membership, heir)
        data = {"role": membership.role, "institution": heir.pk, "from": succession.source.pk}
        audit.record(action="role.moved", by=succession.by, target=membership.user, data=data)
    return {"memberships": len(held)}


def _move(membership: Membership, heir: Institution) -> None:
    """Who has the role there already needs it once."""
    same = Membership.objects.filter(user=membership.user, role=membership.role, institution=heir)
    if same.exists():
        membership.delete()
    else:
        membership.institution = heir
        membership.save(update_fields=["institution"])


def _move_links(user: User, source: Institution, heir: Institution, at: datetime) -> None:
    standing = SignInLink.objects.filter(user=user, institution=source, revoked_at=None, expires_at__gt=at)
    standing.update(institution=heir)
