"""Chainable filters that every screen shares. What the public may see is said here and nowhere else."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from evidence.enums import EvidenceState
from renaksi.enums import WAITING_FOR_VERDICT_STATES, ItemVerdict, PartnerRole, UpdateState

if TYPE_CHECKING:
    from renaksi.models import (  # noqa: F401 - type parameters
        ActionPlan,
        Commitment,
        EvidenceItem,
        Milestone,
        ProgressUpdate,
    )


class PlanQuerySet(models.QuerySet["ActionPlan"]):
    def public(self) -> Self:
        """Published plans of the site's own country, sample plans included (they are flagged)."""
        return self.filter(live=True, country=settings.SITE_COUNTRY)

    def real(self) -> Self:
        return self.filter(is_sample=False)

    def with_monitored(self) -> Self:
        """Annotates `monitored`: a plan is monitored when it has reporting periods."""
        periods = apps.get_model("renaksi", "ReportingPeriod").objects.filter(plan=OuterRef("pk"))
        return self.annotate(monitored=Exists(periods))


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def public(self) -> Self:
        return self.filter(live=True, plan__live=True, plan__country=settings.SITE_COUNTRY)

    def real(self) -> Self:
        return self.filter(plan__is_sample=False)

    def for_figures(self, *, as_of: date | None = None) -> Self:
        """What `queries.figures` needs beside the commitment: its plan, if it is monitored, the newest decision.

        The figures of an earlier day need the decision that stood then: `as_of`.
        """
        decisions = (
            apps.get_model("renaksi", "CompletionDecision")
            .objects.filter(commitment=OuterRef("pk"), **({"at__date__lte": as_of} if as_of else {}))
            .order_by("-at", "-pk")
        )
        periods = apps.get_model("renaksi", "ReportingPeriod").objects.filter(plan=OuterRef("plan"))
        return self.select_related("plan").annotate(
            monitored=Exists(periods),
            decided_status=Subquery(decisions.values("status")[:1]),
            decided_at=Subquery(decisions.values("at")[:1]),
            decided_reason=Subquery(decisions.values("reason")[:1]),
        )


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def public(self) -> Self:
        return self.filter(
            commitment__live=True,
            commitment__plan__live=True,
            commitment__plan__country=settings.SITE_COUNTRY,
        )

    def real(self) -> Self:
        return self.filter(commitment__plan__is_sample=False)

    def standing(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)

    def with_owner_id(self) -> Self:
        """Annotates `owner_id`: the responsible institution, else the commitment's first lead, else None."""
        first_lead = (
            apps.get_model("renaksi", "Partnership")
            .objects.filter(commitment=OuterRef("commitment"), role=PartnerRole.LEAD)
            .order_by("sort_order", "pk")
            .values("institution")[:1]
        )
        return self.annotate(
            owner_id=Coalesce("responsible", Subquery(first_lead), output_field=models.BigIntegerField())
        )


class UpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    def current(self) -> Self:
        """The version that is worked on: of a correction in progress the new one, though the old one counts."""
        return self.filter(is_current=True).exclude(state=UpdateState.WITHDRAWN)

    def waiting_for_verdict(self) -> Self:
        return self.current().filter(state__in=WAITING_FOR_VERDICT_STATES)


class ItemQuerySet(models.QuerySet["EvidenceItem"]):
    def accepted(self) -> Self:
        """Whether the proof still stands or was taken down since: what a page lists.

        One evidence has an item in each version of its report: what counts is counted by evidence.
        """
        return self.filter(verdict=ItemVerdict.ACCEPTED).exclude(update__state=UpdateState.WITHDRAWN)

    def proving(self) -> Self:
        """Accepted, in a version that counts, and the proof stands: what was taken down proves nothing."""
        return (
            self.accepted()
            .filter(update__superseded_at__isnull=True)
            .exclude(evidence__state=EvidenceState.TAKEN_DOWN)
        )

    def proving_on(self, day: date) -> Self:
        """Accepted by the end of that day; what was taken down or superseded later still stood then."""
        gone = Q(evidence__state=EvidenceState.TAKEN_DOWN, evidence__taken_down_at__date__lte=day)
        superseded = Q(update__superseded_at__isnull=False, update__superseded_at__date__lte=day)
        return self.accepted().filter(judged_at__date__lte=day).exclude(gone).exclude(superseded)
