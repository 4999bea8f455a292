import csv
import io
import json

import pytest
from django.urls import reverse

from foundation.formats import long_date
from institutions.models import Institution
from renaksi.actions.standings import bring_up_to_date
from renaksi.enums import PlanLevel
from tests.factories.institutions import CityFactory, ProvinceFactory
from tests.factories.renaksi import PlanFactory, PolicyAreaFactory
from tests.public_records import promise, read, running_plan, step_of, today, tracked, words

pytestmark = pytest.mark.django_db

URL = "/komitmen/"


def titles(page):
    return [words(title) for title in page.select(".row .title")]


def found(client, **query):
    return titles(read(client, URL, **query))


def facet(page, name):
    """The choices with their counts."""
    labels = page.select(f"#facet-{name} label")
    return {words(label.select_one("span")): int(words(label.select_one(".count"))) for label in labels}


def saved(client, form, **query):
    response = client.get(URL, {**query, "format": form})
    return b"".join(response.streaming_content).decode("utf-8-sig")


def table(client, **query):
    lines = saved(client, "csv", **query).splitlines(keepends=True)
    return list(csv.DictReader(io.StringIO("".join(line for line in lines if not line.startswith("# ")))))


def in_area(commitment, slug, name):
    area = PolicyAreaFactory(slug=slug, name=name)
    commitment.policy_areas.add(area)
    commitment.save()
    return commitment


@pytest.fixture
def record(db):
    """Two real plans: national with two commitments, regional with one."""
    national = PlanFactory(slug="ran", label="RAN Uji", level=PlanLevel.NATIONAL)
    regional = PlanFactory(
        slug="rad",
        label="RAD Uji",
        level=PlanLevel.REGIONAL,
        region=CityFactory(code="99.71", name="Kota Uji"),
    )
    lead = Institution.objects.create(
        name="Kementerian Desa", slug="kementerian-desa", short_name="Kemendesa"
    )
    in_area(
        promise(national, title="Anggaran desa", number="1", lead=lead, ogp_code="ID0007"),
        "anggaran",
        "Anggaran",
    )
    promise(national, title="Data terbuka", title_en="Open data", number="2A")
    promise(regional, title="Aduan warga", number="3")
    return {"national": national, "regional": regional, "lead": lead}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Anggaran desa", "Data terbuka", "Aduan warga"]),
        ({"plan": "rad"}, ["Aduan warga"]),
        ({"plan": ["ran", "rad"]}, ["Anggaran desa", "Data terbuka", "Aduan warga"]),
        ({"level": "national"}, ["Anggaran desa", "Data terbuka"]),
        ({"region": "99.71"}, ["Aduan warga"]),
        ({"institution": "kementerian-desa"}, ["Anggaran desa"]),
        ({"area": "anggaran"}, ["Anggaran desa"]),
        ({"q": "desa"}, ["Anggaran desa"]),
        ({"q": "OPEN data"}, ["Data terbuka"]),
        ({"q": "2A"}, ["Data terbuka"]),
        ({"q": "id0007"}, ["Anggaran desa"]),
        ({"q": "Kemendesa"}, ["Anggaran desa"]),
        ({"q": "desa terbuka"}, []),
        ({"q": "data", "level": "regional"}, []),
    ],
)
def test_filters_narrow_the_list(client, record, query, expected):
    page = sorted(found(client, **query))
    assert page == sorted(expected)


def test_counts_beside_a_choice_ignore_its_own_filter_and_obey_the_others(client, record):
    page = read(client, URL, level="national", q="data")
    assert facet(page, "level") == {"Nasional": 1}
    page = read(client, URL, level="national")
    assert facet(page, "level") == {"Nasional": 2, "Daerah": 1}
    assert facet(page, "plan") == {"RAN Uji": 2}
    assert facet(page, "area") == {"Anggaran": 1}


def test_address_carries_the_state(client, record):
    page = read(client, URL, level="national", q="desa", sort="title")
    checked = [(one["name"], one["value"]) for one in page.select("input[checked]")]
    assert checked == [("level", "national")]
    assert (page.select_one("#q")["value"], page.select_one("option[selected]")["value"]) == ("desa", "title")
    assert [(words(chip), chip["href"]) for chip in page.select(".chip")] == [
        ("Hapus saringan: Kata kunci: desa", "?level=national&sort=title"),
        ("Hapus saringan: Tingkat: Nasional", "?q=desa&sort=title"),
    ]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"level": "kabupaten"}, "“Tingkat”"),
        ({"status": "done"}, "“Status”"),
        ({"late": "maybe"}, "“Keterlambatan”"),
        ({"plan": "tidak-ada"}, "“Rencana aksi”"),
        ({"sort": "random"}, "“Urutkan”"),
        ({"q": "x" * 201}, "“Kata kunci”"),
        ({"tema": "data"}, "“tema”"),
        ({"format": "docx"}, "“docx”"),
    ],
)
def test_what_is_not_understood_is_said_and_the_rest_is_shown(client, record, query, problem):
    page = read(client, URL, **query)
    notice = page.select_one(".notice")
    assert words(notice.select_one(".title")) == "Sebagian saringan tidak dipakai"
    assert [problem in words(item) for item in notice.select("li")] == [True]
    assert len(titles(page)) == 3


@pytest.mark.parametrize("number", ["0", "-1", "99", "abc"])
def test_page_that_is_none_shows_one_that_is(client, record, number):
    assert len(found(client, page=number)) == 3


@pytest.mark.parametrize(("name", "label"), [("q", "Kata kunci"), ("plan", "Rencana aksi")])
def test_null_byte_is_refused_in_words(client, record, name, label):
    page = read(client, URL, **{name: "a\x00b"})
    assert f"“{label}”" in words(page.select_one(".notice"))


def test_unpublished_and_foreign_commitments_are_in_neither_list_nor_counts_nor_csv(client, record):
    promise(record["national"], title="Rancangan rahasia", live=False)
    promise(PlanFactory(live=False), title="Rencana rahasia")
    promise(PlanFactory(country="PHL"), title="Negara lain")
    page = read(client, URL)
    assert len(titles(page)) == 3
    assert sum(facet(page, "level").values()) == 3
    assert len(table(client)) == 3


def test_sample_data_are_a_list_of_their_own_that_says_so(client, record):
    sample = running_plan(is_sample=True, slug="peragaan")
    tracked(sample, title="Komitmen contoh")
    assert "Komitmen contoh" not in found(client)
    page = read(client, URL, data="contoh")
    assert titles(page) == ["Komitmen contoh"]
    assert words(page.select_one(".sample-banner b")) == "Contoh"
    assert words(page.select_one(".row .kicker .flag")) == "Contoh"
    assert found(client, plan="peragaan") == ["Komitmen contoh"]


def test_status_and_lateness_come_from_the_figures(client, db):
    plan = running_plan()
    tracked(plan, step=50, title="Separuh")
    tracked(plan, step=25, title="Sedikit")
    step_of(promise(plan, title="Terlambat"), due_in=-5)
    assert found(client, status="substantial") == ["Separuh"]
    assert found(client, status=["limited", "no_evidence"]) == ["Sedikit", "Terlambat"]
    assert found(client, late="1") == ["Terlambat"]
    page = read(client, URL, status="limited")
    assert facet(page, "status") == {"Substansial": 1, "Terbatas": 1, "Tidak ada bukti": 1}
    assert found(client, sort="progress") == ["Separuh", "Sedikit", "Terlambat"]
    assert found(client, sort="late")[0] == "Terlambat"


def test_empty_list_says_what_to_do(client, record):
    page = read(client, URL, q="tidak ada yang begini")
    assert words(page.select_one(".empty-state .title")) == "Tidak ada komitmen yang cocok"
    assert page.select_one(".empty-state a")["href"] == "?"


def test_csv_holds_exactly_the_rows_of_the_view_on_all_its_pages(client, record):
    for number in range(25):
        promise(record["regional"], title=f"Aduan {number:02}", number=str(100 + number))
    page = read(client, URL, level="regional", sort="title")
    rows = table(client, level="regional", sort="title")
    assert words(page.select_one(".filter-bar .count")) == "26 komitmen"
    assert [row["Judul"] for row in rows][:20] == titles(page)
    assert len(rows) == 26


def test_csv_says_the_same_numbers_as_the_page(client, db):
    plan = running_plan()
    commitment = tracked(plan, step=50, title="Separuh")
    step_of(commitment, due_in=-3)
    page = read(client, URL)
    (row,) = table(client)
    assert words(page.select_one(".row-state")) == (
        "25 % terbukti Terbatas 1 dari 2 tonggak terverifikasi 1 tonggak terlambat"
    )
    shown = [
        row[key]
        for key in ("Terbukti (persen)", "Status", "Tonggak terverifikasi", "Tonggak", "Tonggak terlambat")
    ]
    assert shown == ["25", "Terbatas", "1", "2", "1"]
    assert row["Alamat"] == f"http://testserver{commitment.get_absolute_url()}"


def test_file_says_at_its_head_what_is_in_it(client, record):
    head = saved(client, "csv", level="regional", sort="title", page="2").splitlines()[:4]
    day = long_date(today())
    assert head == [
        "# Saringan: Tingkat: Daerah",
        "# Urutan: Judul",
        f"# Angka per: {day}",
        "# Alamat: http://testserver/komitmen/?level=regional&sort=title",
    ]


def test_json_holds_the_same_rows_as_the_csv(client, db):
    tracked(running_plan(), step=50, title="Separuh")
    told = json.loads(saved(client, "json", status="substantial"))
    (row,), (csv_row,) = told["rows"], table(client, status="substantial")
    assert told["notes"]["Saringan"] == "Status: Substansial"
    assert (row["title"], row["percent"], row["status"]) == ("Separuh", 50, "Substansial")
    cells = [row[column["key"]] for column in told["columns"]]
    assert ["" if cell is None else str(cell) for cell in cells] == list(csv_row.values())


def test_csv_runs_no_formula(client, record):
    promise(record["national"], title='=HYPERLINK("http://jahat.test")')
    assert [row["Judul"] for row in table(client, q="HYPERLINK")] == ['\'=HYPERLINK("http://jahat.test")']


def test_csv_leaves_unknown_blank(client, record):
    row = next(row for row in table(client, q="Aduan"))
    assert (row["Terbukti (persen)"], row["Status"], row["Tonggak terlambat"], row["Mulai"]) == (
        "",
        "",
        "",
        "",
    )


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_list_is_only_read(client, method):
    assert getattr(client, method)(reverse("commitment_list")).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_every_filter_active(client, django_assert_num_queries, rows):
    city = CityFactory(code="99.71")
    plan = running_plan(slug="peragaan", is_sample=True, region=city, level=PlanLevel.REGIONAL)
    lead = Institution.objects.create(name="Dinas", slug="dinas")
    area = PolicyAreaFactory(slug="anggaran")
    for number in range(rows):
        commitment = tracked(plan, step=25, title="Uji", lead=lead, region=city, number=str(number))
        commitment.policy_areas.add(area)
        commitment.save()
        step_of(commitment, due_in=-5)
    query = {
        "q": "uji",
        "plan": "peragaan",
        "level": "regional",
        "region": "99.71",
        "institution": "dinas",
        "area": "anggaran",
        "status": "limited",
        "late": "1",
        "sort": "progress",
    }
    bring_up_to_date(on=today())
    with django_assert_num_queries(14):
        response = client.get(URL, query)
    assert response.content.decode().count('class="row"') == rows


def test_province_holds_what_its_cities_promised(client, record):
    province = record["regional"].region.province
    page = read(client, URL)
    assert facet(page, "region") == {province.name: 1, "Kota Uji": 1}
    assert found(client, region=province.code) == ["Aduan warga"]


def test_own_region_counts_before_that_of_the_plan(client, record):
    elsewhere = ProvinceFactory(code="98", name="Provinsi Lain")
    promise(record["regional"], title="Irigasi", region=elsewhere)
    assert found(client, region="98") == ["Irigasi"]
    assert facet(read(client, URL, q="Irigasi"), "region") == {"Provinsi Lain": 1}


def test_long_facet_sends_the_most_frequent_and_what_is_chosen(client, record, monkeypatch):
    monkeypatch.setattr("foundation.web.facets.MOST_CHOICES", 3)
    for number in range(5):
        lead = Institution.objects.create(
            name=f"Dinas {number}", slug=f"dinas-{number}", short_name=f"DN{number}"
        )
        promise(record["national"], title=f"Aduan {number}", lead=lead)
    promise(record["national"], title="Lagi", lead=lead)
    page = read(client, URL, institution="dinas-0")
    assert facet(page, "institution") == {"Dinas 0": 1, "Dinas 4": 2, "Dinas 1": 1}
    assert "ketik namanya" in words(page.select_one("#facet-institution"))
    assert len(found(client, q="DN3")) == 1


def test_address_says_no_name_of_a_plan_that_is_not_published(client, record):
    PlanFactory(slug="rahasia", label="Rencana rahasia", live=False)
    page = read(client, URL, plan="rahasia")
    assert "Rencana rahasia" not in str(page)


def test_english_list_speaks_english_and_marks_what_does_not(client, record):
    page = read(client, f"/en{URL}", q="data")
    assert titles(page) == ["Open data"]
    page = read(client, f"/en{URL}", q="Aduan")
    assert page.select_one(".row .title a")["lang"] == "id"
    area = read(client, f"/en{URL}", q="desa").select_one("#facet-area label span")
    assert words(area).startswith("Area ")


def test_more_words_than_are_searched_is_said(client, record):
    page = read(client, URL, q="data " * 11)
    assert "Hanya 10 kata pertama" in words(page.select_one(".notice"))
    assert titles(page) == ["Data terbuka"]


def test_what_waits_for_its_figures_is_right_in_its_line_and_said(client, record, monkeypatch):
    monkeypatch.setattr("renaksi.actions.standings.FEW", 0)
    tracked(running_plan(), step=50, title="Separuh")
    page = read(client, URL, q="Separuh")
    assert "50 % terbukti" in words(page.select_one(".row-state"))
    assert words(page.select_one("#results .notice .title")) == "Sebagian angka sedang dihitung ulang"
    assert "# Catatan: Sebagian angka" in saved(client, "csv")
