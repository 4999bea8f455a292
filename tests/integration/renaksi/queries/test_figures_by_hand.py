"""Figures of random small plans equal a second reckoning, written naively from the rules in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renaksi.enums import CompletionStatus, ItemVerdict, PeriodCode, ReviewVerdict, UpdateState
from renaksi.models import ActionPlan, Commitment, Milestone, Review
from renaksi.queries.figures import figures_for, plan_figures
from tests.factories.accounts import UserFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    ItemFactory,
    MilestoneFactory,
    PeriodFactory,
    PlanFactory,
    RequirementFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db

ENDS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))
CODES = (PeriodCode.B03, PeriodCode.B06, PeriodCode.B09)


@dataclass(frozen=True)
class Report:
    """One verified report: what was found, how long after the quarter, and which requirements it proves."""

    found: int
    days_until_verdict: int
    proves: tuple[int, ...]
    withdrawn: bool


@dataclass(frozen=True)
class Step:
    """A milestone: None in `reports` for a quarter without report. `baseline` and `target` for a quantity."""

    weight: int
    measure: tuple[int, int] | None
    requirements: tuple[bool, ...]
    start: date | None
    due: date | None
    withdrawn_on: date | None
    reports: tuple[Report | None, ...]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    measure = draw(
        st.none() | st.tuples(st.integers(-20, 20), st.integers(-20, 20)).filter(lambda m: m[0] != m[1])
    )
    found = st.integers(-30, 40) if measure else st.sampled_from([0, 25, 50, 75, 100])
    requirements = tuple(draw(st.lists(st.booleans(), max_size=2)))
    # -1: an accepted proof that answers no requirement.
    proofs = st.lists(st.integers(-1, len(requirements) - 1), max_size=2, unique=True).map(tuple)
    reports = st.builds(Report, found, st.integers(1, 120), proofs, st.sampled_from([False, False, True]))
    start, due = draw(
        st.tuples(
            st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1)),
            st.none() | st.dates(date(2026, 6, 1), date(2026, 12, 31)),
        )
    )
    return Step(
        weight=draw(st.integers(1, 5)),
        measure=measure,
        requirements=requirements,
        start=start,
        due=due,
        withdrawn_on=draw(st.none() | st.none() | st.dates(date(2026, 2, 1), date(2026, 12, 31))),
        reports=tuple(draw(st.none() | reports) for _quarter in ENDS),
    )


plans = st.lists(st.lists(steps(), max_size=3), min_size=1, max_size=3)
days = st.dates(date(2026, 2, 1), date(2026, 12, 31))


# --- the same plan in the database -----------------------------------------------------------


def _store(plan: list[list[Step]]) -> ActionPlan:
    stored = PlanFactory(start_on=date(2026, 1, 1))
    periods = [
        PeriodFactory(plan=stored, code=code, starts_on=ends - timedelta(80), ends_on=ends)
        for code, ends in zip(CODES, ENDS, strict=True)
    ]
    for promised in plan:
        commitment = CommitmentFactory(plan=stored)
        for step in promised:
            _store_step(step, commitment, periods)
    return stored


def _store_step(step: Step, commitment: Commitment, periods: list) -> None:
    baseline, target = step.measure or (None, None)
    milestone = MilestoneFactory(
        commitment=commitment,
        weight=step.weight,
        baseline=None if baseline is None else Decimal(baseline),
        target=None if target is None else Decimal(target),
        start_on=step.start,
        due_on=step.due,
        withdrawn_on=step.withdrawn_on,
        withdrawn_reason="Uji" if step.withdrawn_on else "",
    )
    requirements = [RequirementFactory(milestone=milestone, is_required=one) for one in step.requirements]
    for report, period in zip(step.reports, periods, strict=True):
        if report:
            _store_report(report, milestone, period, requirements)


def _store_report(report: Report, milestone: Milestone, period, requirements: list) -> None:
    at = _verdict_at(report, period.ends_on)
    reviewer = UserFactory()
    quantity = milestone.target is not None
    value, step = (Decimal(report.found), None) if quantity else (None, report.found)
    update = UpdateFactory(
        milestone=milestone, period=period, realised=value, step=step, submitted_at=at, submitted_by=reviewer,
        state=UpdateState.WITHDRAWN if report.withdrawn else UpdateState.VERIFIED,
    )  # fmt: skip
    Review.objects.create(
        update=update, verdict=ReviewVerdict.VERIFIED, verified_value=value, verified_step=step,
        by=reviewer, at=at,
    )  # fmt: skip
    for proven in report.proves:
        ItemFactory(
            update=update, requirement=None if proven < 0 else requirements[proven],
            verdict=ItemVerdict.ACCEPTED, judged_by=reviewer, judged_at=at,
        )  # fmt: skip


def _verdict_at(report: Report, ends: date) -> datetime:
    return datetime(ends.year, ends.month, ends.day, 5, tzinfo=UTC) + timedelta(report.days_until_verdict)


# --- the rules, read once more from domain.md ------------------------------------------------


def _known(step: Step, day: date) -> list[Report]:
    """Verified by that day, oldest quarter first."""
    pairs = zip(step.reports, ENDS, strict=True)
    return [one for one, ends in pairs if one and not one.withdrawn and _verdict_at(one, ends).date() <= day]


def _stands(step: Step, day: date) -> bool:
    return step.withdrawn_on is None or step.withdrawn_on > day


def _raw(step: Step, day: date) -> Fraction | None:
    known = _known(step, day)
    if not known:
        return None
    found = Fraction(known[-1].found)
    if step.measure is None:
        return found
    baseline, target = step.measure
    return (found - baseline) * 100 / (target - baseline)


def _complete(step: Step, day: date) -> bool:
    raw = _raw(step, day)
    proofs = {proof for one in _known(step, day) for proof in one.proves}
    needed = {place for place, required in enumerate(step.requirements) if required}
    return raw is not None and raw >= 100 and bool(proofs) and needed <= proofs


def _progress(promised: list[Step], day: date) -> Fraction | None:
    standing = [step for step in promised if _stands(step, day)]
    if all(_raw(step, day) is None for step in standing):
        return None
    total = Fraction(0)
    for step in standing:
        raw = _raw(step, day) or Fraction(0)
        total += step.weight * max(Fraction(0), min(Fraction(100), raw))
    return total / sum(step.weight for step in standing)


def _status(promised: list[Step], day: date) -> CompletionStatus:
    standing = [step for step in promised if _stands(step, day)]
    progress = _progress(promised, day)
    if progress is None:
        return CompletionStatus.NO_EVIDENCE
    if all(_complete(step, day) for step in standing):
        return CompletionStatus.COMPLETE
    if progress >= 50:
        return CompletionStatus.SUBSTANTIAL
    if progress > 0:
        return CompletionStatus.LIMITED
    every = all(_raw(step, day) is not None for step in standing)
    return CompletionStatus.NOT_STARTED if every else CompletionStatus.NO_EVIDENCE


def _expected(promised: list[Step], day: date) -> Fraction | None:
    """Straight from start to due date; the plan starts with the year, and nothing has a checkpoint."""
    weights, total = 0, Fraction(0)
    for step in promised:
        if step.due is None or not _stands(step, day):
            continue
        start = step.start or date(2026, 1, 1)
        if day < start:
            percent = Fraction(0)
        elif day > step.due or start == step.due:
            percent = Fraction(100)
        else:
            percent = Fraction((day - start).days, (step.due - start).days) * 100
        weights += step.weight
        total += step.weight * percent
    return total / weights if weights else None


def _overdue(promised: list[Step], day: date) -> int:
    return sum(
        1
        for step in promised
        if _stands(step, day) and step.due and step.due < day and not _complete(step, day)
    )


def _by_hand(promised: list[Step], day: date) -> tuple[object, ...]:
    standing = [step for step in promised if _stands(step, day)]
    verified = sum(_raw(step, day) is not None for step in standing)
    return (
        _progress(promised, day),
        (verified if _progress(promised, day) is not None else 0, len(standing)),
        _status(promised, day),
        _expected(promised, day),
        _overdue(promised, day),
        [_complete(step, day) for step in promised],
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=plans, day=days)
def test_figures_equal_a_second_reckoning(plan: list[list[Step]], day: date) -> None:
    with transaction.atomic():
        stored = _store(plan)
        found = list(Commitment.objects.filter(plan=stored).order_by("pk").for_figures())
        figures = figures_for(found, as_of=day)
        in_order = [figures[one.pk] for one in found]
        transaction.set_rollback(True)

    assert [
        (
            one.progress.percent,
            (one.progress.verified, one.progress.total),
            one.proposed,
            one.expected,
            one.overdue,
            [milestone.is_complete for milestone in one.milestones],
        )
        for one in in_order
    ] == [_by_hand(promised, day) for promised in plan]

    counting = [promised for promised in plan if any(_stands(step, day) for step in promised)]
    proven = [_progress(promised, day) for promised in counting]
    known = [percent for percent in proven if percent is not None]
    mean = sum(known, Fraction(0)) / len(proven) if known else None
    assert plan_figures(in_order).progress.percent == mean
