"""What a sheet holds: the milestones that one institution owes in one period, as their forms would open."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from django.urls import reverse

from accounts.models import User
from institutions.models import Institution
from renaksi.actions.updates import DraftContent
from renaksi.enums import EDITABLE_STATES
from renaksi.models import Milestone, ProgressUpdate, ReportingPeriod
from renaksi.permissions import may_report_for, may_report_in, reporting_institutions
from renaksi.queries.guards import measure_of
from renaksi.queries.wording import numbered, quantity_text, reached_text
from renaksi.queries.workspace.answers import CARRIED_OVER
from renaksi.queries.workspace.deadlines import Deadline
from renaksi.queries.workspace.owed_reports import OPEN_GROUPS, OwedReport, owed_reports
from renaksi.queries.workspace.report import institutions_to_wait_for


@dataclass(frozen=True, slots=True)
class Proof:
    text: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class SheetLine:
    """`told` by column of what is only shown. `revision` is 0 for what nobody has begun.

    `is_open`: it may be written now. `content` is the draft, or what its form would start from.
    """

    milestone_id: int
    revision: int
    is_open: bool
    is_quantity: bool
    told: Mapping[str, str]
    proofs: tuple[Proof, ...]
    content: DraftContent
    url: str


@dataclass(frozen=True, slots=True)
class SheetContent:
    """`offered`: institutions that somebody may wait for, by a name that no two share."""

    period: str
    period_id: int
    institution: Institution
    plan: str
    is_sample: bool
    deadline: Deadline
    lines: tuple[SheetLine, ...]
    offered: Mapping[str, Institution]

    @property
    def by_milestone(self) -> dict[int, SheetLine]:
        return {line.milestone_id: line for line in self.lines}


@dataclass(frozen=True, slots=True)
class SheetOffer:
    """One sheet that may be taken; `left` of `total` reports are not sent yet."""

    period: str
    institution: str
    plan: str
    is_sample: bool
    deadline: Deadline
    left: int
    total: int
    url: str
    drafts_url: str


def may_fill(user: User, institution: Institution, period_id: int) -> bool:
    return may_report_for(user, institution) and may_report_in(user, period_id)


def sheet_offers(user: User, *, today: date) -> tuple[SheetOffer, ...]:
    """By deadline; none for what is all sent."""
    institutions = {one.pk: one for one in reporting_institutions(user)}
    _running, reports = owed_reports(user, institutions, today)
    grouped: dict[tuple[int, int], list[OwedReport]] = {}
    for report in reports:
        grouped.setdefault((report.period_id, report.institution_id), []).append(report)
    offers = [_offer(found) for found in grouped.values()]
    wanted = (offer for offer in offers if offer.left)
    return tuple(sorted(wanted, key=lambda one: (one.deadline.on, one.institution, one.period)))


def _offer(reports: list[OwedReport]) -> SheetOffer:
    left = [report for report in reports if report.group in OPEN_GROUPS]
    one = min(left or reports, key=lambda report: report.deadline.on)
    return SheetOffer(
        period=one.period,
        institution=one.institution,
        plan=one.plan,
        is_sample=one.is_sample,
        deadline=one.deadline,
        left=len(left),
        total=len(reports),
        url=reverse("workspace:sheet_file", args=[one.period_id, one.institution_id]),
        drafts_url=reverse("workspace:sheet_drafts", args=[one.period_id, one.institution_id]),
    )


def sheet_content(
    user: User, institution: Institution, period: ReportingPeriod, *, today: date
) -> SheetContent | None:
    """None if nothing of the period can be reported any more. The same number of queries for any number of lines."""
    _running, owed = owed_reports(user, {institution.pk: institution}, today)
    reports = {one.milestone_id: one for one in owed if one.period_id == period.pk}
    if not any(report.group in OPEN_GROUPS for report in reports.values()):
        return None
    milestones = _milestones(reports)
    updates = _updates(reports, period)
    earlier = _earlier(reports, period)
    offered = _offered(milestones[0], institution, period)
    lines = tuple(
        _line(reports[one.pk], one, updates.get(one.pk), earlier.get(one.pk), period) for one in milestones
    )
    first = min(reports.values(), key=lambda one: one.deadline.on)
    return SheetContent(
        period=str(period),
        period_id=period.pk,
        institution=institution,
        plan=first.plan,
        is_sample=first.is_sample,
        deadline=first.deadline,
        lines=lines,
        offered=offered,
    )


def _milestones(ids: Mapping[int, OwedReport]) -> list[Milestone]:
    found = Milestone.objects.filter(pk__in=list(ids)).select_related("commitment__plan")
    return list(found.prefetch_related("requirements").order_by("commitment__pk", "sort_order", "pk"))


def _updates(ids: Mapping[int, OwedReport], period: ReportingPeriod) -> dict[int, ProgressUpdate]:
    current = ProgressUpdate.objects.current().filter(milestone__in=list(ids), period=period)
    return {one.milestone_id: one for one in current.select_related("blocked_by")}


def _earlier(ids: Mapping[int, OwedReport], period: ReportingPeriod) -> dict[int, ProgressUpdate]:
    """Of each milestone the last report before the period."""
    earlier = ProgressUpdate.objects.current().filter(
        milestone__in=list(ids), period__ends_on__lt=period.ends_on
    )
    found = earlier.select_related("blocked_by", "period").order_by("period__ends_on")
    return {one.milestone_id: one for one in found}


def _offered(
    milestone: Milestone, institution: Institution, period: ReportingPeriod
) -> dict[str, Institution]:
    some = ProgressUpdate(milestone=milestone, period=period, institution=institution)
    offered: dict[str, Institution] = {}
    for one in institutions_to_wait_for(some).select_related("region").order_by("name", "pk"):
        twice = one.name in offered
        name = f"{one.name} ({one.region or one.pk})" if twice else one.name
        offered[name if name not in offered else f"{name} #{one.pk}"] = one
    return offered


def _line(
    report: OwedReport,
    milestone: Milestone,
    update: ProgressUpdate | None,
    earlier: ProgressUpdate | None,
    period: ReportingPeriod,
) -> SheetLine:
    carried = {name: getattr(earlier, name) for name in CARRIED_OVER} if earlier else {}
    shown = update or ProgressUpdate(milestone=milestone, period=period, revision=0, **carried)
    is_editable = update is None or update.state in EDITABLE_STATES
    return SheetLine(
        milestone_id=milestone.pk,
        revision=shown.revision,
        is_open=report.group in OPEN_GROUPS and is_editable,
        is_quantity=measure_of(milestone).is_quantity,
        told={
            "milestone": report.milestone,
            "commitment": numbered(milestone.commitment),
            "measure": milestone.success_measure,
            "target": quantity_text(milestone.target, ""),
            "unit": milestone.unit,
            "before": _before(earlier, milestone),
            "state": report.word,
            "due": report.due,
        },
        proofs=tuple(Proof(one.text, one.is_required) for one in milestone.requirements.all()),
        content=content_of(shown),
        url=report.url,
    )


def _before(earlier: ProgressUpdate | None, milestone: Milestone) -> str:
    """74 desa (B06 2026); blank if nothing was reported."""
    reached = reached_text(earlier.realised, earlier.step, milestone.unit) if earlier else ""
    return f"{reached} ({earlier.period})" if earlier and reached else ""


def content_of(update: ProgressUpdate) -> DraftContent:
    stored = {field.name: getattr(update, field.name) for field in fields(DraftContent)}
    return DraftContent(**{**stored, "challenges": tuple(update.challenges)})
