"""What a report is about: the one selection that command, CMS and payload share."""

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db.models import Q

from institutions.models import Institution, Region
from renaksi.models import ActionPlan, Commitment, ReportingPeriod
from renaksi.querysets import CommitmentQuerySet
from reports.domain.outlines import PartKey, has_cover, outline
from reports.enums import ReportKind, ReportLanguage, SubjectKind
from reports.models import Report
from reports.naming import report_slug


@dataclass(frozen=True, slots=True)
class Subject:
    """`period` is None for the plan as it stands today; at most one of region, institution, commitment is set."""

    kind: ReportKind
    plan: ActionPlan
    period: ReportingPeriod | None = None
    region: Region | None = None
    institution: Institution | None = None
    commitment: Commitment | None = None
    language: ReportLanguage = ReportLanguage.INDONESIAN

    @property
    def part(self) -> SubjectKind:
        chosen = (
            (SubjectKind.REGION, self.region),
            (SubjectKind.INSTITUTION, self.institution),
            (SubjectKind.COMMITMENT, self.commitment),
        )
        return next((kind for kind, record in chosen if record), SubjectKind.PLAN)

    @property
    def outline(self) -> tuple[PartKey, ...]:
        return outline(self.kind, self.part)

    @property
    def has_cover(self) -> bool:
        return has_cover(self.kind, self.part)

    @property
    def languages(self) -> tuple[str, ...]:
        """Of its editions, the first one being that of its files."""
        return tuple(self.language.split("-"))

    @property
    def period_code(self) -> str:
        """B09-2026, or blank."""
        return f"{self.period.code}-{self.period.year}" if self.period else ""

    @property
    def slug(self) -> str:
        return report_slug(
            kind=self.kind,
            plan=self.plan.slug,
            period=self.period_code,
            region=self.region.code if self.region else "",
            institution=self.institution.slug if self.institution else "",
            commitment=self.commitment.slug if self.commitment else "",
            language=self.language,
        )

    @property
    def site(self) -> str:
        """The address of this site, without a slash at its end."""
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/")

    def at(self, period: ReportingPeriod | None) -> "Subject":
        """The same at another period."""
        return replace(self, period=period)

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
        if self.commitment:
            found = found.filter(pk=self.commitment.pk)
        return found


def subject_of(report: Report) -> Subject:
    return Subject(
        ReportKind(report.kind),
        report.plan,
        report.period,
        report.region,
        report.institution,
        report.commitment,
        ReportLanguage(report.language),
    )
