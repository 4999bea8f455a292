"""What moves when an institution ends: its part in running commitments, open milestones and reports, extensions.

What was reported, judged or received before stays with it (registered with `institutions.succession`).
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import cast

from django.contrib.auth.models import AbstractUser
from django.utils import timezone

from accounts.models import User
from foundation.audit.actions import record
from institutions.models import Institution
from institutions.succession import Succession
from renaksi.actions.amendments import record_amendments
from renaksi.actions.milestones import change_milestone
from renaksi.actions.plans import renew_draft
from renaksi.domain.amendments import changes_between
from renaksi.models import Commitment, Milestone, Partnership, PeriodExtension, ProgressUpdate
from renaksi.permissions import may_decide, may_publish_plans
from renaksi.queries.succession import (
    milestone_key,
    open_extensions,
    open_milestone_ids,
    owned_in_running,
    partnership_key,
    running_partnerships,
    unsent_updates,
)


def may_move_promises(by: AbstractUser) -> bool:
    """Published promises change hands, reports and extensions with them."""
    return isinstance(by, User) and may_publish_plans(by) and may_decide(by)


def move_open_things(succession: Succession) -> Mapping[str, int]:
    """In the transaction of the succession, whose rights were asked there."""
    today = timezone.localdate(succession.at)
    owned = list(owned_in_running(succession.source))
    unfinished = open_milestone_ids(succession.source, today)
    return {
        "partnerships": _move_partnerships(succession),
        "milestones": _move_milestones(succession, owned, unfinished),
        "updates": _move_updates(succession),
        "extensions": _copy_extensions(succession),
    }


def _move_partnerships(succession: Succession) -> int:
    parts = list(running_partnerships(succession.source).order_by("commitment_id", "pk"))
    for commitment_id, group in groupby(parts, key=attrgetter("commitment_id")):
        heirs = {part.role: succession.heir_of(partnership_key(part)) for part in group}
        _hand_over(commitment_id, succession, heirs)
    return len(parts)


def _hand_over(commitment_id: int, succession: Succession, heirs: Mapping[str, Institution]) -> None:
    row = Commitment.objects.select_for_update().get(pk=commitment_id)
    before, by = row.amendable_values(), cast(User, succession.by)
    kept = list(Partnership.objects.filter(commitment=row))
    for part in _replaced(kept, succession.source, heirs):
        part.delete()
    for part in kept:
        if part.pk is not None:
            part.save(update_fields=["institution"])
    if row.was_published:
        changes = changes_between(before, row.amendable_values())
        record_amendments(target=row, changes=changes, by=by, reason=succession.reason)
    renew_draft(row, by=by, change=lambda draft: _hand_over_in_draft(draft, succession.source, heirs))
    data = {"from": succession.source.pk, "to": sorted({heir.pk for heir in heirs.values()})}
    record(action="commitment.partner_succeeded", by=by, target=row, data=data)


def _hand_over_in_draft(draft: Commitment, source: Institution, heirs: Mapping[str, Institution]) -> None:
    parts = list(draft.partnerships.all())
    draft.partnerships.remove(*_replaced(parts, source, heirs))


def _replaced(
    parts: Iterable[Partnership], source: Institution, heirs: Mapping[str, Institution]
) -> list[Partnership]:
    """Puts the heir in the place of the source; gives back those that would say the same twice."""
    held = {(part.institution_id, part.role) for part in parts}
    doubled = []
    for part in parts:
        heir = heirs.get(part.role)
        if part.institution_id != source.pk or heir is None:
            continue
        if (heir.pk, part.role) in held:
            doubled.append(part)
        else:
            part.institution = heir
    return doubled


def _move_milestones(succession: Succession, owned: Iterable[Milestone], unfinished: frozenset[int]) -> int:
    """After the partnerships: who answers by being the first lead may have changed with them already.

    What is complete or withdrawn stays with the source, by name if it stood there as first lead.
    """
    for milestone in owned:
        is_open = milestone.pk in unfinished
        wanted = succession.heir_of(milestone_key(milestone.pk)) if is_open else succession.source
        row = Milestone.objects.select_related("responsible", "commitment").get(pk=milestone.pk)
        if row.owner != wanted:
            change_milestone(
                milestone=row,
                changes={"responsible": wanted},
                by=cast(User, succession.by),
                reason=succession.reason,
            )
    return len(unfinished)


def _move_updates(succession: Succession) -> int:
    found = list(unsent_updates(succession.source))
    for update in found:
        heir = succession.heir_of(milestone_key(update.milestone_id))
        ProgressUpdate.objects.filter(pk=update.pk).update(institution=heir)
        data = {"from": succession.source.pk, "to": heir.pk}
        record(action="update.succeeded", by=succession.by, target=update, data=data)
    return len(found)


def _copy_extensions(succession: Succession) -> int:
    """Each heir gets at least as long; the one that was granted stays as it was."""
    found = list(open_extensions(succession.source, timezone.localdate(succession.at)))
    for given in found:
        for heir in succession.heirs:
            known = PeriodExtension.objects.filter(period=given.period_id, institution=heir).first()
            if known is None:
                PeriodExtension.objects.create(
                    period_id=given.period_id,
                    institution=heir,
                    closes_on=given.closes_on,
                    reason=given.reason,
                    by_id=given.by_id,
                )
            elif known.closes_on < given.closes_on:
                known.closes_on = given.closes_on
                known.save(update_fields=["closes_on"])
    return len(found)
