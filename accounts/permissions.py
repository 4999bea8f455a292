"""Questions about roles and rights that every app above asks; the answers come from `accounts.domain.rights`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.domain.cms_addresses import OPERATORS_APPS, Audience, audience_of, right_for_many
from accounts.domain.rights import OPEN_TO_EVERYBODY, Right, Scope, scope_of
from accounts.enums import CMS_ROLES, Role
from accounts.models import User
from institutions.models import Institution

Actor = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a right of one person reaches; false if they do not have it at all.

    `institutions` and `regions` are ids. `granted_to` are the roles that have the right for the plans
    which somebody was granted: which plans, the app of the plans knows.
    """

    everywhere: bool = False
    institutions: frozenset[int] = frozenset()
    regions: frozenset[int] = frozenset()
    granted_to: frozenset[Role] = frozenset()

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.institutions or self.regions or self.granted_to)

    def covers(self, institution: Institution) -> bool:
        return self.everywhere or institution.pk in self.institutions or institution.region_id in self.regions


_NOWHERE = Reach()
_EVERYWHERE = Reach(everywhere=True)


def reach(user: Actor, right: Right) -> Reach:
    if right in OPEN_TO_EVERYBODY:
        return _EVERYWHERE
    if not isinstance(user, User) or not user.is_active:
        return _NOWHERE
    if user.is_superuser and scope_of(Role.ADMIN, right):
        return _EVERYWHERE
    held = [(one, scope_of(Role(one.role), right)) for one in user.active_memberships]
    return Reach(
        everywhere=any(scope == Scope.EVERYWHERE for _one, scope in held),
        institutions=frozenset(
            one.institution_id
            for one, scope in held
            if scope == Scope.OWN_INSTITUTION and one.institution_id is not None
        ),
        regions=frozenset(
            one.region_id for one, scope in held if scope == Scope.OWN_REGION and one.region_id is not None
        ),
        granted_to=frozenset(Role(one.role) for one, scope in held if scope == Scope.GRANTED_PLANS),
    )


def may_everywhere(user: Actor, right: Right) -> bool:
    return reach(user, right).everywhere


def signed_in(request: HttpRequest) -> User:
    """Whoever acts behind the sign-in gate; raises PermissionDenied if nobody does."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def has_role(user: Actor, *roles: Role) -> bool:
    """True for an active person who holds any of the roles."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return any(membership.role in roles for membership in user.active_memberships)


def is_secretariat_admin(user: Actor) -> bool:
    return has_role(user, Role.ADMIN) or (isinstance(user, User) and user.is_active and user.is_superuser)


def may_enter_cms(user: Actor) -> bool:
    return is_secretariat_admin(user) or has_role(user, *CMS_ROLES)


def may_open_in_cms(user: Actor, address: str, keys: Mapping[str, Any]) -> bool:
    """Whether the page of this name is there at all for the person; its view may still refuse the record."""
    if not may_enter_cms(user):
        return False
    if isinstance(user, User) and user.is_superuser:
        return audience_of(address) != Audience.NOBODY
    if address == "wagtail_bulk_action":
        return _may_change_many(user, **keys)
    audience = audience_of(address)
    return audience == Audience.STAFF or (audience == Audience.ADMINS and is_secretariat_admin(user))


def _may_change_many(user: Actor, app_label: str, model_name: str, action: str) -> bool:
    """Wagtail's dispatcher shows its form to anyone; rights in pages and files are in the tree, and asked there."""
    if app_label in OPERATORS_APPS:
        return False
    in_the_tree = app_label.startswith("wagtail")
    return in_the_tree or user.has_perm(f"{app_label}.{right_for_many(action)}_{model_name}")


def may_manage_accounts(user: Actor) -> bool:
    return may_everywhere(user, Right.MANAGE_ACCOUNTS)


def may_change_account(user: Actor, account: User) -> bool:
    """Roles, state and mails of the account; a superuser's are a superuser's business alone."""
    if not may_manage_accounts(user):
        return False
    return not account.is_superuser or (isinstance(user, User) and user.is_superuser)
