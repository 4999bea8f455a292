"""Questions about roles that every app above asks."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.enums import CMS_ROLES, Role
from accounts.models import User

Actor = User | AnonymousUser


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


def may_change_account(user: Actor, account: User) -> bool:
    """Roles, state and mails of the account; a superuser's are a superuser's business alone."""
    if not is_secretariat_admin(user):
        return False
    return not account.is_superuser or (isinstance(user, User) and user.is_superuser)


def institution_ids(user: Actor, role: Role) -> frozenset[int]:
    """Institutions for which the person holds `role`."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    return frozenset(
        membership.institution_id
        for membership in user.active_memberships
        if membership.role == role and membership.institution_id is not None
    )


def region_ids(user: Actor) -> frozenset[int]:
    """Regions that the person coordinates."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    return frozenset(
        membership.region_id
        for membership in user.active_memberships
        if membership.role == Role.COORDINATOR and membership.region_id is not None
    )
