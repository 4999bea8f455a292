"""One step in which everything open goes from one officer to another; what was done before stays whose it was."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actions import grant_role, revoke_role
from accounts.actions.links import revoke_links_of
from accounts.enums import Role
from accounts.models import User
from foundation.audit.actions import record
from foundation.receipts import new_receipt
from institutions.models import Institution
from renaksi.actions.refusals import Refused, refuse_if
from renaksi.actions.schedule import grant_plan, revoke_plan
from renaksi.actions.steps import require
from renaksi.domain.update_flow import Problem
from renaksi.enums import GrantKind, NoticeKind
from renaksi.models import Handover, ReviewLock
from renaksi.notifications.notices import tell
from renaksi.permissions import may_hand_over
from renaksi.queries.workspace.handover import Open, open_with


@transaction.atomic
def hand_over(
    *, giver: User, taker: User, institution: Institution | None, reason: str, by: User, at: datetime
) -> Handover:
    """An institution: roles there and reports being written. None: plans that the giver verifies or monitors.

    Both are told. Raises PermissionDenied, Refused.
    """
    require(may_hand_over(by, giver=giver, taker=taker, institution=institution))
    # Two hand-overs of one person wait for each other, and the second finds nothing left.
    list(User.objects.select_for_update().filter(pk__in=(giver.pk, taker.pk)).order_by("pk"))
    found = open_with(giver, institution)
    refuse_if(
        Problem("handover_to_oneself", "taker") if giver.pk == taker.pk else None,
        Problem("taker_inactive", "taker") if not taker.is_active else None,
        Problem("reason_missing", "reason") if not reason.strip() else None,
        Problem("nothing_to_hand_over", "giver") if not found else None,
    )
    handover = Handover.objects.create(
        receipt=_new_receipt(at),
        giver=giver,
        taker=taker,
        institution=institution,
        reason=reason.strip(),
        moved={**found.counts, "links": revoke_links_of(user=giver, institution=institution, by=by, at=at)},
        by=by,
        at=at,
    )
    _move(found, handover)
    facts = {"giver": giver.pk, "taker": taker.pk, "institution": institution.pk if institution else None}
    record(action="handover.made", by=by, target=handover, data={**facts, "moved": handover.moved})
    tell(
        (giver, taker),
        NoticeKind.HANDED_OVER,
        key=f"handed_over:{handover.pk}",
        at=at,
        institution=institution,
    )
    return handover


def _new_receipt(at: datetime) -> str:
    given = Handover.objects.filter
    return new_receipt("ST", timezone.localdate(at), is_taken=lambda drawn: given(receipt=drawn).exists())


def _move(found: Open, handover: Handover) -> None:
    """The taker gets first: a right is never nobody's in between."""
    giver, taker, by = handover.giver, handover.taker, handover.by
    for membership in found.memberships:
        role = Role(membership.role)
        grant_role(user=taker, role=role, institution=membership.institution, by=by)
        revoke_role(membership=membership, by=by)
    for update in found.drafts:
        update.author = taker
        update.save(update_fields=["author"])
        facts = {"from": giver.pk, "to": taker.pk}
        record(action="update.handed_over", by=by, target=update, data=facts)
    try:
        for grant in found.grants:
            grant_plan(user=taker, plan=grant.plan, kind=GrantKind(grant.kind), by=by)
            revoke_plan(grant=grant, by=by)
    except ValidationError as refusal:
        raise Refused([Problem("taker_lacks_role", "taker")]) from refusal
    if handover.institution is None:
        ReviewLock.objects.filter(by=giver).delete()
