"""Many verdicts in one go: each is a review of its own, with all that a single one checks and writes down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from renaksi.actions.refusals import Refused, ReviewRefused
from renaksi.actions.reviews import judge_item, start_review, verify_update
from renaksi.domain.update_flow import Likeness, Problem, alike_problems
from renaksi.enums import ItemVerdict
from renaksi.models import EvidenceItem, ProgressUpdate
from renaksi.queries.alike import alike_facts, likeness_of


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What was verified, and what was not and why, in the order of asking."""

    verified: tuple[ProgressUpdate, ...]
    refused: tuple[tuple[ProgressUpdate, Refused], ...]


def verify_alike(*, updates: Sequence[ProgressUpdate], by: User, at: datetime) -> BulkOutcome:
    """Verify each as it claims, in a transaction of its own: what is not possible is refused, the rest goes on.

    Alike is what is like the first one. Each comes as for `likeness_of`.
    """
    verified, refused = [], []
    for update in updates:
        try:
            _verify_as_claimed(update, likeness_of(updates[0]), by, at)
        except Refused as refusal:
            refused.append((update, refusal))
        else:
            verified.append(update)
    return BulkOutcome(tuple(verified), tuple(refused))


@transaction.atomic
def _verify_as_claimed(update: ProgressUpdate, wanted: Likeness, by: User, at: datetime) -> None:
    found = start_review(update=update, by=by, at=at)
    problems = alike_problems(alike_facts([found], wanted=wanted, user=by)[found.pk])
    if problems:
        raise ReviewRefused(problems)
    for item in found.items.filter(verdict=ItemVerdict.PENDING).select_related("update"):
        judge_item(item=item, verdict=ItemVerdict.ACCEPTED, by=by, at=at)
    verify_update(update=found, verified_value=found.realised, verified_step=found.step, by=by, at=at)


@transaction.atomic
def accept_rest(*, update: ProgressUpdate, by: User, at: datetime) -> tuple[Problem, ...]:
    """Accept every proof of the report that has no verdict yet; the problems of those that cannot be. Raises Refused."""
    found = start_review(update=update, by=by, at=at)
    pending = found.items.filter(verdict=ItemVerdict.PENDING).select_related("update")
    return tuple(_problems_of_accepting(pending, by, at))


def _problems_of_accepting(items: Iterable[EvidenceItem], by: User, at: datetime) -> Iterable[Problem]:
    for item in items:
        try:
            judge_item(item=item, verdict=ItemVerdict.ACCEPTED, by=by, at=at)
        except Refused as refusal:
            yield from refusal.problems
