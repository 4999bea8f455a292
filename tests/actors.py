"""Named people for access tests, so that they read like prose."""

from accounts.enums import Role
from accounts.models import User
from institutions.models import Institution, Region
from renaksi.enums import GrantKind
from renaksi.models import ActionPlan, PlanGrant
from tests.factories.accounts import MembershipFactory, UserFactory


def focal_point(institution: Institution, **fields: object) -> User:
    return MembershipFactory(role=Role.FOCAL_POINT, institution=institution, user=UserFactory(**fields)).user


def approver(institution: Institution) -> User:
    return MembershipFactory(role=Role.APPROVER, institution=institution).user


def coordinator(region: Region) -> User:
    return MembershipFactory(role=Role.COORDINATOR, region=region).user


def verifier(*plans: ActionPlan) -> User:
    user = MembershipFactory(role=Role.VERIFIER).user
    for plan in plans:
        PlanGrant.objects.create(user=user, plan=plan, kind=GrantKind.VERIFY)
    return user


def monitor(*plans: ActionPlan) -> User:
    user = MembershipFactory(role=Role.MONITOR).user
    for plan in plans:
        PlanGrant.objects.create(user=user, plan=plan, kind=GrantKind.MONITOR)
    return user


def editor() -> User:
    return MembershipFactory(role=Role.EDITOR).user


def secretariat_admin() -> User:
    return MembershipFactory(role=Role.ADMIN).user
