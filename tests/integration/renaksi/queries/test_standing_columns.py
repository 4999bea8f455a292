"""Whatever column is changed, by SQL: either no figure depends on it, or the commitment is marked."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from evidence.models import Evidence
from renaksi.actions.standings import refresh_standings
from renaksi.enums import CompletionStatus
from renaksi.models import (
    ActionPlan,
    Amendment,
    CheckpointTarget,
    Commitment,
    CommitmentMark,
    CompletionDecision,
    EvidenceItem,
    EvidenceRequirement,
    Milestone,
    Partnership,
    ProgressUpdate,
    ReportingPeriod,
    Review,
)
from renaksi.queries.standings import stray_standings
from tests.factories.accounts import UserFactory
from tests.factories.renaksi import ItemFactory, LinkFactory, RequirementFactory
from tests.public_records import past_period, promise, running_plan, step_of, today, tracked

pytestmark = [pytest.mark.django_db, pytest.mark.once]

READ = (
    ActionPlan,
    Amendment,
    CheckpointTarget,
    Commitment,
    CompletionDecision,
    Evidence,
    EvidenceItem,
    EvidenceRequirement,
    Milestone,
    Partnership,
    ProgressUpdate,
    ReportingPeriod,
    Review,
)


@pytest.fixture
def records(db):
    """A commitment with everything that figures read, and a second of each thing to point to."""
    plan = running_plan()
    other = running_plan()
    late = past_period(plan, code="B06", ends_on=today() - timedelta(days=20))
    commitment = tracked(plan, step=100, title="Satu")
    tracked(plan, step=50, title="Dua")
    tracked(other, step=25, title="Tiga")
    milestone = commitment.milestones.get()
    requirement = RequirementFactory(milestone=milestone)
    update = milestone.updates.get()
    EvidenceItem.objects.filter(update=update).update(requirement=requirement)
    ItemFactory(update=update, evidence=LinkFactory(), requirement=None)
    step_of(commitment, due_in=-5)
    step_of(promise(plan), due_in=-5)
    CheckpointTarget.objects.create(milestone=milestone, period=late, percent=30)
    moment = timezone.now() - timedelta(days=1)
    decided = {"reason": "Uji.", "by": UserFactory(), "at": moment}
    CompletionDecision.objects.create(commitment=commitment, status=CompletionStatus.LIMITED, **decided)
    Amendment.objects.create(
        commitment=commitment, milestone=milestone, field="weight", old="3", new="1", **decided
    )


def other_values(model: type[models.Model], field: models.Field) -> list[Any]:
    """Values of its kind: choices, what other rows have, days around today, numbers."""
    if field.choices:
        return [value for value, _label in field.flatchoices]
    if field.is_relation:
        found = field.related_model._default_manager.values_list("pk", flat=True)
        return [found.first(), found.last(), None]
    if isinstance(field, models.BooleanField):
        return [True, False]
    if isinstance(field, models.DateTimeField):
        return [timezone.now() + timedelta(days=days) for days in (-100, 3)] + [None]
    if isinstance(field, models.DateField):
        return [today() + timedelta(days=days) for days in (-100, 100)] + [None]
    if isinstance(field, models.IntegerField | models.DecimalField):
        return [0, 2, None]
    # Texts: no rule reads them, but for the number of a commitment and what an amendment says was before.
    return ["5"] if (model, field.name) in {(Commitment, "number"), (Amendment, "old")} else []


def columns() -> list[Any]:
    return [
        pytest.param(model, field, id=f"{model.__name__}.{field.name}")
        for model in READ
        for field in model._meta.concrete_fields
        if not field.primary_key
    ]


def test_no_column_changes_a_figure_unseen(records):
    everything = list(Commitment.objects.values_list("pk", flat=True))
    refresh_standings(everything, on=today())
    changed = marked = 0
    for parameter in columns():
        model, field = parameter.values
        pk = model._default_manager.order_by("pk").values_list("pk", flat=True)[0]
        for value in other_values(model, field):
            outcome = change(model, field, pk, value)
            changed += outcome is not None
            marked += bool(outcome)
    assert changed > 100
    assert marked > 30


def change(model: type[models.Model], field: models.Field, pk: int, value: Any) -> bool | None:
    """Whether it marked something; None if the database refuses that value. Undone in the end."""
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=pk).update(**{field.attname: value})
            marked = CommitmentMark.objects.exists()
            stray = [] if marked else list(stray_standings(on=today()))
            transaction.set_rollback(True)
    except (IntegrityError, ValueError, TypeError):
        return None
    assert stray == [], f"{model.__name__}.{field.name} = {value!r}"
    return marked
