"""What a report is about: the one selection that command, CMS and payload share."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from institutions.models import Institution, Region
from renaksi.models import ActionPlan, Commitment, ReportingPeriod
from renaksi.querysets import CommitmentQuerySet
from reports.models import ReportBuild


@dataclass(frozen=True, slots=True)
class Scope:
    """`period`, `region` and `institution` are None for all of the plan, as it stands today."""

    plan: ActionPlan
    period: ReportingPeriod | None = None
    region: Region | None = None
    institution: Institution | None = None

    def as_of(self, today: date) -> date:
        """A period's figures are those of its last day for verdicts, or today's as long as that lies ahead."""
        return min(today, self.period.verify_by) if self.period else today

    def commitments(self) -> CommitmentQuerySet:
        """The published ones, as the public pages select them."""
        found = Commitment.objects.public().filter(plan=self.plan)
        if self.region:
            found = found.filter(Q(region=self.region) | Q(region__isnull=True, plan__region=self.region))
        if self.institution:
            taking_part = Commitment.objects.filter(
                Q(partnerships__institution=self.institution) | Q(milestones__responsible=self.institution)
            )
            found = found.filter(pk__in=taking_part.values("pk"))
        return found

    @property
    def site(self) -> str:
        """The address of this site, without a slash at its end."""
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def scope_of(build: ReportBuild) -> Scope:
    return Scope(build.plan, build.period, build.region, build.institution)
