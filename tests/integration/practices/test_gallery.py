import pytest

from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import PlanFactory
from tests.pages import practice, site_tree, theme
from tests.public_records import promise, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(db):
    tree = site_tree()
    practice(tree, title="Portal data", theme=theme("data-terbuka", "Data Terbuka"))
    practice(
        tree, title="Dialog warga", summary="Forum di pendopo.", theme=theme("partisipasi", "Partisipasi")
    )
    practice(tree, title="Rancangan", theme=theme("partisipasi", "Partisipasi"), live=False)
    return tree


def titles(page):
    return [words(title) for title in page.select(".card .title")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Dialog warga", "Portal data"]),
        ({"theme": "data-terbuka"}, ["Portal data"]),
        ({"theme": ["data-terbuka", "partisipasi"]}, ["Dialog warga", "Portal data"]),
        ({"q": "pendopo"}, ["Dialog warga"]),
        ({"q": "pendopo", "theme": "data-terbuka"}, []),
    ],
)
def test_gallery_is_found_by_theme_and_words(client, tree, query, expected):
    assert sorted(titles(read(client, "/praktik/", **query))) == expected


def test_counts_are_of_published_practices(client, tree):
    page = read(client, "/praktik/", theme="partisipasi")
    labels = [words(label) for label in page.select("#facet-theme label")]
    assert sorted(labels) == ["Data Terbuka 1", "Partisipasi 1"]
    assert [box["value"] for box in page.select("input[checked]")] == ["partisipasi"]
    assert "Tentang Partisipasi." in words(page.main)


def test_unknown_theme_is_said_and_the_rest_is_shown(client, tree):
    page = read(client, "/praktik/", theme="tidak-ada")
    assert "“Tema”" in words(page.select_one(".notice li"))
    assert len(titles(page)) == 2


def test_nothing_found_says_what_to_do(client, tree):
    page = read(client, "/praktik/", q="tidak ada yang begini")
    assert words(page.select_one(".empty-state .title")) == "Belum ada praktik yang cocok"


def test_figures_of_a_practice_are_said_to_be_self_reported(client, tree):
    page = practice(
        tree, title="Aduan", figures="800 laporan per hari", owner_name="Kantor Uji", since="2012"
    )
    facts = words(read(client, page.url).select_one(".facts"))
    assert facts == (
        "Di mana Nasional Pelaksana Kantor Uji Sejak 2012 Angka, dilaporkan sendiri 800 laporan per hari "
        "Angka ini dari pelaksana atau pers dan tidak diverifikasi Renaksi."
    )


def test_practice_shows_on_the_pages_of_its_region_and_institution(client, tree):
    region, institution = CityFactory(), InstitutionFactory()
    practice(tree, title="Di daerah", region=region, place_name="")
    practice(tree, title="Milik instansi", institution=institution)
    commitment = promise(PlanFactory(), region=region, lead=institution)
    expected = {
        region.get_absolute_url(): ["Di daerah"],
        institution.get_absolute_url(): ["Milik instansi"],
        commitment.get_absolute_url(): ["Di daerah", "Milik instansi"],
    }
    for address, practices in expected.items():
        related = read(client, address).find(attrs={"aria-labelledby": "terkait"})
        assert sorted(words(title) for title in related.select(".title")) == practices


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client, django_assert_num_queries, rows):
    tree = site_tree()
    for number in range(rows):
        practice(
            tree,
            title=f"Praktik {number}",
            theme=theme(f"tema-{number}", f"Tema {number}"),
            region=CityFactory(),
        )
    read(client, "/praktik/")
    with django_assert_num_queries(10):
        client.get("/praktik/")
