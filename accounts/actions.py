"""Roles are given and taken by the secretariat; groups of the CMS follow them."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.permissions import is_secretariat_admin
from foundation.audit.actions import record
from institutions.models import Institution, Region

CMS_GROUPS = {Role.EDITOR: "Editor", Role.ADMIN: "Admin sekretariat"}


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    institution: Institution | None = None,
    region: Region | None = None,
    by: User | None,
) -> Membership:
    """`by` is None when the system itself sets up its first accounts. Raises ValidationError, PermissionDenied."""
    _require_admin(by)
    membership = Membership(user=user, role=role, institution=institution, region=region)
    membership.full_clean()
    membership.save()
    _follow(user)
    record(action="role.granted", by=by, target=membership, data={"role": role})
    return membership


@transaction.atomic
def revoke_role(*, membership: Membership, by: User | None) -> None:
    """Gone with the person's next request."""
    _require_admin(by)
    record(action="role.revoked", by=by, target=membership, data={"role": membership.role})
    user = membership.user
    membership.delete()
    _follow(user)


def _require_admin(by: User | None) -> None:
    if by is not None and not is_secretariat_admin(by):
        raise PermissionDenied


def _follow(user: User) -> None:
    """The person's groups of the CMS are those of their roles, no other."""
    roles = set(user.memberships.values_list("role", flat=True))
    for role, name in CMS_GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        change = user.groups.add if role in roles else user.groups.remove
        change(group)
