"""Stored standings are what the figures say, whatever happened and however it was written."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import transaction
from django.utils import timezone

from evidence.enums import EvidenceState, TakedownReason
from evidence.models import Evidence
from renaksi.actions.standings import bring_up_to_date, refresh_standings, sweep_standings
from renaksi.enums import CompletionStatus, ItemVerdict
from renaksi.models import (
    Commitment,
    CommitmentMark,
    CommitmentStanding,
    CompletionDecision,
    EvidenceItem,
    EvidenceRequirement,
    Milestone,
    ProgressUpdate,
    ReportingPeriod,
    Review,
)
from renaksi.queries.standings import (
    PlaceProgress,
    place_of,
    progress_by_province,
    stray_standings,
    waiting_ids,
)
from tests.factories.accounts import UserFactory
from tests.factories.institutions import CityFactory, ProvinceFactory
from tests.factories.renaksi import CommitmentFactory, RequirementFactory
from tests.public_records import promise, running_plan, step_of, today, tracked

pytestmark = pytest.mark.django_db


@pytest.fixture
def half(db):
    """A commitment proven by half, and its row."""
    commitment = tracked(running_plan(), step=50)
    bring_up_to_date(on=today())
    return commitment


def row(commitment):
    return CommitmentStanding.objects.get(pk=commitment.pk)


def test_row_holds_what_the_figures_say(half):
    step_of(half, due_in=-5)
    bring_up_to_date(on=today())
    standing = row(half)
    assert (standing.monitored, standing.status) == (True, CompletionStatus.LIMITED)
    assert (standing.proven_percent, standing.percent) == (Fraction(25), 25.0)
    assert (standing.verified_milestones, standing.milestones, standing.overdue) == (1, 2, 1)


def test_exact_percent_is_kept(half):
    step_of(half)
    step_of(half)
    bring_up_to_date(on=today())
    assert row(half).proven_percent == Fraction(50, 3)


def test_nothing_proven_is_not_nought(db):
    commitment = promise(running_plan())
    step_of(commitment)
    bring_up_to_date(on=today())
    assert (row(commitment).proven_percent, row(commitment).percent) == (None, None)


def decide(commitment, at=None):
    CompletionDecision.objects.create(
        commitment=commitment,
        status=CompletionStatus.LIMITED,
        reason="Uji.",
        by=UserFactory(),
        at=at or timezone.now(),
    )


# Written past every signal: what triggers see and Django does not.
CHANGES = {
    "milestone due": lambda _c: Milestone.objects.update(due_on=today() - timedelta(days=3)),
    "milestone weight": lambda c: Milestone.objects.filter(commitment=c).update(weight=3),
    "milestone withdrawn": lambda _c: Milestone.objects.update(withdrawn_on=today(), withdrawn_reason="Uji."),
    "another milestone": lambda c: Milestone.objects.bulk_create([Milestone(commitment=c, title="Baru")]),
    "milestone moved": lambda c: Milestone.objects.update(commitment=CommitmentFactory(plan=c.plan)),
    "verdict": lambda _c: Review.objects.update(verified_step=25),
    "verdict deleted": lambda _c: Review.objects.all().delete(),
    "report superseded": lambda _c: ProgressUpdate.objects.update(
        superseded_at=timezone.now(), is_current=False
    ),
    "report withdrawn": lambda _c: ProgressUpdate.objects.update(state="withdrawn"),
    "proof refused": lambda _c: EvidenceItem.objects.update(verdict=ItemVerdict.REFUSED, reason_code="other"),
    "proof taken down": lambda _c: Evidence.objects.update(
        state=EvidenceState.TAKEN_DOWN,
        taken_down_at=timezone.now(),
        taken_down_by=UserFactory(),
        takedown_reason=TakedownReason.OTHER,
        url="",
    ),
    "requirement": lambda c: EvidenceRequirement.objects.bulk_create(
        [EvidenceRequirement(milestone=c.milestones.get(), text="Laporan")]
    ),
    "decision": decide,
    "number": lambda _c: Commitment.objects.update(number="77"),
    "period": lambda _c: ReportingPeriod.objects.update(ends_on=today() - timedelta(days=61)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_figures_read_marks_the_commitment(half, change):
    change(half)
    assert half.pk in waiting_ids(on=today())
    bring_up_to_date(on=today())
    assert waiting_ids(on=today()) == []
    assert list(stray_standings(on=today())) == []


def test_what_figures_do_not_read_marks_nothing(half):
    Commitment.objects.update(title="Judul lain", problem="Masalah lain")
    Milestone.objects.update(title="Tonggak lain")
    ProgressUpdate.objects.update(narrative="Lain.")
    assert waiting_ids(on=today()) == []


def test_a_change_that_is_undone_marks_nothing(half):
    with transaction.atomic():
        Milestone.objects.update(weight=3)
        assert CommitmentMark.objects.exists()
        transaction.set_rollback(True)
    assert CommitmentMark.objects.exists() is False


def test_the_check_finds_a_row_that_nothing_announced(half):
    CommitmentStanding.objects.update(overdue=4, status=CompletionStatus.COMPLETE)
    assert list(stray_standings(on=today())) == [
        (half.pk, {"overdue": (4, 0), "status": ("complete", "substantial")})
    ]


def test_the_check_finds_a_commitment_without_row(half):
    CommitmentStanding.objects.all().delete()
    ((pk, differing),) = stray_standings(on=today())
    assert (pk, differing["commitment_id"]) == (half.pk, (None, half.pk))


def test_dates_alone_change_a_row_on_the_day_after_the_due_date(db):
    commitment = promise(running_plan())
    step = step_of(commitment, due_in=10)
    bring_up_to_date(on=today())
    late_on = step.due_on + timedelta(days=1)
    assert row(commitment).next_change_on == late_on
    assert waiting_ids(on=step.due_on) == []
    assert waiting_ids(on=late_on) == [commitment.pk]
    bring_up_to_date(on=late_on)
    assert (row(commitment).overdue, row(commitment).next_change_on) == (1, None)


def test_what_is_dated_later_counts_from_its_day_on(half):
    tomorrow = timezone.now() + timedelta(days=1)
    decide(half, at=tomorrow)
    Milestone.objects.update(due_on=None)
    bring_up_to_date(on=today())
    assert (row(half).status, row(half).next_change_on) == (
        CompletionStatus.SUBSTANTIAL,
        timezone.localdate(tomorrow),
    )
    bring_up_to_date(on=timezone.localdate(tomorrow))
    assert row(half).status == CompletionStatus.LIMITED


def test_many_are_left_to_the_sweep(half, monkeypatch):
    monkeypatch.setattr("renaksi.actions.standings.FEW", 0)
    Milestone.objects.update(weight=2)
    RequirementFactory(milestone=half.milestones.get())
    assert bring_up_to_date(on=today()) == 1
    assert row(half).status == CompletionStatus.SUBSTANTIAL
    assert sweep_standings(timezone.now()) == 1
    assert (bring_up_to_date(on=today()), CommitmentMark.objects.count()) == (0, 0)


def test_marks_of_what_is_gone_go_away(db):
    commitment = CommitmentFactory()
    commitment.delete()
    bring_up_to_date(on=today())
    assert (CommitmentMark.objects.count(), CommitmentStanding.objects.count()) == (0, 0)


def test_queries_of_a_refresh_do_not_grow(db, django_assert_num_queries):
    plan = running_plan()
    one, *three = [tracked(plan, number=str(number)).pk for number in range(4)]
    with django_assert_num_queries(13):
        refresh_standings([one], on=today())
    with django_assert_num_queries(13):
        refresh_standings(three, on=today())


def test_places_sort_as_numbers_do():
    numbers = ["", "2A", "10", "9", "2", "3.3.3.6", "3.3", "3.3.3.10", "A", "3-1"]
    assert sorted(numbers, key=place_of) == [
        "2",
        "2A",
        "3-1",
        "3.3",
        "3.3.3.6",
        "3.3.3.10",
        "9",
        "10",
        "A",
        "",
    ]


def test_progress_by_province(db):
    province = ProvinceFactory(code="98")
    city = CityFactory(code="98.71", province=province)
    plan = running_plan()
    tracked(plan, step=50, region=city)
    tracked(plan, step=25, region=province)
    step_of(promise(plan, region=city))
    promise(plan, region=city)
    tracked(running_plan(is_sample=True), step=100, region=city)
    told = {"98": PlaceProgress(Fraction(25), commitments=3)}
    assert progress_by_province(today()) == told
    bring_up_to_date(on=today())
    assert progress_by_province(today()) == told


def test_province_without_any_proof_has_none(db):
    province = ProvinceFactory(code="98")
    step_of(promise(running_plan(region=province)))
    assert progress_by_province(today()) == {"98": PlaceProgress(None, commitments=1)}
