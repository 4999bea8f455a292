"""The files hold exactly the view, and say which one."""

import csv
import io
import json

import pytest

from foundation.formats import long_date
from practices.models import Goal, PracticeResult
from tests.factories.institutions import CityFactory
from tests.pages import practice, site_tree, theme
from tests.public_records import today

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def saved(client, form, query=""):
    response = client.get(f"/praktik/data.{form}{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode("utf-8-sig")


@pytest.fixture
def tree(db):
    tree = site_tree()
    city = CityFactory(code="99.71", name="Kota Uji")
    page = practice(
        tree, title="=Portal", title_en="Portal", theme=theme(), region=city, place_name="", since="2015"
    )
    page.goals.set(Goal.objects.filter(number__in=[16, 17]))
    page.results.set([PracticeResult(text="800 laporan per hari")])
    page.save()
    practice(tree, title="Dialog", theme=theme("partisipasi", "Partisipasi"))
    practice(tree, title="Draf", live=False)
    practice(tree, title="Rekaan", is_sample=True)
    return tree


def rows(text):
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("# ")]
    return list(csv.DictReader(io.StringIO("".join(lines))))


def test_csv_is_the_view_with_its_filter_day_and_address_on_top(client, tree):
    text = saved(client, "csv", "?theme=data-terbuka&page=3&q=")
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        "# Saringan: Tema: Data Terbuka",
        f"# Diambil: {long_date(today())}",
        "# Alamat: http://testserver/praktik/?theme=data-terbuka",
        "# Catatan: Angka hasil dilaporkan sendiri oleh pelaksana kecuali disebut lain.",
    ]
    found = rows(text)
    assert [row["Judul"] for row in found] == ["'=Portal"]
    told = ("Halaman", "Kode Kemendagri", "Tempat", "Hasil", "SDG", "Banyak replikasi")
    assert [found[0][name] for name in told] == [
        "http://testserver/praktik/portal/",
        "99.71",
        "Kota Uji",
        "800 laporan per hari",
        "16, 17",
        "0",
    ]


def test_without_filter_every_real_practice_is_there(client, tree):
    text = saved(client, "csv")
    assert text.splitlines()[0] == "# Saringan: tanpa saringan"
    assert {row["Judul"] for row in rows(text)} == {"'=Portal", "Dialog"}
    assert [row["Judul"] for row in rows(saved(client, "csv", "?data=contoh"))] == ["Rekaan"]


def test_json_is_the_same_view_without_any_mark_against_formulas(client, tree):
    told = json.loads(saved(client, "json", "?theme=data-terbuka"))
    assert told["notes"]["Saringan"] == "Tema: Data Terbuka"
    assert [(row["title"], row["region_code"], row["copies"]) for row in told["rows"]] == [
        ("=Portal", "99.71", 0)
    ]


def test_file_of_the_english_address_is_in_english(client, tree):
    response = client.get("/en/praktik/data.csv?theme=data-terbuka")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "http://testserver/en/praktik/portal/" in text


@pytest.mark.parametrize("more", [0, 3])
def test_queries_of_a_file_do_not_grow(client, tree, django_assert_num_queries, more):
    for number in range(more):
        practice(tree, title=f"Lagi {number}")
    saved(client, "csv")
    with django_assert_num_queries(6):
        saved(client, "csv")
