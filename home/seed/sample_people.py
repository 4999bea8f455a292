"""Demo accounts, one or more for each role. They exist in the demo only."""

from dataclasses import dataclass
from typing import Any

from accounts.actions import grant_role
from accounts.enums import Role
from accounts.models import User
from institutions.models import Institution, Region
from renaksi.enums import GrantKind
from renaksi.models import ActionPlan, PlanGrant

# Public on purpose: the demo prints it. Production never makes these accounts.
DEMO_PASSWORD = "contoh-renaksi-2026"  # noqa: S105
_GRANTS = {Role.VERIFIER: GrantKind.VERIFY, Role.MONITOR: GrantKind.MONITOR}


@dataclass(frozen=True, slots=True)
class SamplePeople:
    admin: User
    verifier: User
    reporters: dict[int, User]
    approvers: dict[int, User]
    coordinators: dict[int, User]


def seed_people(
    accounts: list[dict[str, Any]], institutions: dict[str, Institution], regions: dict[str, Region]
) -> SamplePeople:
    """Keys of the result are ids of institutions, and of regions for the coordinators."""
    by_role: dict[Role, list[tuple[dict[str, Any], User]]] = {role: [] for role in Role}
    for fields in accounts:
        by_role[Role(fields["role"])].append((fields, _account(fields, institutions, regions)))
    return SamplePeople(
        admin=by_role[Role.ADMIN][0][1],
        verifier=by_role[Role.VERIFIER][0][1],
        reporters={institutions[f["institution"]].pk: user for f, user in by_role[Role.FOCAL_POINT]},
        approvers={institutions[f["institution"]].pk: user for f, user in by_role[Role.APPROVER]},
        coordinators={regions[f["region"]].pk: user for f, user in by_role[Role.COORDINATOR]},
    )


def _account(
    fields: dict[str, Any], institutions: dict[str, Institution], regions: dict[str, Region]
) -> User:
    role = Role(fields["role"])
    user = User.objects.create_user(fields["email"], DEMO_PASSWORD, name=fields["name"])
    grant_role(
        user=user,
        role=role,
        institution=institutions.get(fields.get("institution", "")),
        region=regions.get(fields.get("region", "")),
        by=None,
    )
    for plan in ActionPlan.objects.filter(slug__in=fields.get("plans", [])):
        PlanGrant.objects.create(user=user, plan=plan, kind=_GRANTS[role])
    return user
