"""Verifiers and monitors get, or lose, many plans in one step."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from foundation.audit import actions as audit
from renaksi.actions.steps import require
from renaksi.models import ActionPlan, PlanGrant
from renaksi.permissions import may_decide
from renaksi.queries.grants import BulkGrants, bulk_grants, held_grants

ROWS_AT_ONCE = 500


@transaction.atomic
def grant_plans(*, people: Sequence[User], plans: Sequence[ActionPlan], by: User) -> BulkGrants:
    """What each of them did not have yet; the log names every plan, in one entry for a person and kind.

    Who has no role to verify or monitor is left out and told of in the answer, which says what was missing.
    """
    require(may_decide(by))
    wanted = bulk_grants(people, plans)
    PlanGrant.objects.bulk_create(
        (
            PlanGrant(user=line.person, plan_id=plan_id, kind=line.kind)
            for line in wanted.lines
            for plan_id in line.missing
        ),
        batch_size=ROWS_AT_ONCE,
        # A colleague gave the same grant at the same moment.
        ignore_conflicts=True,
    )
    for line in wanted.lines:
        if line.missing:
            data = {"kind": line.kind, "plans": line.missing}
            audit.record(action="plans.granted", by=by, target=line.person, data=data)
    return wanted


@transaction.atomic
def revoke_plans(*, people: Sequence[User], plans: Sequence[ActionPlan], by: User) -> BulkGrants:
    """What each of them held of these plans, logged as it is granted."""
    require(may_decide(by))
    found = held_grants(people, plans)
    PlanGrant.objects.filter(user__in=people, plan__in=plans).delete()
    for line in found.lines:
        data = {"kind": line.kind, "plans": line.held}
        audit.record(action="plans.grants_revoked", by=by, target=line.person, data=data)
    return found
