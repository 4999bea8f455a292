import pytest

from practices.enums import EvidenceLevel
from tests.factories.institutions import CityFactory
from tests.pages import practice, site_tree, theme
from tests.public_records import read, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def tree(db):
    return site_tree()


def test_theme_is_introduced_with_its_practices_and_figures(client, tree):
    data = theme()
    city = CityFactory()
    practice(tree, title="Portal", theme=data, region=city, place_name="", copies=1)
    practice(tree, title="Peta", theme=data, region=city, place_name="")
    practice(tree, title="Dialog", theme=theme("partisipasi", "Partisipasi"))
    practice(tree, title="Rekaan", theme=data, is_sample=True)
    practice(tree, title="Indeks", theme=data, evidence_level=EvidenceLevel.DOCUMENTED, evidence_note="SK.")
    page = read(client, "/praktik/tema/data-terbuka/")
    assert "Tentang Data Terbuka." in words(page.main)
    assert [words(one) for one in page.select(".header-facts dd")] == ["3", "1", "1", "1"]
    assert words(page.select_one(".card .title")) == "Portal"
    assert {words(one) for one in page.select(".card .title")} == {"Portal", "Peta", "Indeks"}
    assert [words(one) for one in page.select("[aria-labelledby=tema-lain] li")] == ["Partisipasi"]


def test_theme_without_practices_says_so(client, tree):
    theme()
    page = read(client, "/praktik/tema/data-terbuka/")
    assert words(page.select_one(".empty-state .title")) == "Belum ada praktik dalam tema ini"


def test_unknown_theme_is_not_there(client, tree):
    assert client.get("/praktik/tema/tidak-ada/").status_code == 404


def slugs(number):
    return [f"satu-{one}" for one in range(number)]


def several(tree, number):
    for one in range(number):
        practice(tree, title=f"Satu {one}", cost=f"Rp{one}" if one else "")


@pytest.mark.parametrize("number", [2, 3])
def test_practices_stand_side_by_side(client, tree, number):
    several(tree, number)
    table = read(client, "/praktik/banding/", p=slugs(number)).table
    assert [words(one) for one in table.select("thead th[scope=col]")] == [
        "Yang dibandingkan",
        *(f"Satu {one}" for one in range(number)),
    ]
    rows = {words(row.th): [words(cell) for cell in row.find_all("td")] for row in table.select("tbody tr")}
    assert rows["Biaya"] == ["belum diketahui", *(f"Rp{one}" for one in range(1, number))]
    assert rows["Banyak replikasi"] == ["0"] * number
    assert "Masalah" not in rows


@pytest.mark.parametrize(
    ("chosen", "said", "compared"),
    [
        (["satu-0", "satu-0"], "Praktik yang sama dipilih dua kali", 0),
        (["satu-0", "satu-1", "satu-2", "satu-3"], "Paling banyak tiga praktik", 3),
        (["satu-0", "tidak-ada"], "Tidak ada praktik terbit dengan alamat “tidak-ada”", 0),
        (["satu-0", "satu-1", "rancangan"], "Tidak ada praktik terbit dengan alamat “rancangan”", 2),
    ],
)
def test_what_cannot_be_compared_is_said(client, tree, chosen, said, compared):
    several(tree, 4)
    practice(tree, title="Rancangan", live=False)
    page = read(client, "/praktik/banding/", p=chosen)
    assert words(page.select_one(".notice li")).startswith(said)
    assert len(page.select("thead th")) == (compared + 1 if compared else 0)


@pytest.mark.parametrize("chosen", [[], ["satu-0"]])
def test_others_can_be_chosen_without_a_script(client, tree, chosen):
    several(tree, 3)
    page = read(client, "/praktik/banding/", p=chosen)
    form = page.select_one("main form[method=get]")
    assert sorted(box["value"] for box in form.select("input[name=p]")) == slugs(3)
    assert [box["value"] for box in form.select("input[checked]")] == chosen
    assert page.table is None


@pytest.mark.parametrize("number", [2, 3])
def test_queries_do_not_grow(client, tree, django_assert_max_num_queries, number):
    several(tree, 3)
    client.get("/praktik/banding/")
    with django_assert_max_num_queries(60):
        client.get("/praktik/banding/", {"p": slugs(number)})
