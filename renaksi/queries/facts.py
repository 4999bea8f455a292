"""Loads what the figures are computed from: two queries for any number of commitments."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, IntegerField, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from foundation.languages import choose
from institutions.models import Institution
from renaksi.enums import ReviewVerdict, UpdateState
from renaksi.models import (
    Amendment,
    CheckpointTarget,
    EvidenceItem,
    EvidenceRequirement,
    Milestone,
    ProgressUpdate,
)


def local_day(moment: datetime) -> date:
    """The day in WIB, in which every deadline is said."""
    return timezone.localdate(moment)


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    at: datetime
    value: Decimal | None
    step: int | None

    @property
    def on(self) -> date:
        return local_day(self.at)


@dataclass(frozen=True, slots=True)
class UpdateFacts:
    """One version of an update with its verifying review, if any.

    `superseded_on` is the day since which a newer version, or an undone verdict, stands in its place.
    """

    id: int
    milestone_id: int
    institution_id: int
    institution: str
    period_id: int
    period: str
    period_ends_on: date
    version: int
    is_current: bool
    state: UpdateState
    realised: Decimal | None
    step: int | None
    submitted_on: date | None
    superseded_on: date | None
    blocked_by_id: int | None
    blocked_by: str
    blocked_since: date | None
    blocked_reason: str
    is_on_behalf: bool
    review: ReviewFacts | None


def milestone_rows(commitment_ids: Iterable[int], *, as_of: date) -> QuerySet[Milestone, dict[str, Any]]:
    """One row per milestone with its owner, its accepted evidence and its latest closed checkpoint."""
    accepted = EvidenceItem.objects.proving_on(as_of).filter(update__milestone=OuterRef("pk"))
    owner = Institution.objects.filter(pk=OuterRef("owner_id"))
    checkpoint = CheckpointTarget.objects.filter(
        milestone=OuterRef("pk"), period__ends_on__lte=as_of
    ).order_by("-period__ends_on")
    return (
        Milestone.objects.filter(commitment__in=list(commitment_ids))
        .with_owner_id()
        .annotate(
            owner_name=Subquery(owner.values("name")[:1]),
            owner_name_en=Subquery(owner.values("name_en")[:1]),
            accepted_items=_count(accepted.values("update__milestone"), "evidence"),
            last_accepted_at=Subquery(
                accepted.order_by().values("update__milestone").annotate(last=Max("judged_at")).values("last")
            ),
            missing_required=_count(_unanswered_requirements(as_of).values("milestone")),
            **_days_of_proof(accepted, as_of),
            checkpoint_percent=Subquery(checkpoint.values("percent")[:1]),
            checkpoint_ends_on=Subquery(checkpoint.values("period__ends_on")[:1]),
            amended_since=Exists(Amendment.objects.filter(milestone=OuterRef("pk"), at__date__gt=as_of)),
        )
        .order_by("commitment", "sort_order", "pk")
        .values(*_MILESTONE_FIELDS)
    )


_MILESTONE_FIELDS = [
    "id",
    "commitment_id",
    "number",
    "title",
    "title_en",
    "success_measure",
    "success_measure_en",
    "unit",
    "baseline",
    "target",
    "start_on",
    "start_precision",
    "due_on",
    "due_precision",
    "weight",
    "withdrawn_on",
    "withdrawn_reason",
    "owner_id",
    "owner_name",
    "owner_name_en",
    "accepted_items",
    "last_accepted_at",
    "missing_required",
    "first_proof_on",
    "last_requirement_on",
    "checkpoint_percent",
    "checkpoint_ends_on",
    "amended_since",
]


def _unanswered_requirements(as_of: date) -> QuerySet[EvidenceRequirement]:
    answered = EvidenceItem.objects.proving_on(as_of).filter(requirement=OuterRef("pk"))
    return EvidenceRequirement.objects.filter(milestone=OuterRef("pk"), is_required=True).exclude(
        Exists(answered)
    )


def _days_of_proof(accepted: QuerySet[EvidenceItem], as_of: date) -> dict[str, Subquery]:
    return {
        "first_proof_on": Subquery(_first_period(accepted.values("update__milestone"))),
        "last_requirement_on": Subquery(_last_requirement(as_of).values("last")),
    }


def _last_requirement(as_of: date) -> QuerySet[Any, Any]:
    """By milestone, the last day of the period in which the last of its answered requirements was answered."""
    answers = EvidenceItem.objects.proving_on(as_of).filter(requirement=OuterRef("pk")).values("requirement")
    return (
        EvidenceRequirement.objects.filter(milestone=OuterRef("pk"), is_required=True)
        .order_by()
        .annotate(first=Subquery(_first_period(answers)))
        .values("milestone")
        .annotate(last=Max("first"))
    )


def _first_period(grouped: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return grouped.order_by().annotate(first=Min("update__period__ends_on")).values("first")


def _count(grouped: QuerySet[Any, Any], what: str = "pk") -> Coalesce:
    counted = grouped.order_by().annotate(total=Count(what, distinct=True)).values("total")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def updates_by_milestone(commitment_ids: Iterable[int], *, as_of: date) -> dict[int, tuple[UpdateFacts, ...]]:
    """Every version of every update that is not withdrawn; newest period first."""
    rows = (
        ProgressUpdate.objects.filter(milestone__commitment__in=list(commitment_ids))
        .exclude(state=UpdateState.WITHDRAWN)
        .order_by("-period__ends_on", "-version", "-reviews__at")
        .values(*_UPDATE_FIELDS)
    )
    found: dict[int, dict[int, UpdateFacts]] = defaultdict(dict)
    for row in rows:
        facts = _update_facts(row, as_of)
        known = found[facts.milestone_id].get(facts.id)
        # The join gives one row per review; the newest verifying one counts.
        if known is None or (known.review is None and facts.review is not None):
            found[facts.milestone_id][facts.id] = facts
    return {milestone_id: tuple(updates.values()) for milestone_id, updates in found.items()}


_UPDATE_FIELDS = [
    "id",
    "milestone_id",
    "institution_id",
    "institution__name",
    "institution__name_en",
    "period_id",
    "period__code",
    "period__year",
    "period__ends_on",
    "version",
    "is_current",
    "state",
    "realised",
    "step",
    "submitted_at",
    "superseded_at",
    "blocked_by_id",
    "blocked_by__name",
    "blocked_by__name_en",
    "blocked_since",
    "blocked_reason",
    "on_behalf_source_id",
    "reviews__verdict",
    "reviews__verified_value",
    "reviews__verified_step",
    "reviews__at",
]


def _update_facts(row: dict[str, Any], as_of: date) -> UpdateFacts:
    return UpdateFacts(
        id=row["id"],
        milestone_id=row["milestone_id"],
        institution_id=row["institution_id"],
        institution=choose(row["institution__name"], row["institution__name_en"]),
        period_id=row["period_id"],
        period=f"{row['period__code']} {row['period__year']}",
        period_ends_on=row["period__ends_on"],
        version=row["version"],
        is_current=row["is_current"],
        state=UpdateState(row["state"]),
        realised=row["realised"],
        step=row["step"],
        submitted_on=local_day(row["submitted_at"]) if row["submitted_at"] else None,
        superseded_on=_by_then(row["superseded_at"], as_of),
        blocked_by_id=row["blocked_by_id"],
        blocked_by=choose(row["blocked_by__name"] or "", row["blocked_by__name_en"] or ""),
        blocked_since=row["blocked_since"],
        blocked_reason=row["blocked_reason"],
        is_on_behalf=row["on_behalf_source_id"] is not None,
        review=_review_facts(row, as_of),
    )


def _by_then(moment: datetime | None, as_of: date) -> date | None:
    day = local_day(moment) if moment else None
    return day if day and day <= as_of else None


def _review_facts(row: dict[str, Any], as_of: date) -> ReviewFacts | None:
    if row["reviews__verdict"] != ReviewVerdict.VERIFIED or local_day(row["reviews__at"]) > as_of:
        return None
    return ReviewFacts(row["reviews__at"], row["reviews__verified_value"], row["reviews__verified_step"])
