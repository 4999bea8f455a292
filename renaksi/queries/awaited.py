"""What is not there yet and has a deadline: reports of a round, returned reports, milestones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from renaksi.domain.periods import Window, is_expected, may_return_until
from renaksi.domain.reminders import first_and_last_deadline
from renaksi.enums import PeriodState, PlanState, UpdateState
from renaksi.models import Commitment, ProgressUpdate, ReportingPeriod
from renaksi.queries.facts import UpdateFacts
from renaksi.queries.figures import figures_for
from renaksi.queries.grid import PeriodFacts, periods_of
from renaksi.queries.milestone_figures import MilestoneFigures


@dataclass(frozen=True, slots=True)
class Awaited:
    """`subject` names it in keys. `missing` counts the reports that an institution owes in a round, else it is 1.

    Nobody is warned of the end of a round that was closed early: it is over.
    """

    subject: str
    institution_id: int
    deadline: date
    missing: int = 1
    is_over: bool = False
    period_id: int | None = None
    update_id: int | None = None
    milestone_id: int | None = None


def awaited(today: date) -> tuple[Awaited, ...]:
    """All whose deadline is near enough for the ladder of reminders; the same number of queries for any number."""
    rounds = _rounds(today)
    milestones = _milestones(rounds, today)
    windows = {
        facts.id: facts
        for known in periods_of({one.plan_id for one in rounds.values()}).values()
        for facts in known
    }
    withdrawn = _withdrawn(rounds)
    of_plan: dict[int, list[ReportingPeriod]] = defaultdict(list)
    for period in rounds.values():
        of_plan[period.plan_id].append(period)
    owed = [
        (milestone, period, windows[period.pk])
        for plan_id, milestone in milestones
        for period in of_plan[plan_id]
        if (milestone.id, period.pk) not in withdrawn
    ]
    first, last = first_and_last_deadline(today)
    found = (*_missing_reports(owed), *_returned(owed), *_due(milestones))
    return tuple(one for one in found if first <= one.deadline <= last)


def _rounds(today: date) -> dict[int, ReportingPeriod]:
    first, last = first_and_last_deadline(today)
    near = Q(closes_on__range=(first, last)) | Q(verify_by__range=(first, last))
    periods = ReportingPeriod.objects.exclude(state=PeriodState.PLANNED).filter(
        near | Q(extensions__closes_on__range=(first, last)),
        opens_on__lte=today,
        plan__live=True,
        plan__country=settings.SITE_COUNTRY,
    )
    return {period.pk: period for period in periods.distinct()}


def _milestones(rounds: Mapping[int, ReportingPeriod], today: date) -> list[tuple[int, MilestoneFigures]]:
    """(plan id, milestone) that somebody reports on, of the rounds' plans and of all that run."""
    running = Q(plan__state=PlanState.ACTIVE, plan__periods__isnull=False)
    commitments = list(
        Commitment.objects.public()
        .filter(running | Q(plan__in={one.plan_id for one in rounds.values()}), withdrawn_on__isnull=True)
        .for_figures()
        .distinct()
    )
    figures = figures_for(commitments, as_of=today)
    return [
        (commitment.plan_id, milestone)
        for commitment in commitments
        for milestone in figures[commitment.pk].milestones
        if milestone.owner_id is not None and not milestone.withdrawn
    ]


def _withdrawn(rounds: Iterable[int]) -> set[tuple[int, int]]:
    """(milestone, period) whose report the secretariat took out: nobody is asked for it again."""
    updates = ProgressUpdate.objects.filter(period__in=list(rounds), state=UpdateState.WITHDRAWN)
    return set(updates.values_list("milestone_id", "period_id"))


_Owed = tuple[MilestoneFigures, ReportingPeriod, PeriodFacts]


def _missing_reports(owed: Iterable[_Owed]) -> Iterator[Awaited]:
    """Never sent: not begun, or a draft. One for each institution and round."""
    counted: dict[tuple[int, int], int] = defaultdict(int)
    rounds: dict[int, tuple[ReportingPeriod, PeriodFacts]] = {}
    for milestone, period, facts in owed:
        if milestone.owner_id and _is_missing(milestone, period.pk, facts):
            counted[period.pk, milestone.owner_id] += 1
            rounds[period.pk] = period, facts
    for (period_id, institution_id), missing in counted.items():
        period, facts = rounds[period_id]
        window = facts.window_for(institution_id)
        yield Awaited(
            subject=f"period:{period_id}:{institution_id}",
            institution_id=institution_id,
            deadline=window.last_day,
            missing=missing,
            is_over=_is_closed_early(period, window),
            period_id=period_id,
        )


def _is_missing(milestone: MilestoneFigures, period_id: int, facts: PeriodFacts) -> bool:
    """A draft that corrects a verified report is not asked for: the old one counts."""
    versions = [one for one in milestone.updates if one.period_id == period_id]
    sent = any(one.review or (one.is_current and one.state != UpdateState.DRAFT) for one in versions)
    return not sent and is_expected(milestone.reportable, facts.quarter)


def _is_closed_early(period: ReportingPeriod, window: Window) -> bool:
    return period.state == PeriodState.CLOSED and window.extended_until is None


def _returned(owed: Iterable[_Owed]) -> Iterator[Awaited]:
    """A returned report may come back until the verification ends; a newer version of one has no deadline."""
    for milestone, period, facts in owed:
        update = _only_version(milestone, period.pk)
        if update is not None and milestone.owner_id and update.state == UpdateState.RETURNED:
            yield Awaited(
                subject=f"update:{update.id}",
                institution_id=milestone.owner_id,
                deadline=may_return_until(facts.window_for(milestone.owner_id)),
                period_id=period.pk,
                update_id=update.id,
                milestone_id=milestone.id,
            )


def _due(milestones: Iterable[tuple[int, MilestoneFigures]]) -> Iterator[Awaited]:
    """Milestones that are neither complete nor claimed to be."""
    for _plan_id, milestone in milestones:
        claimed = milestone.claim is not None and milestone.claim.percent >= 100
        if milestone.due and milestone.owner_id and not (claimed or milestone.is_complete):
            yield Awaited(
                subject=f"milestone:{milestone.id}",
                institution_id=milestone.owner_id,
                deadline=milestone.due.last_day,
                milestone_id=milestone.id,
            )


def _only_version(milestone: MilestoneFigures, period_id: int) -> UpdateFacts | None:
    versions = [one for one in milestone.updates if one.period_id == period_id]
    return versions[0] if len(versions) == 1 else None
