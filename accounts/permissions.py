"""Questions about roles and rights that every app above asks; the answers come from `accounts.domain.rights`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.domain.cms_addresses import OPERATORS_APPS, Audience, audience_of, right_for_many
from accounts.domain.rights import OPEN_TO_EVERYBODY, RIGHTS_BY_LINK, Right, Scope, scope_of
from accounts.enums import CMS_ROLES, Role
from accounts.models import SignInLink, User
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
    if user.came_by is not None and right not in RIGHTS_BY_LINK:
        return _NOWHERE
    if user.runs_the_server and scope_of(Role.ADMIN, right):
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
    return has_role(user, Role.ADMIN) or (isinstance(user, User) and user.is_active and user.runs_the_server)


def may_enter_cms(user: Actor) -> bool:
    return is_secretariat_admin(user) or has_role(user, *CMS_ROLES)


def may_open_in_cms(user: Actor, address: str, keys: Mapping[str, Any]) -> bool:
    """Whether the page of this name is there at all for the person; its view may still refuse the record."""
    if not may_enter_cms(user):
        return False
    if isinstance(user, User) and user.runs_the_server:
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
    """All of them, with every role: the pages of the CMS."""
    return may_everywhere(user, Right.MANAGE_ACCOUNTS)


def may_manage_focal_points(user: Actor) -> bool:
    """Those of some institutions at least: the narrow page of the workspace."""
    return bool(reach(user, Right.MANAGE_ACCOUNTS))


def may_appoint(user: Actor, institution: Institution) -> bool:
    """Whether the person says who the focal points of the institution are."""
    return institution.merged_into_id is None and reach(user, Right.MANAGE_ACCOUNTS).covers(institution)


def appointing_institutions(user: Actor) -> QuerySet[Institution]:
    """Institutions whose focal points the person manages."""
    standing = Institution.objects.standing()
    mine = reach(user, Right.MANAGE_ACCOUNTS)
    return standing if mine.everywhere else standing.filter(region__in=mine.regions)


def may_change_account(user: Actor, account: User) -> bool:
    """Roles, state and mails of the account; a superuser's are a superuser's business alone.

    A coordinator reaches who is a focal point inside the own region and nothing else: nobody's rights that
    somebody else gave are theirs to change.
    """
    if may_manage_accounts(user):
        return not account.is_superuser or (isinstance(user, User) and user.runs_the_server)
    mine = reach(user, Right.MANAGE_ACCOUNTS)
    return bool(mine) and is_ordinary(account) and _holds_nothing_else(account, mine)


def is_ordinary(account: User) -> bool:
    """Neither runs the server nor was let into the CMS by hand."""
    return not (account.is_superuser or account.is_staff)


def _holds_nothing_else(account: User, mine: Reach) -> bool:
    held = list(account.memberships.all())
    return bool(held) and all(
        one.role == Role.FOCAL_POINT and one.institution is not None and mine.covers(one.institution)
        for one in held
    )


def may_give_role(user: Actor, account: User, role: Role, institution: Institution | None) -> bool:
    """Also to take it. Coordinators give one role alone, and only inside the own region."""
    if may_manage_accounts(user):
        return may_change_account(user, account)
    narrow = role == Role.FOCAL_POINT and institution is not None and may_appoint(user, institution)
    return narrow and may_change_account(user, account)


def is_focal_point_of(account: User, institution_id: int) -> bool:
    return account.memberships.filter(role=Role.FOCAL_POINT, institution=institution_id).exists()


def may_send_link(user: Actor, account: User, institution: Institution) -> bool:
    """To active focal points of institutions whose accounts the person manages; never to who runs the server."""
    fit = account.is_active and not account.is_superuser and is_focal_point_of(account, institution.pk)
    return fit and may_oversee_links(user, institution)


def may_oversee_links(user: Actor, institution: Institution) -> bool:
    """Also of an institution that is no more."""
    return reach(user, Right.MANAGE_ACCOUNTS).covers(institution)


def may_come_by(link: SignInLink, at: datetime) -> bool:
    """Whether the link still lets its person in; in which browser is asked apart."""
    stands = link.revoked_at is None and at < link.expires_at
    fit = link.user.is_active and not link.user.is_superuser
    return stands and fit and is_focal_point_of(link.user, link.institution_id)
