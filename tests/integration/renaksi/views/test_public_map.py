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


def rows(page) -> dict[str, str]:
    found = page.select("[aria-labelledby=tabel-provinsi] tbody tr")
    return {row.a["href"]: words(row) for row in found}


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
    assert rows(page)["/daerah/11/"] == "Aceh 62 % 2 0 0"
    assert rows(page)["/daerah/12/"] == "Sumatera Utara belum ada bukti 1 0 0"
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
    assert rows(page)["/daerah/35/"] == "Jawa Timur tidak dipantau 0 2 0"
    assert "2 sampai 4 (1 provinsi)" in legend(page)
    assert [words(tab) for tab in page.select(".map-tabs [aria-current]")] == ["Praktik baik"]


@pytest.mark.parametrize("asked", ["", "apa saja"])
def test_unknown_choice_shows_progress(client, regions, asked):
    page = read(client, f"{reverse('region_list')}?peta={asked}")
    assert [words(tab) for tab in page.select(".map-tabs [aria-current]")] == ["Kemajuan yang terbukti"]


def test_sample_plans_are_on_no_map(client, regions):
    tracked(running_plan(is_sample=True), step=100, region=regions["11"])
    page = read(client, reverse("region_list"))
    assert rows(page)["/daerah/11/"] == "Aceh tidak dipantau 0 0 0"


def test_an_official_map_takes_the_place_of_the_tiles_with_its_source(client, regions):
    paths = {code: f"M{code} 0h9v9h-9z" for code in short_names()}
    ProvinceMapFactory(in_use=True, paths=paths)
    page = read(client, reverse("region_list"))
    assert page.select_one('.chart-map a[href="/daerah/11/"] path')["d"] == "M11 0h9v9h-9z"
    assert page.select(".chart-map text") == []
    assert len(rows(page)) == 38
    assert "Peta: Badan Uji, 31 Jan 2026. Lisensi: Izin uji." in words(page.select_one(".map"))


@pytest.mark.parametrize("many", [1, 3])
def test_queries_of_the_list_do_not_grow(client, regions, django_assert_num_queries, many):
    for code in ("11", "12.71", "51")[:many]:
        tracked(running_plan(), step=50, region=regions[code])
        promise(PlanFactory(), region=regions[code])
    client.get(reverse("region_list"))
    with django_assert_num_queries(20):
        client.get(reverse("region_list"))
