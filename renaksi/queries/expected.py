"""The expected reports of a quarter as one set in the database: `domain.periods.is_expected` for thousands at once.

A test holds the two against each other; what changes in one changes in the other.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from renaksi.domain.periods import Quarter
from renaksi.enums import ReviewVerdict, Step, UpdateState
from renaksi.models import EvidenceItem, EvidenceRequirement, Milestone, Review
from renaksi.querysets import MilestoneQuerySet

_ENDS_ON = "update__period__ends_on"


def expected_milestones(quarter: Quarter, *, plans: Collection[int], today: date) -> MilestoneQuerySet:
    """Of published commitments that stand. Asks for now: what was verified and accepted by today counts."""
    start = Coalesce("start_on", "commitment__start_on", "commitment__plan__start_on")
    return (
        Milestone.objects.filter(
            commitment__plan__in=plans, commitment__live=True, commitment__withdrawn_on__isnull=True
        )
        .alias(effective_start=start)
        .filter(Q(effective_start__isnull=True) | Q(effective_start__lte=quarter.last_day))
        .filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=min(quarter.last_day, today)))
        .exclude(pk__in=_complete_on(quarter.first_day, plans))
    )


def _complete_on(day: date, plans: Collection[int]) -> QuerySet[Milestone, Any]:
    """Ids of milestones that stand at 100 since a period that ended by that day, and were proven by then."""
    reached, fell_back = (
        Max(_ENDS_ON, filter=_AT_HUNDRED & Q(**{f"{_ENDS_ON}__lte": day})),
        Max(_ENDS_ON, filter=_BELOW_HUNDRED),
    )
    standing = (
        _in_force(plans)
        .order_by()
        .values("update__milestone")
        .annotate(reached=reached, fell_back=fell_back)
        .filter(Q(fell_back__isnull=True) | Q(fell_back__lt=F("reached")), reached__isnull=False)
        .values("update__milestone")
    )
    return (
        Milestone.objects.filter(~Exists(_unanswered(day)), Exists(_proofs(day)), pk__in=standing)
        .order_by()
        .values("pk")
    )


def _in_force(plans: Collection[int]) -> QuerySet[Review, Review]:
    """The verifying reviews that count: of each period the one version that no newer one superseded."""
    return Review.objects.filter(
        verdict=ReviewVerdict.VERIFIED, update__superseded_at__isnull=True, update__period__plan__in=plans
    ).exclude(update__state=UpdateState.WITHDRAWN)


# `domain.progress.raw_percent` against 100 without dividing; an unknown baseline is 0, and the target above it.
_TARGET = F("update__milestone__target")
_RISING = Q(update__milestone__baseline__isnull=True) | Q(update__milestone__baseline__lt=_TARGET)
_FALLING = Q(update__milestone__baseline__gt=_TARGET)
_STEPS = Q(update__milestone__target__isnull=True)
_AT_HUNDRED = (
    (_STEPS & Q(verified_step__gte=Step.DONE))
    | (_RISING & Q(verified_value__gte=_TARGET))
    | (_FALLING & Q(verified_value__lte=_TARGET))
)
# Written out: the opposite of an unknown is unknown in SQL.
_BELOW_HUNDRED = (
    (_STEPS & Q(verified_step__lt=Step.DONE))
    | (_RISING & Q(verified_value__lt=_TARGET))
    | (_FALLING & Q(verified_value__gt=_TARGET))
)


def _proofs(day: date) -> QuerySet[EvidenceItem, EvidenceItem]:
    return EvidenceItem.objects.proving().filter(
        update__milestone=OuterRef("pk"), update__period__ends_on__lte=day
    )


def _unanswered(day: date) -> QuerySet[EvidenceRequirement, EvidenceRequirement]:
    answers = EvidenceItem.objects.proving().filter(
        requirement=OuterRef("pk"), update__period__ends_on__lte=day
    )
    return EvidenceRequirement.objects.filter(~Exists(answers), milestone=OuterRef("pk"), is_required=True)
