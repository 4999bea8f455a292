from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import grant_role
from accounts.enums import Role
from accounts.models import User
from foundation.twins.missing import all_untranslated, kinds, told_rows
from practices.models import PracticeResult
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, PlanFactory, RequirementFactory
from tests.pages import practice, site_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cms(db: None) -> str:
    """The CMS knows the pages of its records once its addresses are read."""
    return reverse("wagtailadmin_home")


def staff(role: Role) -> User:
    """With the rights that the role brings in the CMS."""
    user = UserFactory()
    grant_role(user=user, role=role, by=None)
    return User.objects.get(pk=user.pk)


def whole(**fields: Any) -> dict[str, Any]:
    """With an English twin of each text."""
    return {**fields, **{f"{name}_en": "English" for name in fields}}


def listed(code: str) -> list[tuple[str, int]]:
    return [(row["twin_name"], row["twin_missing"]) for row in all_untranslated(code)]


@pytest.mark.once
def test_every_kind_of_record_with_twins_is_on_the_list():
    found = {kind.code: kind.holder for kind in kinds()}
    assert {
        "home.newspage", "home.standardpage", "practices.practicepage", "practices.theme", "agenda.eventpage",
        "renaksi.actionplan", "renaksi.commitment", "renaksi.milestone", "institutions.institution",
    } <= found.keys()  # fmt: skip
    assert (found["practices.practiceresult"], found["renaksi.evidencerequirement"]) == ("page", "milestone")


def test_counts_what_is_told_in_indonesian_alone():
    plan = PlanFactory(label_en="Plan")
    CommitmentFactory(plan=plan, **whole(title="Lengkap", problem="Masalah"))
    CommitmentFactory(plan=plan, title="Separuh", title_en="Half", problem="Masalah", solution="Solusi")
    CommitmentFactory(plan=plan, title="Satu")
    CommitmentFactory(plan=plan, title="Inggris saja", title_en="English", problem="", problem_en="Problem")
    assert listed("renaksi.commitment") == [("Separuh", 2), ("Satu", 1)]


@pytest.mark.parametrize(
    ("of_plan", "of_commitment"), [({}, {"live": False}), ({"live": False}, {}), ({"is_sample": True}, {})]
)
def test_what_is_not_public_or_a_sample_is_no_work_to_do(of_plan: dict, of_commitment: dict):
    commitment = CommitmentFactory(plan=PlanFactory(**of_plan), **of_commitment)
    RequirementFactory(milestone=MilestoneFactory(commitment=commitment))
    codes = ("renaksi.commitment", "renaksi.milestone", "renaksi.evidencerequirement")
    assert [listed(code) for code in codes] == [[], [], []]


def test_empty_story_lacks_nothing_and_a_written_one_its_twin():
    tree = site_tree()
    english = whole(title="Judul", summary="Ringkasan", place_name="Nasional")
    practice(tree, slug="kosong", **english)
    practice(tree, slug="cerita", **english, body=[("paragraph", "<p>Isi</p>")])
    draft = practice(tree, slug="draf", title="Draf")
    draft.unpublish()
    assert listed("practices.practicepage") == [("Judul", 1)]


def test_row_leads_to_the_page_in_which_it_is_edited():
    tree = site_tree()
    page = practice(tree, **whole(title="Judul", summary="Ringkasan", place_name="Nasional"))
    PracticeResult.objects.create(page=page, text="82 %")
    milestone = MilestoneFactory(commitment=CommitmentFactory(title_en="C"), title="Tonggak uji")
    admin = staff(Role.ADMIN)
    rows = [*all_untranslated("practices.practiceresult"), *all_untranslated("renaksi.milestone")]
    assert [(one.name, one.url) for one in told_rows(rows, admin)] == [
        ("82 %", reverse("wagtailadmin_pages:edit", args=[page.pk])),
        (
            "Tonggak uji",
            reverse("cms_commitment:milestone_edit", args=[milestone.commitment_id, milestone.pk]),
        ),
    ]


def test_who_may_not_change_a_record_gets_no_address():
    """Published milestones are the secretariat admin's."""
    MilestoneFactory(commitment=CommitmentFactory(title_en="C"))
    (row,) = told_rows(all_untranslated("renaksi.milestone"), staff(Role.EDITOR))
    assert row.url == ""


@pytest.mark.once
def test_list_is_filtered_by_kind(client: Client):
    InstitutionFactory(name="Dinas Uji")
    CommitmentFactory(title="Komitmen uji")
    client.force_login(staff(Role.EDITOR))
    page = client.get(reverse("twins"), {"kind": "institutions.institution"}).content.decode()
    assert ("Dinas Uji" in page, "Komitmen uji" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client: Client, django_assert_num_queries: Any, count: int):
    tree = site_tree()
    for number in range(count):
        page = practice(tree, slug=f"praktik-{number}")
        PracticeResult.objects.create(page=page, text="82 %")
        commitment = CommitmentFactory(plan=PlanFactory())
        RequirementFactory(milestone=MilestoneFactory(commitment=commitment))
        InstitutionFactory()
    client.force_login(staff(Role.EDITOR))
    client.get(reverse("twins"))
    with django_assert_num_queries(24):
        assert client.get(reverse("twins")).status_code == 200
