"""One institution in one round: each of its reports, who answers for it, and the time that it was given."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from foundation.formats import long_date
from institutions.models import Institution
from renaksi.domain.periods import Rates, rates
from renaksi.domain.round import RoundName
from renaksi.models import Milestone, ProgressUpdate, ReportingPeriod
from renaksi.permissions import focal_points_of
from renaksi.queries.round_facts import RoundReport, extensions_in, round_reports
from renaksi.queries.wording import numbered
from renaksi.queries.workspace.round import STAGES, extension_text


@dataclass(frozen=True, slots=True)
class ReportLine:
    """`url` leads to the report, blank if there is none yet."""

    milestone: str
    commitment: str
    plan: str
    code: str
    word: str
    sent: str
    url: str


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class InstitutionInRound:
    """`periods` are those in which it has something to report; `last_day` is the latest of its own deadlines."""

    name: str
    is_sample: bool
    rates: Rates
    reports: tuple[ReportLine, ...]
    contacts: tuple[Contact, ...]
    extensions: tuple[str, ...]
    periods: tuple[ReportingPeriod, ...]
    last_day: date


def institution_in_round(
    name: RoundName, periods: Collection[ReportingPeriod], institution: Institution, *, today: date
) -> InstitutionInRound | None:
    """`None` if it has nothing to report in the round; the same number of queries for any number of reports."""
    extensions = extensions_in(periods)
    days = {key: one.closes_on for key, one in extensions.items()}
    reports = round_reports(name, periods, days, today=today, owner_id=institution.pk)
    if not reports:
        return None
    plans = {report.plan_id for report in reports}
    theirs = [one for key, one in extensions.items() if key[1] == institution.pk]
    return InstitutionInRound(
        name=institution.name,
        is_sample=institution.is_sample,
        rates=rates(report.report for report in reports),
        reports=_lines(reports, periods),
        contacts=tuple(Contact(one.name, one.email) for one in focal_points_of(institution)),
        extensions=tuple(extension_text(one) for one in theirs),
        periods=tuple(period for period in periods if period.plan_id in plans),
        last_day=max(report.report.last_day for report in reports),
    )


def _lines(reports: Collection[RoundReport], periods: Collection[ReportingPeriod]) -> tuple[ReportLine, ...]:
    ids = [report.milestone_id for report in reports]
    updates = dict(
        ProgressUpdate.objects.current()
        .filter(milestone__in=ids, period__in=[period.pk for period in periods])
        .values_list("milestone_id", "pk")
    )
    stages = {report.milestone_id: report for report in reports}
    milestones = Milestone.objects.filter(pk__in=ids).select_related("commitment__plan")
    return tuple(
        _line(milestone, stages[milestone.pk], updates.get(milestone.pk)) for milestone in milestones
    )


def _line(milestone: Milestone, report: RoundReport, update_id: int | None) -> ReportLine:
    first = report.report.first_submitted_on
    return ReportLine(
        milestone=numbered(milestone),
        commitment=numbered(milestone.commitment),
        plan=milestone.commitment.plan.label,
        code=report.stage.value,
        word=str(STAGES[report.stage]),
        sent=long_date(first) if first else "",
        url=reverse("workspace:update", args=[update_id]) if update_id else "",
    )
