"""The map of the provinces: one number on the tile, in the table and in the legend."""

import pytest
from django.urls import reverse

from institutions.actions import load_regions
from institutions.map_ground import short_names
from institutions.models import Region
from tests.factories.institutions import ProvinceMapFactory
from tests.factories.renaksi import PlanFactory
from tests.pages import practice, site_tree
from tests.public_records import promise, read, running_plan, step_of, tracked, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def regions() -> dict[str, Region]:
    load_regions()
    return {region.code: region for region in Region.objects.all()}


def tiles(page) -> dict[str, str]:
    return {tile["href"]: tile.title.string for tile in page.select(".chart-map a")}


def legend(page) -> list[str]:
    return [words(item) for item in page.select(".map .legend li")]


def figures(page) -> dict[str, list[str]]:
    found = page.select("[aria-labelledby=tabel-provinsi] tbody tr")
    return {row.a["href"]: [words(cell) for cell in row.select("td")] for row in found}


def province_row(page, code: str):
    return page.select_one(f'[aria-labelledby=tabel-provinsi] tbody a[href="/daerah/{code}/"]').find_parent(
        "tr"
    )


def colour(page) -> list[str]:
    return [words(tab) for tab in page.select(".map-tabs [aria-current]")]


def test_map_tells_the_proven_progress_of_a_province_with_its_regencies(client, regions):
    plan = running_plan()
    tracked(plan, step=50, region=regions["11"])
    tracked(plan, step=75, region=regions["11.71"])
    promise(plan, region=regions["51"])
    step_of(promise(plan, region=regions["12.71"]), title="Belum dilaporkan")
    page = read(client, reverse("region_list"))
    found = tiles(page)
    assert len(found) == 38
    assert found["/daerah/11/"] == "Aceh (AC): 62 % terbukti"
    assert found["/daerah/12/"] == "Sumatera Utara (SU): belum ada bukti"
    assert found["/daerah/13/"] == "Sumatera Barat (SB): tidak ada komitmen yang dipantau"
    assert figures(page)["/daerah/11/"] == ["62 %", "2", "0", "0"]
    assert figures(page)["/daerah/12/"] == ["belum ada bukti", "1", "0", "0"]
    assert figures(page)["/daerah/13/"] == ["tidak dipantau", "0", "0", "0"]
    assert legend(page) == [
        "di bawah 25 % (0 provinsi)",
        "25 % sampai di bawah 50 % (0 provinsi)",
        "50 % sampai di bawah 75 % (1 provinsi)",
        "75 % sampai di bawah 100 % (0 provinsi)",
        "100 % (0 provinsi)",
        "belum ada bukti (1 provinsi)",
        "tidak ada komitmen yang dipantau (36 provinsi)",
    ]
    member = read(client, "/daerah/11/").find("a", href="/daerah/11.71/").find_parent("tr")
    assert words(member) == "Kota Banda Aceh 75 % 1 0 0"


def test_map_is_coloured_by_practices_if_the_address_says_so(client, regions):
    tree = site_tree()
    practice(tree, title="Satu", region=regions["35.22"])
    practice(tree, title="Dua", region=regions["35"])
    page = read(client, f"{reverse('region_list')}?peta=praktik")
    assert tiles(page)["/daerah/35/"] == "Jawa Timur (JI): 2 praktik"
    assert figures(page)["/daerah/35/"] == ["0", "2", "0"]
    assert "2 sampai 4 (1 provinsi)" in legend(page)
    assert colour(page) == ["Praktik baik"]


@pytest.mark.parametrize("asked", ["", "apa saja"])
def test_who_names_no_colour_sees_progress_as_soon_as_something_is_monitored(client, regions, asked):
    address = f"{reverse('region_list')}?peta={asked}"
    promise(PlanFactory(), region=regions["11"])
    assert colour(read(client, address)) == ["Praktik baik"]
    assert colour(read(client, f"{reverse('region_list')}?peta=kemajuan")) == ["Kemajuan yang terbukti"]
    tracked(running_plan(), step=50, region=regions["11"])
    assert colour(read(client, address)) == ["Kemajuan yang terbukti"]


def test_a_province_opens_to_its_regencies_and_tells_which_have_something(client, regions):
    promise(PlanFactory(), region=regions["11.71"])
    practice(site_tree(), title="Satu", region=regions["11.71"])
    page = read(client, reverse("region_list"))
    folded = province_row(page, "11").details
    assert words(folded.summary) == "23 kabupaten/kota, 1 dengan komitmen atau praktik"
    assert len(folded.select("li")) == 23
    active = folded.find("a", href="/daerah/11.71/").find_parent("li")
    assert words(active) == "Kota Banda Aceh · 1 komitmen · 1 praktik"
    assert words(province_row(page, "12").details.summary) == "33 kabupaten/kota"


def test_page_of_a_province_sets_apart_who_has_nothing_yet(client, regions):
    promise(PlanFactory(), region=regions["11.71"])
    page = read(client, "/daerah/11/")
    told = [words(row) for row in page.select("[aria-labelledby=tabel-anggota] tbody tr")]
    assert told == ["Kota Banda Aceh 1 0 0"]
    assert len(page.select(".plain-columns li")) == 22


def test_sample_plans_are_on_no_map(client, regions):
    tracked(running_plan(is_sample=True), step=100, region=regions["11"])
    page = read(client, reverse("region_list"))
    assert figures(page)["/daerah/11/"] == ["0", "0", "0"]


def test_an_official_map_takes_the_place_of_the_tiles_with_its_source(client, regions):
    paths = {code: f"M{code} 0h9v9h-9z" for code in short_names()}
    ProvinceMapFactory(in_use=True, paths=paths)
    page = read(client, reverse("region_list"))
    assert page.select_one('.chart-map a[href="/daerah/11/"] path')["d"] == "M11 0h9v9h-9z"
    assert page.select(".chart-map text") == []
    assert len(figures(page)) == 38
    assert "Peta: Badan Uji, 31 Jan 2026. Lisensi: Izin uji." in words(page.select_one(".map"))


@pytest.mark.parametrize("many", [1, 3])
def test_queries_of_the_list_do_not_grow(client, regions, django_assert_num_queries, many):
    for code in ("11", "12.71", "51")[:many]:
        tracked(running_plan(), step=50, region=regions[code])
        promise(PlanFactory(), region=regions[code])
    client.get(reverse("region_list"))
    with django_assert_num_queries(20):
        client.get(reverse("region_list"))
