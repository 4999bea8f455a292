"""Who reports in a round: asked when it is opened, and before."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from accounts.enums import Role
from accounts.models import Membership, User
from renaksi.domain.round import RoundName
from renaksi.queries.expected import expected_milestones


def focal_points_by_plan(
    name: RoundName, plans: Collection[int], *, today: date
) -> dict[int, tuple[User, ...]]:
    """Of institutions that have a report to send in it; two queries for any number of plans and people."""
    expected = expected_milestones(name.quarter, plans=plans, today=today).with_owner_id()
    pairs = set(expected.order_by().values_list("commitment__plan_id", "owner_id"))  # type: ignore[misc]  # annotated
    plans_of: dict[int, list[int]] = defaultdict(list)
    for plan_id, owner_id in pairs:
        plans_of[owner_id or 0].append(plan_id)
    memberships = Membership.objects.filter(
        role=Role.FOCAL_POINT, user__is_active=True, institution__in=list(plans_of)
    )
    found: dict[int, dict[int, User]] = defaultdict(dict)
    for one in memberships.select_related("user").order_by("pk"):
        for plan_id in plans_of[one.institution_id or 0]:
            found[plan_id][one.user_id] = one.user
    return {plan_id: tuple(people.values()) for plan_id, people in found.items()}
