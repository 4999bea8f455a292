from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from foundation.audit.models import AuditEntry
from institutions.models import Institution
from renaksi.actions.imports import FieldChange, ImportRefused, RecordChange, apply_import
from renaksi.models import ActionPlan, Amendment, Commitment, Milestone
from tests import actors
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, PlanFactory

pytestmark = pytest.mark.django_db


def _change(record: Commitment | Milestone, field: str, value: object) -> RecordChange:
    change = FieldChange(field, str(getattr(record, field)), str(value), {field: value})
    return RecordChange(record=record, source="uji.csv", fields=(change,))


def test_a_published_record_does_not_change_without_a_reason() -> None:
    commitment = CommitmentFactory(title="Lama")

    with pytest.raises(ImportRefused):
        apply_import(changes=[_change(commitment, "title", "Baru")], by=None, reason="  ")

    commitment.refresh_from_db()
    assert commitment.title == "Lama"


def test_the_amendment_names_who_changed_it_and_why() -> None:
    admin = actors.secretariat_admin()
    milestone = MilestoneFactory(title="Lama")

    apply_import(changes=[_change(milestone, "title", "Baru")], by=admin, reason="Ralat")

    amendment = Amendment.objects.get()
    assert (amendment.milestone, amendment.old, amendment.new, amendment.by, amendment.reason) == (
        milestone,
        "Lama",
        "Baru",
        admin,
        "Ralat",
    )
    assert AuditEntry.objects.get().actor == admin


@pytest.mark.parametrize("field", ["live", "withdrawn_on", "merged_into", "slug", "plan"])
def test_an_import_writes_no_field_that_is_not_its_own(field: str) -> None:
    commitment = CommitmentFactory(live=False)

    with pytest.raises(ImportRefused):
        apply_import(changes=[_change(commitment, field, None)], by=None, reason="Ralat")


@pytest.mark.parametrize("field", ["weight", "withdrawn_on", "target", "commitment"])
def test_an_import_writes_no_field_of_a_milestone_that_is_not_its_own(field: str) -> None:
    with pytest.raises(ImportRefused):
        apply_import(changes=[_change(MilestoneFactory(), field, None)], by=None, reason="Ralat")


def test_no_status_can_be_imported() -> None:
    names = {field.name for model in (Commitment, Milestone) for field in model._meta.get_fields()}
    from renaksi.actions.imports import COMMITMENT_FIELDS, MILESTONE_FIELDS

    assert names >= COMMITMENT_FIELDS | MILESTONE_FIELDS
    assert {
        name for name in COMMITMENT_FIELDS | MILESTONE_FIELDS if "status" in name or "state" in name
    } == set()


@pytest.mark.parametrize("actor", [actors.editor, actors.verifier, actors.monitor])
def test_whoever_may_not_publish_may_not_import(actor: object) -> None:
    with pytest.raises(PermissionDenied):
        apply_import(changes=[], by=actor(), reason="Ralat")


def test_all_of_it_or_nothing() -> None:
    plan = PlanFactory()
    good = RecordChange(record=Commitment(plan=plan, slug="satu", title="Satu"), source="uji.csv")
    bad = Commitment(plan=plan, slug="dua", title="Dua", start_on=date(2021, 1, 1), end_on=date(2020, 1, 1))

    with pytest.raises(IntegrityError):
        apply_import(changes=[good, RecordChange(record=bad, source="uji.csv")], by=None, reason="")

    assert (Commitment.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_new_record_brings_its_new_plan_and_is_logged_there() -> None:
    plan = ActionPlan(label="Baru", slug="baru", level="national")
    records = [Commitment(plan=plan, slug=slug, title=slug) for slug in ("satu", "dua")]

    apply_import(changes=[RecordChange(record=one, source="uji.csv") for one in records], by=None, reason="")

    assert (
        Commitment.objects.filter(plan__slug="baru", live=True, first_published_at__isnull=False).count() == 2
    )
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target_id, entry.data) == ("import.created", str(plan.pk), {"records": 2})


def test_nothing_is_written_for_no_changes() -> None:
    apply_import(changes=[], by=None, reason="")

    assert (Commitment.objects.count(), Institution.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)
