"""The pages of a new name, a merger and a split: first what would move, then the change."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import grant_role
from accounts.enums import Role
from institutions.models import Institution, InstitutionChange
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import MilestoneFactory, PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def signed_in(role: Role) -> Client:
    user, client = UserFactory(), Client()
    grant_role(user=user, role=role, by=None)
    client.force_login(user)
    return client


@pytest.fixture
def staff() -> Client:
    return signed_in(Role.ADMIN)


def address(name: str, institution: Institution) -> str:
    return reverse(f"cms_institution:{name}", args=[institution.pk])


def decree(**given: object) -> dict[str, object]:
    return {"on": timezone.localdate().isoformat(), "reason": "Perpres contoh 1/2026", **given}


def test_editors_give_a_new_name(staff: Client) -> None:
    institution = InstitutionFactory(name="Dinas Lama")
    client = signed_in(Role.EDITOR)
    page = client.get(address("rename", institution))
    assert page.context["form"]["new_name"].value() == "Dinas Lama"
    client.post(address("rename", institution), decree(new_name="Dinas Baru", short_name="DB"))
    institution.refresh_from_db()
    assert (institution.name, institution.short_name) == ("Dinas Baru", "DB")


def test_what_is_refused_keeps_what_was_typed(staff: Client) -> None:
    institution = InstitutionFactory(name="Dinas Lama")
    InstitutionFactory(name="Dinas Lain")
    page = staff.post(address("rename", institution), decree(new_name="Dinas Lain", short_name=""))
    assert page.context["form"].non_field_errors() == ["Nama “Dinas Lain” sudah dipakai Dinas Lain."]
    assert page.context["form"]["reason"].value() == "Perpres contoh 1/2026"


def test_a_merger_tells_what_moves_before_it_is_done(staff: Client) -> None:
    first, second = InstitutionFactory(), InstitutionFactory()
    milestone = MilestoneFactory(responsible=first)
    actors.focal_point(second)
    given = decree(with_1=second.pk, with_2="", with_3="", into="", new_name="Badan Baru", short_name="")
    page = staff.post(address("merge_by_decree", first), given)
    assert dict(page.context["counts"]) == {"tonggak": 1, "akun": 1}
    assert InstitutionChange.objects.exists() is False
    done = staff.post(address("merge_by_decree", first), {**given, "seen": page.context["seen"]})
    assert (done.status_code, done["Location"]) == (302, address("edit", first))
    milestone.refresh_from_db()
    assert milestone.responsible == Institution.objects.get(name="Badan Baru")


def test_what_changed_since_it_was_shown_is_shown_again(staff: Client) -> None:
    first, heir = InstitutionFactory(), InstitutionFactory()
    given = decree(with_1="", with_2="", with_3="", into=heir.pk, new_name="", short_name="")
    seen = staff.post(address("merge_by_decree", first), given).context["seen"]
    MilestoneFactory(responsible=first)
    page = staff.post(address("merge_by_decree", first), {**given, "seen": seen})
    assert dict(page.context["counts"]) == {"tonggak": 1}
    assert InstitutionChange.objects.exists() is False


def test_a_merger_needs_one_who_goes_on(staff: Client) -> None:
    first, heir = InstitutionFactory(), InstitutionFactory()
    blank = decree(with_1="", with_2="", with_3="", short_name="")
    for into, new_name in (("", ""), (heir.pk, "Badan Baru")):
        page = staff.post(address("merge_by_decree", first), {**blank, "into": into, "new_name": new_name})
        assert page.context["form"].errors["into"] == [
            "Pilih satu instansi penerus, atau tulis nama instansi baru."
        ]


def test_a_split_asks_who_takes_each_thing(staff: Client) -> None:
    source, first, second = (InstitutionFactory() for _turn in range(3))
    part = PartnershipFactory(institution=source)
    milestone = MilestoneFactory(commitment=part.commitment, responsible=source)
    given = decree(heir_1=first.pk, heir_2=second.pk, heir_3="", heir_4="")
    page = staff.post(address("split", source), given)
    keys = {f"partnership:{part.pk}", f"milestone:{milestone.pk}"}
    assert set(page.context["shares"].fields) == keys
    given["seen"] = page.context["seen"]
    page = staff.post(address("split", source), {**given, f"partnership:{part.pk}": first.pk})
    assert page.context["shares"].errors == {f"milestone:{milestone.pk}": ["Pilih penerusnya."]}
    assert page.context["shares"][f"partnership:{part.pk}"].value() == str(first.pk)
    shares = {f"partnership:{part.pk}": first.pk, f"milestone:{milestone.pk}": second.pk}
    staff.post(address("split", source), {**given, **shares})
    for row in (part, milestone):
        row.refresh_from_db()
    assert (part.institution, milestone.responsible) == (first, second)


def test_what_ended_changes_no_more_and_is_offered_to_nobody(staff: Client) -> None:
    source, heir = InstitutionFactory(name="Dinas Lama"), InstitutionFactory()
    given = decree(with_1="", with_2="", with_3="", into=heir.pk, new_name="", short_name="")
    seen = staff.post(address("merge_by_decree", source), given).context["seen"]
    staff.post(address("merge_by_decree", source), {**given, "seen": seen})
    codes = {
        name: staff.get(address(name, source)).status_code for name in ("rename", "merge_by_decree", "split")
    }
    assert codes == dict.fromkeys(codes, 404)
    assert staff.get(address("edit", source)).status_code == 200
    offered = staff.get(reverse("institution_chooser:choose_results"), {"q": "Dinas Lama"})
    assert f"/{source.pk}/" not in offered.content.decode()
    listed = staff.get(reverse("cms_institution:index"), {"q": "Dinas Lama"}).content.decode()
    assert "Dinas Lama" in listed


def test_the_buttons_are_those_that_the_person_may_use(staff: Client) -> None:
    institution = InstitutionFactory()
    names = ("rename", "merge_by_decree", "split")
    shown = {
        role: [
            name
            for name in names
            if address(name, institution)
            in signed_in(role).get(address("edit", institution)).content.decode()
        ]
        for role in (Role.EDITOR, Role.ADMIN)
    }
    assert shown == {Role.EDITOR: ["rename"], Role.ADMIN: list(names)}
