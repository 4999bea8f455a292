from datetime import date

import pytest

from tests.factories.institutions import CityFactory
from tests.factories.renaksi import PlanFactory
from tests.pages import site_tree, story
from tests.public_records import promise, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(db):
    return site_tree()


def test_list_holds_published_news_newest_first(client, tree):
    story(tree, title="Lama", published_on=date(2016, 11, 29))
    story(tree, title="Baru", published_on=date(2017, 5, 17))
    story(tree, title="Rancangan", live=False)
    page = read(client, "/kabar/")
    assert [words(title) for title in page.select(".card .title")] == ["Baru", "Lama"]
    assert [words(day) for day in page.select(".card time")] == ["17 Mei 2017", "29 Nov 2016"]


def test_long_list_has_pages(client, tree):
    for number in range(13):
        story(tree, title=f"Kabar {number:02}")
    assert len(read(client, "/kabar/").select(".card")) == 12
    assert len(read(client, "/kabar/", page="2").select(".card")) == 1


def test_empty_list_says_so(client, tree):
    assert words(read(client, "/kabar/").select_one(".empty-state .title")) == "Belum ada kabar"


def test_story_names_its_day_region_and_source(client, tree):
    region = CityFactory(name="Kota Uji")
    page = story(
        tree,
        title="Pertemuan",
        published_on=date(2017, 3, 7),
        region=region,
        source_name="Kabar Seknas",
        source_url="https://contoh.test/kabar",
        body=[("heading", "Bagian"), ("paragraph", "<p>Isi <b>tebal</b>.</p>"), ("quote", "Kata mereka")],
    )
    shown = read(client, page.url)
    assert words(shown.select_one(".kicker")) == "7 Mar 2017"
    assert [words(part) for part in shown.select(".prose h2, .prose p")] == [
        "Bagian",
        "Isi tebal .",
        "Kata mereka",
    ]
    assert words(shown.article).endswith("Daerah: Kota Uji . Sumber: Kabar Seknas .")


def test_news_of_a_region_shows_on_its_pages(client, tree):
    region = CityFactory()
    story(tree, title="Kabar daerah", region=region)
    story(tree, title="Kabar lain", region=CityFactory())
    commitment = promise(PlanFactory(), region=region)
    for address in (region.get_absolute_url(), commitment.get_absolute_url()):
        related = read(client, address).find(attrs={"aria-labelledby": "terkait"})
        assert [words(title) for title in related.select(".title")] == ["Kabar daerah"]
