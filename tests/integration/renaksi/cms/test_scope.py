"""Trap 1: a record out of scope does not exist, in every view that takes a key and for every verb.

Trap 2: a draft of a commitment never deletes a milestone or what was reported on it.
"""

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import URLPattern, reverse

from foundation.cms import ScopedViewSet
from institutions.viewsets import InstitutionViewSet
from renaksi.models import Commitment, Milestone, PolicyArea, ProgressUpdate
from renaksi.viewsets.periods import PeriodViewSet
from renaksi.viewsets.plans import CommitmentViewSet, PlanViewSet
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    MilestoneFactory,
    PeriodFactory,
    PlanFactory,
    UpdateFactory,
)
from tests.integration.renaksi.cms.forms import editor_fields

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FOREIGN = "PHL"


def foreign_plan() -> object:
    return PlanFactory(country=FOREIGN)


def foreign_commitment() -> Commitment:
    return CommitmentFactory(plan=PlanFactory(country=FOREIGN), title="Semula", live=False)


def foreign_period() -> object:
    return PeriodFactory(plan=PlanFactory(country=FOREIGN))


def foreign_institution() -> object:
    return InstitutionFactory(country=FOREIGN)


RECORDS = [
    (PlanViewSet, foreign_plan),
    (CommitmentViewSet, foreign_commitment),
    (PeriodViewSet, foreign_period),
    (InstitutionViewSet, foreign_institution),
]
WITH_KEY = [
    (viewset, make, pattern)
    for viewset, make in RECORDS
    for pattern in viewset().get_urlpatterns()
    if "pk" in pattern.pattern.converters or "?P<pk>" in str(pattern.pattern)
]
OTHER_KEYS = {"revision_id": 1, "milestone": 1, "revision_id_a": "live", "revision_id_b": "latest"}


def keys_of(pattern: URLPattern, pk: int) -> dict[str, object]:
    names = set(pattern.pattern.regex.groupindex)
    return {"pk": pk, **{name: OTHER_KEYS[name] for name in names - {"pk"}}}


@pytest.mark.parametrize(
    ("viewset", "make", "pattern"),
    [pytest.param(*one, id=f"{one[0].__name__}-{one[2].name}") for one in WITH_KEY],
)
def test_foreign_record_does_not_exist(
    as_admin: Client, viewset: type, make: object, pattern: URLPattern
) -> None:
    record = make()
    address = reverse(viewset().get_url_name(pattern.name), kwargs=keys_of(pattern, record.pk))
    answers = [getattr(as_admin, verb)(address).status_code for verb in ("get", "post", "put", "delete")]
    assert answers == [404, 404, 404, 404]


def test_foreign_record_is_not_changed_by_a_post(as_admin: Client) -> None:
    own, foreign = InstitutionFactory(), InstitutionFactory(country=FOREIGN, name="Semula")
    fields = editor_fields(as_admin, reverse("cms_institution:edit", args=[own.pk]))
    as_admin.post(reverse("cms_institution:edit", args=[foreign.pk]), {**fields, "name": "Menjadi"})
    foreign.refresh_from_db()
    assert foreign.name == "Semula"


def test_without_the_guard_wagtail_opens_and_changes_it(
    as_admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the guard is for: taken away, the foreign record opens and a POST changes it."""
    monkeypatch.setattr(ScopedViewSet, "check_scope", lambda *_args: None)
    foreign = InstitutionFactory(country=FOREIGN, name="Semula")
    address = reverse("cms_institution:edit", args=[foreign.pk])
    as_admin.post(address, {**editor_fields(as_admin, address), "name": "Menjadi"})
    foreign.refresh_from_db()
    assert foreign.name == "Menjadi"


def test_lists_choosers_and_bulk_leave_foreign_records_out(as_admin: Client) -> None:
    foreign = foreign_commitment()
    InstitutionFactory(country=FOREIGN, name="Kenari Asing")
    assert "Semula" not in as_admin.get(reverse("cms_commitment:list")).content.decode()
    assert "Kenari" not in as_admin.get(reverse("institution_chooser:choose")).content.decode()
    for action in ("publish", "add_policy_area"):
        address = reverse("wagtail_bulk_action", args=["renaksi", "commitment", action])
        assert as_admin.get(f"{address}?id={foreign.pk}").status_code == 404


def test_milestone_of_another_commitment_does_not_exist_here(as_admin: Client) -> None:
    milestone = MilestoneFactory()
    other = CommitmentFactory()
    for name in ("milestone_edit", "milestone_withdraw"):
        address = reverse(f"cms_commitment:{name}", args=[other.pk, milestone.pk])
        assert as_admin.get(address).status_code == 404
        assert as_admin.post(address, {"title": "x"}).status_code == 404


def test_foreign_plan_cannot_be_named(as_admin: Client) -> None:
    add = reverse("cms_commitment:add")
    foreign = PlanFactory(country=FOREIGN)
    response = as_admin.post(add, {**editor_fields(as_admin, add), "title": "T", "plan": foreign.pk})
    assert list(response.context["form"].errors) == ["plan"]
    assert not Commitment.objects.exists()


# --- Trap 2 ----------------------------------------------------------------------------------------


def test_draft_and_publication_keep_the_milestones(as_admin: Client) -> None:
    update = UpdateFactory(milestone__commitment__live=False)
    milestone = update.milestone
    address = reverse("cms_commitment:edit", args=[milestone.commitment_id])
    fields = {
        name: value for name, value in editor_fields(as_admin, address).items() if "milestone" not in name
    }
    as_admin.post(address, fields)
    as_admin.post(address, {**fields, "action-publish": "1"})
    assert Commitment.objects.get(pk=milestone.commitment_id).live is True
    assert list(Milestone.objects.all()) == [milestone]
    assert list(ProgressUpdate.objects.all()) == [update]


def test_milestones_are_no_children_of_a_draft() -> None:
    """A child of the cluster would be deleted when a draft without it is published."""
    from modelcluster.models import get_all_child_relations

    children = {relation.related_model.__name__ for relation in get_all_child_relations(Commitment)}
    assert children == {"Partnership"}


def test_reported_facts_outlive_their_milestone_and_commitment() -> None:
    update = UpdateFactory()
    with pytest.raises(ProtectedError):
        update.milestone.delete()
    with pytest.raises(ProtectedError):
        update.milestone.commitment.delete()


def test_deleting_a_draft_commitment_with_milestones_is_refused(as_admin: Client) -> None:
    milestone = MilestoneFactory(commitment__live=False)
    response = as_admin.post(reverse("cms_commitment:delete", args=[milestone.commitment_id]))
    assert Milestone.objects.filter(pk=milestone.pk).exists()
    assert response.url == reverse("cms_commitment:edit", args=[milestone.commitment_id])


def test_policy_area_in_use_is_not_deleted(as_admin: Client) -> None:
    area = PolicyArea.objects.create(slug="a", name="A", name_en="A")
    as_admin.post(reverse("cms_policy_area:delete", args=[area.pk]))
    assert PolicyArea.objects.filter(pk=area.pk).exists()
