"""Institutions in the CMS: kept, known by every spelling, merged, never deleted."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import grant_role
from accounts.enums import Role
from institutions.actions import add_alias
from institutions.models import Institution
from tests.factories.accounts import UserFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Client:
    user, client = UserFactory(), Client()
    grant_role(user=user, role=Role.ADMIN, by=None)
    client.force_login(user)
    return client


def address(name: str, institution: Institution) -> str:
    return reverse(f"cms_institution:{name}", args=[institution.pk])


def test_new_institution_gets_its_address_once(staff: Client) -> None:
    values = {"name": "Dinas Uji", "short_name": "", "name_en": "", "kind": "agency", "region": ""}
    staff.post(reverse("cms_institution:add"), values)
    staff.post(reverse("cms_institution:add"), {**values, "region": CityFactory().pk})
    assert list(Institution.objects.order_by("pk").values_list("slug", flat=True)) == [
        "dinas-uji",
        "dinas-uji-2",
    ]
    institution = Institution.objects.get(slug="dinas-uji")
    staff.post(address("edit", institution), {**values, "name": "Dinas Baru"})
    institution.refresh_from_db()
    assert (institution.name, institution.slug) == ("Dinas Baru", "dinas-uji")


def test_spelling_is_added(staff: Client) -> None:
    institution = InstitutionFactory(name="Kementerian Uji")
    staff.post(address("aliases", institution), {"name": "Kemenuji", "source": "Laporan 2017"})
    assert list(institution.aliases.values_list("name", "source")) == [("Kemenuji", "Laporan 2017")]


def test_spelling_of_another_institution_is_refused_in_words(staff: Client) -> None:
    first, second = InstitutionFactory(name="Satu"), InstitutionFactory(name="Dua")
    add_alias(institution=first, name="Kemenuji", by=None)
    response = staff.post(address("aliases", second), {"name": "Kemenuji"})
    assert response.context["form"].non_field_errors() == [
        "Ejaan “Kemenuji” sudah dipakai Satu; gabungkan kedua instansi itu."
    ]
    assert response.context["form"]["name"].value() == "Kemenuji"


def test_merge_moves_everything_and_leaves_a_signpost(staff: Client) -> None:
    partner = PartnershipFactory(institution__name="Kementrian Uji")
    keep = InstitutionFactory(name="Kementerian Uji")
    drop = partner.institution
    staff.post(address("merge", drop), {"keep": keep.pk, "reason": "Salah ketik"})
    drop.refresh_from_db()
    partner.refresh_from_db()
    assert (drop.merged_into, partner.institution) == (keep, keep)
    assert staff.get(address("edit", drop)).status_code == 404


def test_merge_needs_a_reason_and_another_institution(staff: Client) -> None:
    drop = InstitutionFactory()
    for values in ({"keep": InstitutionFactory().pk, "reason": ""}, {"keep": drop.pk, "reason": "x"}):
        assert staff.post(address("merge", drop), values).status_code == 200
    drop.refresh_from_db()
    assert drop.merged_into is None


def test_institution_is_never_deleted(staff: Client) -> None:
    institution = InstitutionFactory()
    staff.post(address("delete", institution))
    assert Institution.objects.filter(pk=institution.pk).exists()
