"""Verifiers and monitors get, or lose, many plans in one step."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

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
    taken = PlanGrant.objects.filter(user__in=people, plan__in=plans)
    _forget_references(taken)
    # Wagtail would do that for each row by itself, with three queries.
    with disable_reference_index_auto_update():
        taken.delete()
    for line in found.lines:
        data = {"kind": line.kind, "plans": line.held}
        audit.record(action="plans.grants_revoked", by=by, target=line.person, data=data)
    return found


def _forget_references(grants: QuerySet[PlanGrant]) -> None:
    keys = [str(pk) for pk in grants.values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(PlanGrant)
    for start in range(0, len(keys), ROWS_AT_ONCE):
        batch = keys[start : start + ROWS_AT_ONCE]
        ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=batch).delete()
