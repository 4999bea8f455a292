import pytest
from django.urls import reverse

from institutions.models import Institution, InstitutionAlias, Region
from renaksi.enums import PartnerRole
from tests.factories.institutions import CityFactory, InstitutionFactory, ProvinceFactory
from tests.factories.renaksi import PartnershipFactory, PlanFactory
from tests.public_records import promise, read, reported, running_plan, step_of, tracked, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def figures(page):
    return {
        words(tile.select_one(".what")): words(tile.select_one(".value"))
        for tile in page.select(".figure-tile")
    }


def test_institution_shows_what_it_leads_what_it_owes_and_what_it_did_not_report(client):
    institution = InstitutionFactory(name="Dinas Uji")
    plan = running_plan()
    commitment = promise(plan, lead=institution, title="Portal data")
    step_of(commitment, title="Terlambat", due_in=-12)
    reported(step_of(commitment, title="Berjalan", due_in=30), step=50, verified=50)
    other = tracked(plan, step=100, title="Aduan")
    PartnershipFactory(commitment=other, institution=institution, role=PartnerRole.RELATED)
    page = read(client, institution.get_absolute_url())
    assert figures(page) == {
        "komitmen": "2",
        "tonggak belum selesai": "2",
        "tonggak terlambat": "1",
        "laporan tidak masuk": "1",
    }
    promised = page.select("[aria-labelledby^=peran] .row .title")
    assert [words(title) for title in promised] == ["Portal data", "Aduan"]
    owed = [words(title) for title in page.select("[aria-labelledby=tagihan] .row .title")]
    assert owed == ["Terlambat", "Berjalan"]
    assert words(page.select_one("#tidak-lapor").find_next("ul")).startswith("Terlambat B03 ")
    # Of the commitment that it leads, not of the one that it only supports.
    assert words(page.select_one(".progress .value")) == "25 % terbukti"


def test_proven_part_of_an_institution_is_the_same_on_its_page_and_on_the_plan(client):
    institution = InstitutionFactory(name="Dinas Uji")
    plan = running_plan()
    tracked(plan, step=75, lead=institution)
    own = words(read(client, institution.get_absolute_url()).select_one(".progress .value"))
    groups = [words(item) for item in read(client, plan.get_absolute_url()).select(".count-list li")]
    assert own == "75 % terbukti"
    assert groups == ["Dinas Uji 1 komitmen · 75 % terbukti"]


def test_merged_institution_answers_at_the_one_that_took_it_over(client):
    newer = InstitutionFactory(slug="baru")
    older = InstitutionFactory(slug="lama", merged_into=newer)
    response = client.get(older.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, newer.get_absolute_url())


def test_other_spellings_are_named(client):
    institution = InstitutionFactory(name="Kementerian Uji")
    InstitutionAlias.objects.create(
        institution=institution, name="Ministry of Tests", normalised="ministry of tests"
    )
    assert "Juga tertulis sebagai: Ministry of Tests" in words(
        read(client, institution.get_absolute_url()).main
    )


def test_institution_without_commitments_says_so(client):
    page = read(client, InstitutionFactory().get_absolute_url())
    assert words(page.select_one(".empty-state .title")) == "Belum ada komitmen atas nama instansi ini"


def test_institution_of_another_country_is_not_there(client):
    assert client.get(InstitutionFactory(country="PHL").get_absolute_url()).status_code == 404


def test_unpublished_commitments_show_on_no_profile(client):
    city = CityFactory()
    institution = InstitutionFactory(region=city)
    promise(PlanFactory(), lead=institution, region=city, title="Rahasia", live=False)
    for address in (institution.get_absolute_url(), city.get_absolute_url()):
        assert "Rahasia" not in read(client, address).get_text()


def test_region_shows_its_commitments_plans_and_institutions(client):
    province = ProvinceFactory(code="98", name="Provinsi Uji")
    city = CityFactory(code="98.71", name="Kota Uji", province=province)
    institution = InstitutionFactory(name="Dinas Uji", region=city)
    own = PlanFactory(label="RAD Kota Uji", region=city)
    promise(own, lead=institution, title="Milik rencana sendiri")
    promise(PlanFactory(label="RAN Uji"), title="Di rencana nasional", region=city)
    page = read(client, city.get_absolute_url())
    assert sorted(words(title) for title in page.select(".row .title")) == [
        "Di rencana nasional",
        "Milik rencana sendiri",
    ]
    assert [words(link) for link in page.select(".columns .count-list a")] == ["RAD Kota Uji", "Dinas Uji"]
    CityFactory(code="98.72", name="Kota Sepi", province=province)
    page = read(client, province.get_absolute_url())
    assert [words(member) for member in page.select(".places tbody tr")] == ["Kota Uji 2 0 0"]
    assert [words(other) for other in page.select(".plain-columns li")] == ["Kota Sepi"]


def test_unknown_region_and_institution_are_not_there(client):
    assert client.get(reverse("region", args=["00.00"])).status_code == 404
    assert client.get(reverse("institution", args=["tidak-ada"])).status_code == 404


def test_list_opens_each_province_to_its_members_and_leaves_samples_out(client):
    province = ProvinceFactory(code="98", name="Provinsi Uji")
    city = CityFactory(code="98.71", name="Kota Uji", province=province)
    CityFactory(code="98.72", name="Kota Sepi", province=province)
    sample = CityFactory(
        code="00.71", name="Kota Contoh", is_sample=True, province=ProvinceFactory(code="00", is_sample=True)
    )
    promise(PlanFactory(), region=city)
    promise(running_plan(is_sample=True), region=sample)
    page = read(client, reverse("region_list"))
    assert [words(line) for line in page.select(".province li")] == ["Kota Uji · 1 komitmen", "Kota Sepi"]
    names = [words(link) for link in page.select(".province a")]
    assert names == ["Provinsi Uji", "Kota Uji", "Kota Sepi"]
    assert words(page.select_one(".lead")).startswith(
        f"{Region.objects.filter(is_sample=False).count()} provinsi"
    )


def test_sample_profiles_are_flagged(client):
    region = CityFactory(is_sample=True)
    institution = Institution.objects.create(name="Dinas Contoh", slug="dinas-contoh", is_sample=True)
    for address in (region.get_absolute_url(), institution.get_absolute_url()):
        assert words(read(client, address).select_one(".sample-banner b")) == "Contoh"


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("kind", "queries"), [("institution", 17), ("region", 16)])
def test_queries_do_not_grow(client, django_assert_num_queries, rows, kind, queries):
    city = CityFactory()
    institution = InstitutionFactory(region=city)
    for _ in range(rows):
        commitment = tracked(running_plan(), lead=institution, region=city)
        step_of(commitment, due_in=-5)
    address = (institution if kind == "institution" else city).get_absolute_url()
    with django_assert_num_queries(queries):
        client.get(address)
