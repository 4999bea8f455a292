"""Each report that the institutions of a focal point owe in the periods that run, and where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from institutions.models import Institution
from renaksi.domain.periods import Quarter, Window, is_expected, is_open_for
from renaksi.enums import EDITABLE_STATES, PeriodState, ReturnReason, ReviewVerdict, Timeliness, UpdateState
from renaksi.models import Commitment, ReportingPeriod, Review, UpdateEvent
from renaksi.permissions import may_report_in
from renaksi.queries.examples import RequirementLine
from renaksi.queries.facts import UpdateFacts
from renaksi.queries.figures import CommitmentFigures, figures_for
from renaksi.queries.milestone_figures import MilestoneFigures
from renaksi.queries.wording import blocked_days_text, numbered, partial_text
from renaksi.queries.workspace.deadlines import Deadline, deadline_of, is_running
from renaksi.queries.workspace.running import Running, running_periods


class Group(StrEnum):
    """In the order of the page."""

    RETURNED = "returned"
    OPEN = "open"
    DRAFT = "draft"
    SENT = "submitted"
    VERIFIED = "verified"
    MISSED = "not_reported"


_GROUP_OF_STATE = {
    UpdateState.RETURNED: Group.RETURNED,
    UpdateState.DRAFT: Group.DRAFT,
    UpdateState.VERIFIED: Group.VERIFIED,
}
OPEN_GROUPS = frozenset({Group.RETURNED, Group.OPEN, Group.DRAFT})


@dataclass(frozen=True, slots=True)
class OwedReport:
    """One milestone in one period. `reason` says why it came back; `requirements` stand while it is to be sent."""

    group: Group
    milestone_id: int
    period_id: int
    institution_id: int
    milestone: str
    commitment: str
    plan: str
    is_sample: bool
    institution: str
    period: str
    deadline: Deadline
    due: str
    due_on: date | None
    is_overdue: bool
    blocked_days_text: str
    code: str
    word: str
    reason: str
    url: str
    requirements: tuple[RequirementLine, ...] = ()


def owed_reports(
    user: User, institutions: Mapping[int, Institution], today: date
) -> tuple[list[Running], list[OwedReport]]:
    """What runs for the institutions, and each milestone that they owe in it."""
    running = running_periods(institutions, today)
    commitments = _commitments(institutions, {one.period.plan_id for one in running})
    theirs = {commitment.plan_id for commitment in commitments.values()}
    running = [one for one in running if one.period.plan_id in theirs and may_report_in(user, one.period.pk)]
    figures = figures_for(commitments.values(), as_of=today)
    return running, _with_reasons(_owed(commitments, figures, running, institutions, today))


def _commitments(institutions: Mapping[int, Institution], plans: Iterable[int]) -> dict[int, Commitment]:
    """Those in which one of the institutions may own a milestone; the figures say which milestones."""
    theirs = Q(milestones__responsible__in=institutions) | Q(partnerships__institution__in=institutions)
    found = (
        Commitment.objects.filter(theirs, plan__in=set(plans), live=True, withdrawn_on__isnull=True)
        .for_figures()
        .distinct()
    )
    return {commitment.pk: commitment for commitment in found}


@dataclass(frozen=True, slots=True)
class _Owed:
    """A report before its reason is looked up."""

    report: OwedReport
    update: UpdateFacts | None


def _owed(
    commitments: Mapping[int, Commitment],
    figures: Mapping[int, CommitmentFigures],
    running: list[Running],
    institutions: Mapping[int, Institution],
    today: date,
) -> list[_Owed]:
    return [
        _owed_report(milestone, commitment, one, owner, today)
        for commitment in commitments.values()
        for milestone in figures[commitment.pk].milestones
        if (owner := institutions.get(milestone.owner_id or 0)) is not None
        for one in running
        if one.period.plan_id == commitment.plan_id
        and is_running(one.window(owner.pk), today)
        and (_is_expected(milestone, one.period) or _update(milestone, one.period))
    ]


def _is_expected(milestone: MilestoneFigures, period: ReportingPeriod) -> bool:
    return is_expected(milestone.reportable, Quarter(period.starts_on, period.ends_on))


def _update(milestone: MilestoneFigures, period: ReportingPeriod) -> UpdateFacts | None:
    """The newest version; but a correction that was not sent yet is work of its own, and the report stands."""
    versions = [one for one in milestone.updates if one.period_id == period.pk]
    stands = (one for one in versions if one.is_current and one.state not in EDITABLE_STATES)
    counts = (one for one in versions if one.review and one.superseded_on is None)
    return next(stands, None) or next(counts, None) or next((one for one in versions if one.is_current), None)


def _owed_report(
    milestone: MilestoneFigures,
    commitment: Commitment,
    running: Running,
    institution: Institution,
    today: date,
) -> _Owed:
    period, window = running.period, running.window(institution.pk)
    update = _update(milestone, period)
    group = _group(update, period, window, today)
    report = OwedReport(
        group=group,
        milestone_id=milestone.id,
        period_id=period.pk,
        institution_id=institution.pk,
        milestone=numbered(milestone),
        commitment=numbered(commitment),
        plan=commitment.plan.label,
        is_sample=commitment.plan.is_sample,
        institution=institution.name,
        period=str(period),
        deadline=deadline_of(window, today, returned=group == Group.RETURNED),
        due=partial_text(milestone.due),
        due_on=milestone.due.last_day if milestone.due else None,
        is_overdue=milestone.timeliness == Timeliness.OVERDUE,
        blocked_days_text=blocked_days_text(milestone),
        code=update.state.value if update else group.value,
        word=str(update.state.label) if update else _WORDS[group](),
        reason="",
        url=_address(milestone, period, update),
    )
    return _Owed(report, update)


_WORDS = {Group.OPEN: lambda: _("Belum dilaporkan"), Group.MISSED: lambda: _("Tidak lapor")}


def _group(update: UpdateFacts | None, period: ReportingPeriod, window: Window, today: date) -> Group:
    if update is None:
        closed_early = period.state == PeriodState.CLOSED and window.extended_until is None
        return Group.OPEN if is_open_for(window, today) and not closed_early else Group.MISSED
    return _GROUP_OF_STATE.get(update.state, Group.SENT)


def _address(milestone: MilestoneFigures, period: ReportingPeriod, update: UpdateFacts | None) -> str:
    if update is not None and update.state not in {UpdateState.DRAFT, UpdateState.RETURNED}:
        return reverse("workspace:update", args=[update.id])
    return reverse("workspace:report", args=[period.pk, milestone.id])


def _with_reasons(owed: list[_Owed]) -> list[OwedReport]:
    """What came back says why; a draft that an approver sent back stands with what was returned."""
    ids = [one.update.id for one in owed if one.update is not None]
    returned = Review.objects.filter(update__in=ids, verdict=ReviewVerdict.RETURNED).order_by("at")
    reviews = {review.update_id: review for review in returned}
    events = {
        event.update_id: event for event in UpdateEvent.objects.filter(update__in=ids).order_by("at", "pk")
    }
    return [_with_reason(one, reviews, events) for one in owed]


def _with_reason(one: _Owed, reviews: Mapping[int, Review], events: Mapping[int, UpdateEvent]) -> OwedReport:
    report, update = one.report, one.update
    if update is None:
        return report
    if report.group == Group.RETURNED and update.id in reviews:
        review = reviews[update.id]
        return _replaced(report, f"{ReturnReason(review.reason_code).label}. {review.note}", report.word)
    last = events.get(update.id)
    if report.group == Group.DRAFT and last is not None and last.transition.startswith("send_back"):
        return _replaced(report, last.note, _("Dikembalikan penyetuju"), Group.RETURNED)
    return report


def _replaced(report: OwedReport, reason: str, word: str, group: Group | None = None) -> OwedReport:
    return replace(report, reason=reason, word=word, group=group or report.group)
