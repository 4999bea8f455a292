"""Milestones from their commitment: added, changed and withdrawn, with a reason once it was published."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from renaksi.actions.milestones import (
    MilestoneProof,
    RequirementText,
    add_milestone,
    change_milestone,
    withdraw_milestone,
)
from renaksi.actions.plans import withdraw_commitment
from renaksi.models import Amendment, Commitment, Milestone
from renaksi.models.published import ReasonRequired
from tests.factories.renaksi import (
    CommitmentFactory,
    ItemFactory,
    MilestoneFactory,
    PeriodFactory,
    RequirementFactory,
)
from tests.integration.renaksi.cms.forms import editor_fields

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def address(name: str, milestone: Milestone) -> str:
    return reverse(f"cms_commitment:{name}", args=[milestone.commitment_id, milestone.pk])


def amended(milestone: Milestone) -> list[tuple[str, str, str]]:
    return list(milestone.amendments.order_by("field").values_list("field", "old", "new"))


def test_change_keeps_the_original_with_its_reason(admin: User) -> None:
    milestone = MilestoneFactory(target=Decimal("40.5"), due_on=date(2026, 12, 31), due_precision="month")
    changes = {"target": Decimal(50), "due_on": date(2027, 3, 31), "due_precision": "day"}
    change_milestone(milestone=milestone, changes=changes, by=admin, reason="Anggaran bergeser")
    assert amended(milestone) == [("due_on", "2026-12", "2027-03-31"), ("target", "40.5", "50")]
    assert set(milestone.amendments.values_list("reason", "by", "commitment")) == {
        ("Anggaran bergeser", admin.pk, milestone.commitment_id)
    }


def test_changed_field_is_from_staff_then(admin: User) -> None:
    milestone = MilestoneFactory(
        field_sources={"title": {"source": "milestones.csv"}, "due_on": {"source": "x"}}
    )
    change_milestone(milestone=milestone, changes={"title": "Menjadi"}, by=admin, reason="Salah tulis")
    milestone.refresh_from_db()
    assert milestone.field_sources == {"title": {"source": "CMS"}, "due_on": {"source": "x"}}


def test_change_without_reason_changes_nothing(admin: User) -> None:
    milestone = MilestoneFactory(title="Semula")
    with pytest.raises(ReasonRequired):
        change_milestone(milestone=milestone, changes={"title": "Menjadi"}, by=admin)
    milestone.refresh_from_db()
    assert milestone.title == "Semula"


def test_draft_needs_no_reason(editor: User) -> None:
    milestone = MilestoneFactory(commitment__live=False)
    change_milestone(milestone=milestone, changes={"title": "Menjadi"}, by=editor)
    milestone.refresh_from_db()
    assert (milestone.title, amended(milestone)) == ("Menjadi", [])


def test_editor_may_not_change_what_was_published(editor: User) -> None:
    with pytest.raises(PermissionDenied):
        change_milestone(milestone=MilestoneFactory(), changes={"title": "x"}, by=editor, reason="y")


def test_editor_may_not_change_it_while_it_is_off_the_site(editor: User) -> None:
    milestone = MilestoneFactory()
    milestone.commitment.unpublish()
    with pytest.raises(PermissionDenied):
        change_milestone(milestone=milestone, changes={"title": "x"}, by=editor, reason="y")


def test_new_milestone_of_a_published_commitment_is_an_amendment(admin: User) -> None:
    commitment = CommitmentFactory()
    with pytest.raises(ReasonRequired):
        add_milestone(commitment=commitment, values={"title": "Baru"}, by=admin)
    assert not Milestone.objects.exists()
    milestone = add_milestone(commitment=commitment, values={"title": "Baru"}, by=admin, reason="Disepakati")
    assert amended(milestone) == [("title", "", "Baru")]


def test_rules_of_the_milestone_hold(admin: User) -> None:
    with pytest.raises(ValidationError):
        change_milestone(milestone=MilestoneFactory(), changes={"weight": Decimal(0)}, by=admin, reason="x")


def test_withdrawal_keeps_what_was_reported(admin: User) -> None:
    item = ItemFactory()
    milestone = item.update.milestone
    withdraw_milestone(milestone=milestone, by=admin, reason="Digabung", on=date(2026, 11, 22))
    milestone.refresh_from_db()
    assert (str(milestone.withdrawn_on), milestone.withdrawn_reason) == ("2026-11-22", "Digabung")
    assert list(milestone.updates.all()) == [item.update]
    assert amended(milestone) == [("withdrawn_on", "", "2026-11-22")]


@pytest.mark.parametrize("reason", ["", "  "])
def test_withdrawal_needs_a_reason(admin: User, reason: str) -> None:
    with pytest.raises(ValidationError):
        withdraw_milestone(milestone=MilestoneFactory(), by=admin, reason=reason, on=date(2026, 11, 22))


def test_requirements_and_targets_are_amendable(admin: User) -> None:
    milestone = MilestoneFactory()
    kept = RequirementFactory(milestone=milestone, text="Laporan")
    period = PeriodFactory(plan=milestone.commitment.plan)
    proof = MilestoneProof(
        requirements=[
            RequirementText("Laporan bertanda tangan", id=kept.pk),
            RequirementText("Foto", is_required=False),
        ],
        checkpoints={period.pk: Decimal(25)},
    )
    change_milestone(milestone=milestone, changes={}, by=admin, reason="Diperjelas", proof=proof)
    assert amended(milestone) == [
        ("checkpoints", "", "B09 2026: 25"),
        ("requirements", "Laporan (wajib)", "Laporan bertanda tangan (wajib)\nFoto (pilihan)"),
    ]


def test_requirement_that_was_answered_stays(admin: User) -> None:
    item = ItemFactory()
    requirement = RequirementFactory(milestone=item.update.milestone)
    type(item).objects.filter(pk=item.pk).update(requirement=requirement)
    proof = MilestoneProof(requirements=[RequirementText(requirement.text, id=requirement.pk, remove=True)])
    with pytest.raises(ValidationError):
        change_milestone(milestone=requirement.milestone, changes={}, by=admin, reason="x", proof=proof)
    requirement.refresh_from_db()


def test_targets_do_not_fall(admin: User) -> None:
    milestone = MilestoneFactory()
    first = PeriodFactory(plan=milestone.commitment.plan)
    second = PeriodFactory(
        plan=milestone.commitment.plan, code="B12", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31)
    )
    proof = MilestoneProof(checkpoints={first.pk: Decimal(50), second.pk: Decimal(25)})
    with pytest.raises(ValidationError):
        change_milestone(milestone=milestone, changes={}, by=admin, reason="x", proof=proof)
    assert not milestone.checkpoints.exists()


# --- The views ----------------------------------------------------------------------------------


def test_form_adds_a_milestone_with_its_proof(as_editor: Client) -> None:
    commitment = CommitmentFactory(live=False)
    period = PeriodFactory(plan=commitment.plan)
    form = reverse("cms_commitment:milestone_add", args=[commitment.pk])
    fields = {
        **editor_fields(as_editor, form),
        "title": "Peraturan terbit",
        "due_on": "2026-12",
        "requirements-0-text": "Salinan peraturan",
        f"checkpoint_{period.pk}": "40",
    }
    response = as_editor.post(form, fields)
    assert (
        response.url
        == reverse("cms_commitment:edit", args=[commitment.pk]) + "?lihat=tonggak#tab-tonggak_capaian"
    )
    milestone = Milestone.objects.get()
    assert (str(milestone.due_on), milestone.due_precision) == ("2026-12-31", "month")
    assert list(milestone.requirements.values_list("text", "is_required")) == [("Salinan peraturan", True)]
    assert list(milestone.checkpoints.values_list("period", "percent")) == [(period.pk, Decimal(40))]


def test_form_of_a_published_commitment_asks_the_reason_and_loses_nothing(as_admin: Client) -> None:
    milestone = MilestoneFactory(title="Semula")
    RequirementFactory(milestone=milestone, text="Laporan")
    form = address("milestone_edit", milestone)
    fields = {**editor_fields(as_admin, form), "title": "Menjadi", "requirements-1-text": "Foto"}
    response = as_admin.post(form, fields)
    assert list(response.context["form"].errors) == ["amendment_reason"]
    again = editor_fields(as_admin, form) | {}
    assert response.context["form"]["title"].value() == "Menjadi"
    assert response.context["requirements"].forms[1]["text"].value() == "Foto"
    assert again["title"] == ["Semula"]
    as_admin.post(form, {**fields, "amendment_reason": "Diperjelas"})
    milestone.refresh_from_db()
    assert milestone.title == "Menjadi"
    assert {one.field for one in Amendment.objects.all()} == {"title", "requirements"}


def test_unchanged_form_needs_no_reason(as_admin: Client) -> None:
    milestone = MilestoneFactory(
        target=Decimal("40.5"), baseline=Decimal(0), success_measure="Satu\r\nDua", start_precision="year"
    )
    RequirementFactory(milestone=milestone)
    form = address("milestone_edit", milestone)
    response = as_admin.post(form, editor_fields(as_admin, form))
    assert (response.status_code, amended(milestone)) == (302, [])


@pytest.mark.parametrize("name", ["milestone_edit", "milestone_withdraw"])
def test_editor_is_refused_on_a_published_commitment(as_editor: Client, name: str) -> None:
    milestone = MilestoneFactory(title="Semula")
    for response in (as_editor.get(address(name, milestone)), as_editor.post(address(name, milestone), {})):
        assert response.status_code == 404
    milestone.refresh_from_db()
    assert (milestone.title, milestone.withdrawn_on) == ("Semula", None)


def test_milestones_are_one_click_from_the_list_and_on_the_editor(as_admin: Client) -> None:
    milestone = MilestoneFactory()
    edit = reverse("cms_commitment:edit", args=[milestone.commitment_id])
    assert (
        f"{edit}?lihat=tonggak#tab-tonggak_capaian"
        in as_admin.get(reverse("cms_commitment:list")).content.decode()
    )
    page = as_admin.get(edit).content.decode()
    assert 'id="tab-tonggak_capaian"' in page
    assert address("milestone_edit", milestone) in page


def test_withdraw_form(as_admin: Client) -> None:
    milestone = MilestoneFactory()
    as_admin.post(address("milestone_withdraw", milestone), {"on": "2026-11-22", "reason": "Digabung"})
    milestone.refresh_from_db()
    assert milestone.withdrawn_reason == "Digabung"


def test_withdrawn_commitment_stays_with_its_reason(as_admin: Client) -> None:
    commitment = CommitmentFactory()
    form = reverse("cms_commitment:withdraw", args=[commitment.pk])
    as_admin.post(form, {"on": "2026-11-22", "reason": "Digabung"})
    found = Commitment.objects.get()
    assert (found.live, str(found.withdrawn_on), found.withdrawn_reason) == (True, "2026-11-22", "Digabung")
    assert list(found.amendments.values_list("field", "new")) == [("withdrawn_on", "2026-11-22")]


def test_old_version_brings_a_withdrawn_commitment_back_only_with_a_reason(admin: User) -> None:
    commitment = CommitmentFactory()
    standing = commitment.save_revision()
    commitment.title = "Draf yang belum terbit"
    commitment.save_revision()
    withdraw_commitment(commitment=commitment, by=admin, reason="Digabung", on=date(2026, 11, 22))
    found = Commitment.objects.get()
    assert str(found.get_latest_revision_as_object().withdrawn_on) == "2026-11-22"  # the draft knows it
    with pytest.raises(ReasonRequired):
        standing.publish()
