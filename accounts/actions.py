"""Roles are given and taken here, so that the rights in the CMS follow."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.enums import CMS_ROLES, Role
from accounts.groups import group_for
from accounts.models import Membership, User
from accounts.permissions import is_secretariat_admin
from foundation.audit import actions as audit
from institutions.models import Institution, Region


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    by: User | None,
    institution: Institution | None = None,
    region: Region | None = None,
) -> Membership:
    """Gives a role; `by` is None for the operator of the server, through a command or the seed.

    Raises PermissionDenied, and ValidationError if the role names too little or too much.
    """
    _require_admin(by)
    held = Membership.objects.filter(user=user, role=role, institution=institution, region=region).first()
    if held is not None:
        return held
    membership = Membership(user=user, role=role, institution=institution, region=region)
    membership.full_clean()
    membership.save()
    _follow_in_cms(user)
    audit.record(action="role.granted", by=by, target=user, data=_told(membership))
    return membership


@transaction.atomic
def revoke_role(*, membership: Membership, by: User | None) -> None:
    """Takes a role; it is gone with the next request. Raises PermissionDenied."""
    _require_admin(by)
    user = membership.user
    audit.record(action="role.revoked", by=by, target=user, data=_told(membership))
    membership.delete()
    _follow_in_cms(user)


def _require_admin(by: User | None) -> None:
    if by is not None and not is_secretariat_admin(by):
        raise PermissionDenied


def _follow_in_cms(user: User) -> None:
    """The groups of a person are those of their roles, and no others of ours."""
    held = set(Membership.objects.filter(user=user).values_list("role", flat=True))
    for role in CMS_ROLES:
        move = user.groups.add if role in held else user.groups.remove
        move(group_for(role))
    user.__dict__.pop("active_memberships", None)


def _told(membership: Membership) -> dict[str, str | int | None]:
    return {
        "role": membership.role,
        "institution": membership.institution_id,
        "region": membership.region_id,
    }
