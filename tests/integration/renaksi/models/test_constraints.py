"""What must never be, the database itself refuses: past every form and action."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from institutions.models import InstitutionAlias, Region
from renaksi.enums import CompletionStatus, ItemVerdict, ReturnReason, ReviewVerdict, UpdateState
from renaksi.models import (
    Amendment,
    CheckpointTarget,
    CompletionDecision,
    PeriodExtension,
    Review,
    TrackingSettings,
)
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory, ProvinceFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    ItemFactory,
    MilestoneFactory,
    PartnershipFactory,
    PeriodFactory,
    PlanFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 10, 1, 5, tzinfo=UTC)
FIRST, SECOND = date(2026, 3, 1), date(2026, 3, 2)

Make = Callable[..., models.Model]


def _review(**fields: Any) -> Review:
    given = {"update": UpdateFactory(), "verdict": ReviewVerdict.VERIFIED, "verified_step": 50, "at": NOON}
    return Review.objects.create(**({"by": UserFactory()} | given | fields))


def _decision(**fields: Any) -> CompletionDecision:
    given = {"commitment": CommitmentFactory(), "status": CompletionStatus.LIMITED, "reason": "Ditelaah"}
    return CompletionDecision.objects.create(**({"by": UserFactory(), "at": NOON} | given | fields))


def _amendment(**fields: Any) -> Amendment:
    given = {"commitment": CommitmentFactory(), "field": "title", "reason": "Ralat", "at": NOON}
    return Amendment.objects.create(**(given | fields))


def _checkpoint(**fields: Any) -> CheckpointTarget:
    period = PeriodFactory()
    milestone = MilestoneFactory(commitment__plan=period.plan)
    return CheckpointTarget.objects.create(
        **({"milestone": milestone, "period": period, "percent": Decimal(50)} | fields)
    )


def _extension(**fields: Any) -> PeriodExtension:
    given = {
        "institution": InstitutionFactory(),
        "closes_on": SECOND,
        "reason": "Banjir",
        "by": UserFactory(),
    }
    return PeriodExtension.objects.create(**({"period": PeriodFactory()} | given | fields))


def _item(**fields: Any) -> models.Model:
    return ItemFactory(**({"judged_by": UserFactory(), "judged_at": NOON} | fields))


ONE_DAY = {"start_on": FIRST, "end_on": FIRST}
HOLDS: list[tuple[Make, dict[str, Any]]] = [
    (PlanFactory, ONE_DAY),
    (CommitmentFactory, ONE_DAY),
    (MilestoneFactory, {"start_on": FIRST, "due_on": FIRST}),
    (MilestoneFactory, {"weight": Decimal("0.01")}),
    (MilestoneFactory, {"baseline": Decimal(10), "target": Decimal(0)}),
    (MilestoneFactory, {"target": Decimal("0.5")}),
    (PeriodFactory, {"opens_on": FIRST, "closes_on": SECOND, "verify_by": SECOND}),
    (_review, {"verified_step": 0}),
    (_review, {"verdict": "returned", "verified_step": None, "reason_code": "other", "note": "Kurang"}),
    (_item, {"verdict": ItemVerdict.ACCEPTED}),
    (_item, {"verdict": ItemVerdict.REFUSED, "reason_code": ReturnReason.UNSIGNED}),
    (_decision, {}),
    (_amendment, {}),
    (_checkpoint, {"percent": Decimal(100)}),
    (_extension, {}),
]
REFUSED: list[tuple[str, Make, dict[str, Any]]] = [
    ("plan_start_before_end", PlanFactory, {"start_on": SECOND, "end_on": FIRST}),
    ("commitment_start_before_end", CommitmentFactory, {"start_on": SECOND, "end_on": FIRST}),
    ("commitment_withdrawn_with_reason", CommitmentFactory, {"withdrawn_on": FIRST}),
    ("milestone_start_before_due", MilestoneFactory, {"start_on": SECOND, "due_on": FIRST}),
    ("milestone_weight_above_zero", MilestoneFactory, {"weight": Decimal(0)}),
    ("milestone_weight_above_zero", MilestoneFactory, {"weight": Decimal(-1)}),
    (
        "milestone_target_differs_from_baseline",
        MilestoneFactory,
        {"baseline": Decimal(5), "target": Decimal(5)},
    ),
    ("milestone_falling_target_has_baseline", MilestoneFactory, {"target": Decimal(0)}),
    ("milestone_falling_target_has_baseline", MilestoneFactory, {"target": Decimal(-3)}),
    ("milestone_withdrawn_with_reason", MilestoneFactory, {"withdrawn_on": FIRST}),
    ("period_opens_closes_verifies_in_order", PeriodFactory, {"opens_on": FIRST, "closes_on": FIRST}),
    ("period_opens_closes_verifies_in_order", PeriodFactory, {"closes_on": date(2026, 11, 1)}),
    ("period_starts_before_it_ends", PeriodFactory, {"starts_on": SECOND, "ends_on": FIRST}),
    ("by_id", _review, {"by": None}),
    (r"\bat\b", _review, {"at": None}),
    ("verified_review_has_value_or_step", _review, {"verified_step": None}),
    ("return_has_reason_and_note", _review, {"verdict": ReviewVerdict.RETURNED, "note": "Kurang"}),
    (
        "return_has_reason_and_note",
        _review,
        {"verdict": ReviewVerdict.RETURNED, "reason_code": ReturnReason.OTHER},
    ),
    ("item_verdict_has_judge_and_time", _item, {"verdict": ItemVerdict.ACCEPTED, "judged_by": None}),
    ("item_verdict_has_judge_and_time", _item, {"verdict": ItemVerdict.ACCEPTED, "judged_at": None}),
    ("refused_item_has_reason", _item, {"verdict": ItemVerdict.REFUSED}),
    (
        "update_beyond_draft_was_submitted",
        UpdateFactory,
        {"state": UpdateState.SUBMITTED, "submitted_at": NOON},
    ),
    ("decision_has_reason", _decision, {"reason": ""}),
    (r"\bat\b", _decision, {"at": None}),
    ("amendment_has_reason", _amendment, {"reason": ""}),
    ("amendment_of_plan_or_commitment", _amendment, {"commitment": None}),
    ("checkpoint_percent_in_range", _checkpoint, {"percent": Decimal("100.01")}),
    ("checkpoint_percent_in_range", _checkpoint, {"percent": Decimal(-1)}),
    ("extension_has_reason", _extension, {"reason": ""}),
    ("pace_thresholds_in_order", TrackingSettings.objects.create, {"pace_green": 50, "pace_yellow": 50}),
    ("region_has_province_unless_it_is_one", ProvinceFactory, {"kind": "city"}),
]


@pytest.mark.parametrize(("make", "fields"), HOLDS)
def test_what_is_just_right_is_stored(make: Make, fields: dict[str, Any]) -> None:
    assert make(**fields).pk


@pytest.mark.parametrize(("says", "make", "fields"), REFUSED)
def test_what_must_never_be_is_refused(says: str, make: Make, fields: dict[str, Any]) -> None:
    """`says`: the constraint or the column that the database names."""
    with pytest.raises(IntegrityError, match=says), transaction.atomic():
        make(**fields)


def _second_update() -> None:
    first = UpdateFactory()
    UpdateFactory(milestone=first.milestone, period=first.period, version=2)


def _second_partner() -> None:
    first = PartnershipFactory()
    PartnershipFactory(commitment=first.commitment, institution=first.institution)


def _second_item() -> None:
    first = ItemFactory()
    ItemFactory(update=first.update, evidence=first.evidence)


def _second_period() -> None:
    PeriodFactory(plan=PeriodFactory().plan)


def _second_slug() -> None:
    first = CommitmentFactory()
    CommitmentFactory(plan=first.plan, slug=first.slug)


def _second_checkpoint() -> None:
    first = _checkpoint()
    _checkpoint(milestone=first.milestone, period=first.period)


def _second_alias(region: Region | None) -> None:
    for _time in range(2):
        InstitutionAlias.objects.create(
            institution=InstitutionFactory(region=region), name="Bappeda", normalised="bappeda", region=region
        )


@pytest.mark.parametrize(
    "make_twice",
    [
        _second_update,
        _second_partner,
        _second_item,
        _second_period,
        _second_slug,
        _second_checkpoint,
        lambda: _second_alias(None),
        lambda: _second_alias(ProvinceFactory()),
    ],
)
def test_what_is_one_of_a_kind_is_refused_twice(make_twice: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_twice()


@pytest.mark.parametrize("fields", [{"is_current": False}, {"state": UpdateState.WITHDRAWN}])
def test_an_outdated_or_withdrawn_update_makes_room_for_another(fields: dict[str, Any]) -> None:
    first = UpdateFactory(**fields)

    assert UpdateFactory(milestone=first.milestone, period=first.period, version=2).pk


@pytest.mark.parametrize("field", ["milestone", "commitment", "plan", "period"])
def test_nothing_that_was_reported_on_can_be_deleted(field: str) -> None:
    update = UpdateFactory()
    record = {
        "milestone": update.milestone,
        "commitment": update.milestone.commitment,
        "plan": update.milestone.commitment.plan,
        "period": update.period,
    }[field]

    with pytest.raises(models.ProtectedError), transaction.atomic():
        record.delete()
