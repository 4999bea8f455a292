import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.enums import EvidenceLevel, Life
from practices.models import Goal, PracticeCommitment
from tests.factories.institutions import CityFactory, InstitutionFactory, ProvinceFactory
from tests.factories.renaksi import PlanFactory
from tests.integration.practices.worlds import gallery_of
from tests.pages import practice, site_tree, theme
from tests.public_records import promise, read, words

pytestmark = pytest.mark.django_db

URL = "/praktik/"


@pytest.fixture
def tree(db):
    tree = site_tree()
    practice(tree, title="Portal data", title_en="Data portal", theme=theme("data-terbuka", "Data Terbuka"))
    practice(
        tree, title="Dialog warga", summary="Forum di pendopo.", theme=theme("partisipasi", "Partisipasi")
    )
    practice(tree, title="Rancangan", theme=theme("partisipasi", "Partisipasi"), live=False)
    return tree


def titles(page):
    return [words(title) for title in page.select(".card .title")]


def found(client, **query):
    return sorted(titles(read(client, URL, **query)))


@pytest.mark.once
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Dialog warga", "Portal data"]),
        ({"theme": "data-terbuka"}, ["Portal data"]),
        ({"theme": ["data-terbuka", "partisipasi"]}, ["Dialog warga", "Portal data"]),
        ({"q": "pendopo"}, ["Dialog warga"]),
        ({"q": "data portal"}, ["Portal data"]),
        ({"q": "pendopo", "theme": "data-terbuka"}, []),
    ],
)
def test_gallery_is_found_by_theme_and_words(client, tree, query, expected):
    assert found(client, **query) == expected


def test_gallery_is_found_by_each_facet(client):
    tree = site_tree()
    province = ProvinceFactory(code="97")
    city = CityFactory(code="97.71", province=province)
    page = practice(
        tree,
        title="Dicari",
        region=city,
        place_name="",
        owner_kind="agency",
        since="sejak 2017",
        evidence_level=EvidenceLevel.DOCUMENTED,
        evidence_note="SK Wali Kota.",
        life=Life.GROWN,
        copies=2,
    )
    page.goals.set([Goal.objects.get(number=16)])
    page.save()
    practice(tree, title="Lain", region=ProvinceFactory(code="98"), place_name="")
    practice(tree, title="Provinsinya", region=province, place_name="")
    asked = [
        {"region": "97.71"},
        {"kind": "agency"},
        {"goal": "16"},
        {"since": "2015"},
        {"level": "documented"},
        {"life": "grown"},
        {"copied": "ya"},
    ]
    assert [found(client, **query) for query in asked] == [["Dicari"]] * len(asked)
    assert found(client, region="97") == ["Dicari", "Provinsinya"]
    assert found(client, region=["97.71", "98"]) == ["Dicari", "Lain"]


@pytest.mark.once
def test_counts_are_of_published_practices(client, tree):
    page = read(client, URL, theme="partisipasi")
    labels = [words(label) for label in page.select("#facet-theme label")]
    assert sorted(labels) == ["Data Terbuka 1", "Partisipasi 1"]
    assert [box["value"] for box in page.select("input[checked]")] == ["partisipasi"]
    assert page.find("a", string="Tentang tema Partisipasi")["href"] == "/praktik/tema/partisipasi/"


@pytest.mark.once
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", ["Aduan", "Balai", "Denah"]),
        ("newest", ["Aduan", "Denah", "Balai"]),
        ("copies", ["Denah", "Aduan", "Balai"]),
    ],
)
def test_order_is_the_one_that_was_asked_for(client, sort, expected):
    tree = site_tree()
    for title, copies in (("Balai", 0), ("Denah", 4), ("Aduan", 1)):
        practice(tree, title=title, copies=copies).save_revision().publish()
    assert titles(read(client, URL, sort=sort)) == expected


@pytest.mark.once
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"theme": "tidak-ada"}, "“Tema”"),
        ({"region": "00.99"}, "“Daerah”"),
        ({"since": "2017"}, "“Sejak”"),
        ({"tema": "data-terbuka"}, "“tema” tidak dikenal"),
    ],
)
def test_what_is_not_understood_is_said_and_the_rest_is_shown(client, tree, query, said):
    page = read(client, URL, **query)
    assert said in words(page.select_one(".notice li"))
    assert len(titles(page)) == 2


@pytest.mark.once
def test_nothing_found_says_what_to_do(client, tree):
    page = read(client, URL, q="tidak ada yang begini")
    assert words(page.select_one(".empty-state .title")) == "Belum ada praktik yang cocok"


@pytest.mark.once
def test_chip_takes_its_filter_out_of_a_sorted_address(client, tree):
    page = read(client, URL, theme=["partisipasi", "data-terbuka"], q="warga", page="1")
    chips = {words(chip): chip["href"] for chip in page.select(".chip")}
    assert chips == {
        "Hapus saringan: Kata kunci: warga": "?theme=data-terbuka&theme=partisipasi",
        "Hapus saringan: Tema: Partisipasi": "?q=warga&theme=data-terbuka",
        "Hapus saringan: Tema: Data Terbuka": "?q=warga&theme=partisipasi",
    }


@pytest.mark.once
def test_sample_practices_stand_apart(client, tree):
    practice(tree, title="Rekaan", is_sample=True)
    assert found(client) == ["Dialog warga", "Portal data"]
    page = read(client, URL, data="contoh")
    assert titles(page) == ["Rekaan"]
    assert page.select_one(".sample-banner") is not None
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


@pytest.mark.once
def test_card_says_in_words_how_sure_and_how_old_its_facts_are(client):
    practice(site_tree(), title="Aduan", since="2012", copies=3)
    card = read(client, URL).select_one(".card")
    assert [words(one) for one in card.select(".foot > *")] == ["Nasional · sejak 2012", "ditiru 3 kali"]
    assert [words(one) for one in card.select(".practice-states li")] == [
        "Klaim pelaksana",
        "Belum diketahui apakah masih berjalan",
    ]


@pytest.mark.once
def test_english_tells_what_it_has_and_marks_the_rest(client, tree):
    page = read(client, "/en/praktik/")
    names = {words(link): link.get("lang") for link in page.select(".card .title a")}
    assert names == {"Data portal": None, "Dialog warga": "id"}


def test_practice_shows_on_the_pages_of_its_commitment_region_and_institution(client, tree):
    region, institution = CityFactory(), InstitutionFactory()
    practice(tree, title="Di daerah", region=region, place_name="")
    practice(tree, title="Milik instansi", institution=institution)
    commitment = promise(PlanFactory(), region=region, lead=institution)
    named = practice(tree, title="Menjawab komitmen")
    named.commitment_links.set([PracticeCommitment(commitment=commitment)])
    named.save()
    expected = {
        region.get_absolute_url(): ["Di daerah"],
        institution.get_absolute_url(): ["Milik instansi"],
        commitment.get_absolute_url(): ["Menjawab komitmen", "Di daerah", "Milik instansi"],
    }
    for address, practices in expected.items():
        related = read(client, address).find(attrs={"aria-labelledby": "terkait"})
        assert sorted(words(title) for title in related.select(".title")) == sorted(practices)
        assert words(related.select_one(".title")) == practices[0]


def test_queries_are_few_and_do_not_grow(client):
    tree = site_tree()
    gallery_of(tree, 1, seed=1)
    read(client, URL)
    asked = []
    for rows in (1, 3):
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        asked.append(len(queries))
        for number in range(rows):
            practice(tree, title=f"Lagi {number}", region=CityFactory())
    assert asked[0] == asked[1] <= MOST_QUERIES


MOST_QUERIES = 15
