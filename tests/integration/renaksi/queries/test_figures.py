from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from renaksi.enums import (
    CompletionStatus,
    ItemVerdict,
    Pace,
    ReviewVerdict,
    Timeliness,
    UpdateState,
)
from renaksi.models import (
    Amendment,
    Commitment,
    CompletionDecision,
    Milestone,
    ProgressUpdate,
    ReportingPeriod,
    Review,
)
from renaksi.queries.figures import CommitmentFigures, figures_for, plan_figures
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    ItemFactory,
    MilestoneFactory,
    PeriodFactory,
    RequirementFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db

SUBMITTED = datetime(2026, 10, 1, 3, tzinfo=UTC)
VERIFIED = datetime(2026, 10, 5, 3, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def figures(commitment: Commitment, as_of: date = TODAY) -> CommitmentFigures:
    found = Commitment.objects.filter(pk=commitment.pk).for_figures()
    return figures_for(found, as_of=as_of)[commitment.pk]


def reported(milestone: Milestone, *, step: int, verified: int | None = None, **fields: object):
    period = milestone.commitment.plan.periods.first() or PeriodFactory(plan=milestone.commitment.plan)
    update = UpdateFactory(
        milestone=milestone,
        period=period,
        step=step,
        state=UpdateState.SUBMITTED if verified is None else UpdateState.VERIFIED,
        submitted_at=SUBMITTED,
        submitted_by=UserFactory(),
        **fields,
    )
    if verified is not None:
        Review.objects.create(
            update=update,
            verdict=ReviewVerdict.VERIFIED,
            verified_step=verified,
            by=UserFactory(),
            at=VERIFIED,
        )
    return update


def accept(update, requirement=None, at: datetime = VERIFIED):
    return ItemFactory(
        update=update,
        requirement=requirement,
        verdict=ItemVerdict.ACCEPTED,
        judged_by=UserFactory(),
        judged_at=at,
    )


def test_claim_and_verdict_stand_apart():
    milestone = MilestoneFactory()
    reported(milestone, step=75, verified=50)
    found = figures(milestone.commitment)
    assert (found.claimed.percent, found.progress.percent) == (Fraction(75), Fraction(50))
    assert found.status == CompletionStatus.SUBSTANTIAL


def test_submitted_update_is_claimed_but_not_proven():
    milestone = MilestoneFactory()
    reported(milestone, step=100)
    found = figures(milestone.commitment)
    assert (found.claimed.percent, found.progress.percent) == (Fraction(100), None)
    assert found.status == CompletionStatus.NO_EVIDENCE


@pytest.mark.parametrize("state", [UpdateState.DRAFT, UpdateState.AWAITING_AGENCY])
def test_what_was_not_sent_is_no_claim(state):
    milestone = MilestoneFactory()
    PeriodFactory(plan=milestone.commitment.plan)
    UpdateFactory(
        milestone=milestone,
        period=milestone.commitment.plan.periods.get(),
        state=state,
        step=100,
        submitted_at=SUBMITTED,
        submitted_by=UserFactory(),
    )
    assert figures(milestone.commitment).claimed.percent is None


def test_verified_hundred_without_accepted_evidence_is_not_complete():
    milestone = MilestoneFactory()
    reported(milestone, step=100, verified=100)
    found = figures(milestone.commitment)
    assert (found.progress.percent, found.milestones[0].is_complete) == (Fraction(100), False)
    assert found.status == CompletionStatus.SUBSTANTIAL


def test_complete_needs_every_required_proof():
    milestone = MilestoneFactory()
    first, second = RequirementFactory.create_batch(2, milestone=milestone)
    update = reported(milestone, step=100, verified=100)
    accept(update, first)
    assert (figures(milestone.commitment).milestones[0].missing_required) == 1
    accept(update, second)
    found = figures(milestone.commitment)
    assert (found.milestones[0].missing_required, found.status) == (0, CompletionStatus.COMPLETE)


def test_figures_of_an_earlier_day_leave_out_what_was_verified_later():
    milestone = MilestoneFactory()
    accept(reported(milestone, step=100, verified=100))
    before = figures(milestone.commitment, as_of=date(2026, 10, 4))
    assert (before.progress.percent, before.last_accepted_on, before.claimed.percent) == (None, None, 100)
    assert figures(milestone.commitment, as_of=date(2026, 10, 5)).status == CompletionStatus.COMPLETE


def test_finished_late_if_submitted_after_due():
    milestone = MilestoneFactory(due_on=date(2026, 9, 30))
    accept(reported(milestone, step=100, verified=100))
    found = figures(milestone.commitment).milestones[0]
    assert (found.timeliness, found.days_late) == (Timeliness.COMPLETE_LATE, 1)


def test_overdue_counts_and_pace():
    milestone = MilestoneFactory(due_on=date(2026, 10, 31))
    reported(milestone, step=50, verified=50)
    found = figures(milestone.commitment)
    assert (found.overdue, found.expected, found.pace) == (1, Fraction(100), Pace.BEHIND)


def test_record_only_plan_has_no_status_of_ours():
    found = figures(MilestoneFactory(due_on=date(2020, 1, 1), start_on=None).commitment)
    assert (found.monitored, found.status, found.overdue, found.pace) == (False, None, 0, None)


def test_decision_counts_from_its_day():
    milestone = MilestoneFactory()
    reported(milestone, step=50, verified=50)
    CompletionDecision.objects.create(
        commitment=milestone.commitment,
        status=CompletionStatus.LIMITED,
        reason="Cakupan baru dua daerah.",
        by=UserFactory(),
        at=datetime(2026, 10, 20, tzinfo=UTC),
    )
    assert figures(milestone.commitment).status == CompletionStatus.LIMITED
    assert figures(milestone.commitment, as_of=date(2026, 10, 19)).decided is None


def test_later_decision_does_not_hide_the_one_that_stood_before():
    milestone = MilestoneFactory()
    reported(milestone, step=50, verified=50)
    decided = ((20, CompletionStatus.LIMITED), (25, CompletionStatus.NOT_STARTED))
    for day, status in decided:
        CompletionDecision.objects.create(
            commitment=milestone.commitment,
            status=status,
            reason="Rapat pleno",
            by=UserFactory(),
            at=datetime(2026, 10, day, tzinfo=UTC),
        )
    then = date(2026, 10, 21)
    (found,) = figures_for(Commitment.objects.for_figures(as_of=then), as_of=then).values()
    assert found.decided == CompletionStatus.LIMITED


def test_withdrawn_update_counts_for_nothing():
    milestone = MilestoneFactory()
    update = reported(milestone, step=100, verified=100)
    accept(update)
    update.state = UpdateState.WITHDRAWN
    update.save()
    found = figures(milestone.commitment)
    assert (found.progress.percent, found.milestones[0].accepted_items, found.claimed.percent) == (
        None,
        0,
        None,
    )


def test_plan_counts_every_status_once():
    commitment = CommitmentFactory()
    PeriodFactory(plan=commitment.plan)
    reported(MilestoneFactory(commitment=commitment), step=50, verified=25)
    silent = MilestoneFactory(commitment=CommitmentFactory(plan=commitment.plan))
    found = figures_for(
        Commitment.objects.filter(pk__in=[commitment.pk, silent.commitment.pk]).for_figures(), as_of=TODAY
    )
    plan = plan_figures(found.values())
    assert plan.by_status == (
        (CompletionStatus.NO_EVIDENCE, 1),
        (CompletionStatus.NOT_STARTED, 0),
        (CompletionStatus.LIMITED, 1),
        (CompletionStatus.SUBSTANTIAL, 0),
        (CompletionStatus.COMPLETE, 0),
    )
    assert (plan.progress.percent, plan.progress.verified, plan.progress.total) == (Fraction(25, 2), 1, 2)


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_take_four_queries_however_many_rows(rows, django_assert_num_queries):
    plan = PeriodFactory().plan
    for _ in range(rows):
        accept(reported(MilestoneFactory(commitment=CommitmentFactory(plan=plan)), step=50, verified=50))
    with django_assert_num_queries(4):
        figures_for(Commitment.objects.filter(plan=plan).for_figures(), as_of=TODAY)


def amend(milestone: Milestone, at: datetime, **changes: tuple[str, str]) -> None:
    for field, (old, new) in changes.items():
        Amendment.objects.create(
            commitment=milestone.commitment,
            milestone=milestone,
            field=field,
            old=old,
            new=new,
            reason="Sasaran disesuaikan.",
            by=UserFactory(),
            at=at,
        )


def test_figures_of_an_earlier_day_use_the_values_valid_then():
    milestone = MilestoneFactory(due_on=date(2026, 12, 31), weight=3)
    PeriodFactory(plan=milestone.commitment.plan)
    amend(milestone, datetime(2026, 10, 10, tzinfo=UTC), due_on=("2026-09", "2026-11-30"), weight=("1", "2"))
    amend(
        milestone, datetime(2026, 11, 10, tzinfo=UTC), due_on=("2026-11-30", "2026-12-31"), weight=("2", "3")
    )
    for day, due, weight in [
        (date(2026, 10, 9), "2026-09", 1),
        (date(2026, 10, 10), "2026-11-30", 2),
        (date(2026, 11, 22), "2026-12-31", 3),
    ]:
        found = figures(milestone.commitment, as_of=day).milestones[0]
        assert (found.due.iso(), found.weight) == (due, weight)


def test_milestone_counts_until_the_day_it_was_withdrawn():
    milestone = MilestoneFactory(withdrawn_on=date(2026, 10, 10), withdrawn_reason="Digabung.")
    PeriodFactory(plan=milestone.commitment.plan)
    assert figures(milestone.commitment, as_of=date(2026, 10, 9)).progress.total == 1
    assert figures(milestone.commitment, as_of=date(2026, 10, 10)).progress.total == 0


def in_period(milestone: Milestone, code: str, ends_on: date) -> ReportingPeriod:
    return PeriodFactory(
        plan=milestone.commitment.plan,
        code=code,
        starts_on=ends_on.replace(day=1),
        ends_on=ends_on,
        opens_on=ends_on.replace(day=2),
        closes_on=ends_on,
        verify_by=ends_on,
    )


def verified_in(milestone: Milestone, code: str, ends_on: date, step: int, **fields: object):
    period = milestone.commitment.plan.periods.filter(code=code).first()
    period = period or in_period(milestone, code, ends_on)
    sent = datetime(ends_on.year, ends_on.month, 15, 3, tzinfo=UTC)
    update = UpdateFactory(
        milestone=milestone,
        period=period,
        step=step,
        state=UpdateState.VERIFIED,
        submitted_at=sent,
        submitted_by=UserFactory(),
        **fields,
    )
    Review.objects.create(
        update=update, verdict=ReviewVerdict.VERIFIED, verified_step=step, by=UserFactory(), at=sent
    )
    return update


JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)


def test_finished_late_if_the_last_proof_came_after_the_due_date():
    milestone = MilestoneFactory(due_on=date(2026, 7, 31))
    report, minutes = (RequirementFactory(milestone=milestone) for _ in range(2))
    first = verified_in(milestone, "B06", JUNE, 100)
    accept(first, report, at=first.submitted_at)
    second = verified_in(milestone, "B09", SEPTEMBER, 100)
    accept(second, minutes, at=second.submitted_at)

    (found,) = figures(milestone.commitment).milestones
    assert (found.timeliness, found.days_late, found.completed_period_ends_on) == (
        Timeliness.COMPLETE_LATE,
        46,
        SEPTEMBER,
    )


def test_finished_by_the_update_from_which_it_stayed_at_hundred():
    milestone = MilestoneFactory(due_on=date(2026, 7, 31))
    mistaken = verified_in(milestone, "B06", JUNE, 100, is_current=False)
    accept(mistaken, at=mistaken.submitted_at)
    verified_in(milestone, "B06", JUNE, 75, version=2)
    verified_in(milestone, "B09", SEPTEMBER, 100)

    (found,) = figures(milestone.commitment).milestones
    assert (found.timeliness, found.completed_period_ends_on) == (Timeliness.COMPLETE_LATE, SEPTEMBER)


def test_decided_complete_falls_with_its_proof():
    milestone = MilestoneFactory()
    update = verified_in(milestone, "B06", JUNE, 100)
    accept(update, at=update.submitted_at)
    CompletionDecision.objects.create(
        commitment=milestone.commitment,
        status=CompletionStatus.COMPLETE,
        reason="Rapat pleno",
        by=UserFactory(),
        at=VERIFIED,
    )
    assert figures(milestone.commitment).status == CompletionStatus.COMPLETE

    update.state = UpdateState.WITHDRAWN
    update.save()

    found = figures(milestone.commitment)
    assert (found.status, found.decided) == (CompletionStatus.NO_EVIDENCE, CompletionStatus.COMPLETE)


def test_days_blocked_stand_beside_days_late_and_are_never_taken_off():
    waited_for = InstitutionFactory(name="Dinas yang ditunggu")
    milestone = MilestoneFactory(due_on=date(2026, 10, 13))
    told = {
        "blocked_by": waited_for,
        "blocked_since": date(2026, 9, 23),
        "blocked_reason": "Izin belum terbit",
    }
    reported(milestone, step=50, **told)
    found = figures(milestone.commitment)
    [figure] = found.milestones
    assert (figure.days_late, figure.blocked_days, found.waiting, found.blocked_days) == (40, 60, 1, 60)
    assert [(one.institution_id, one.institution, one.until, one.days) for one in figure.waits] == [
        (waited_for.pk, "Dinas yang ditunggu", None, 60)
    ]
    assert figures(milestone.commitment, as_of=date(2026, 9, 30)).blocked_days == 0


@pytest.mark.parametrize(
    ("changed", "days"),
    [
        pytest.param({"state": UpdateState.RETURNED}, 0, id="what came back claims nothing"),
        pytest.param({"state": UpdateState.AWAITING_AGENCY}, 0, id="not gone up yet"),
        pytest.param({"state": UpdateState.WITHDRAWN}, 0, id="withdrawn"),
        pytest.param(
            {"is_current": False, "superseded_at": VERIFIED}, 0, id="a newer version took its place"
        ),
        pytest.param({"is_current": False}, 60, id="its correction is not sent yet"),
        pytest.param({"state": UpdateState.IN_REVIEW}, 60, id="in review"),
    ],
)
def test_only_standing_reports_tell_of_a_wait(changed, days):
    milestone = MilestoneFactory()
    told = {"blocked_by": InstitutionFactory(), "blocked_since": date(2026, 9, 23)}
    update = reported(milestone, step=50, **told)
    ProgressUpdate.objects.filter(pk=update.pk).update(**changed)
    assert figures(milestone.commitment).blocked_days == days


def test_a_withdrawn_milestone_waits_until_that_day_and_counts_in_no_total():
    milestone = MilestoneFactory(withdrawn_on=date(2026, 10, 13), withdrawn_reason="Digabung")
    reported(milestone, step=50, blocked_by=InstitutionFactory(), blocked_since=date(2026, 9, 23))
    found = figures(milestone.commitment)
    assert (found.milestones[0].blocked_days, found.waiting, found.blocked_days) == (20, 0, 0)
