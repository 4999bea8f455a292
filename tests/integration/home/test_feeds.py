"""RSS and Atom: valid, permanent, in both languages, of a theme and of a region."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest

from home.models import NewsPage
from tests.factories.institutions import CityFactory
from tests.pages import practice, site_tree, story, theme

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def tree(db):
    return site_tree()


def parsed(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own words


def titles(client, address):
    feed = parsed(client, address)
    found = feed.findall("channel/item/title") or feed.findall(f"{ATOM}entry/{ATOM}title")
    return [title.text for title in found]


def test_feed_holds_published_news_newest_first(client, tree):
    story(tree, title="Lama & baik", published_on=date(2016, 1, 1))
    story(tree, title="Baru", published_on=date(2017, 1, 1))
    story(tree, title="Rancangan", live=False)
    practice(tree, title="Praktik")
    for kind in ("rss", "atom"):
        assert titles(client, f"/kabar/{kind}/") == ["Baru", "Lama & baik"]


def test_atom_entry_has_permanent_id_and_says_when_it_changed(client, tree):
    page = story(tree, title="Kabar", published_on=date(2017, 5, 17))
    changed = datetime(2026, 11, 3, 7, 0, tzinfo=UTC)
    NewsPage.objects.filter(pk=page.pk).update(last_published_at=changed)
    feed = parsed(client, "/kabar/atom/")
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Renaksi"
    entry = feed.find(f"{ATOM}entry")
    told = {name: entry.find(f"{ATOM}{name}").text for name in ("id", "published", "updated")}
    assert told == {
        "id": f"urn:uuid:{page.translation_key}",
        "published": "2017-05-17T12:00:00+07:00",
        "updated": "2026-11-03T07:00:00+00:00",
    }


def test_feeds_of_theme_and_region_hold_news_and_practices(client, tree):
    city = CityFactory(name="Kota Uji")
    near = {"region": city, "place_name": ""}
    story(tree, title="Kabar kota", region=city, theme=theme("lapor", "Lapor"))
    practice(tree, title="Praktik kota", theme=theme("lapor", "Lapor"), **near)
    practice(tree, title="Praktik contoh", theme=theme("lapor", "Lapor"), is_sample=True, **near)
    story(tree, title="Kabar lain", region=CityFactory(), theme=theme())
    for place in ("tema/lapor", f"daerah/{city.code}", f"daerah/{city.province.code}"):
        for kind in ("rss", "atom"):
            assert sorted(titles(client, f"/kabar/{place}/{kind}/")) == ["Kabar kota", "Praktik kota"]


def test_signs_that_xml_cannot_hold_are_left_out(client, tree):
    """They come along when a text is pasted from a PDF."""
    story(tree, title="Kabar\x0b baru", summary="Satu\x08 <b> & dua")
    for kind in ("rss", "atom"):
        assert titles(client, f"/kabar/{kind}/") == ["Kabar baru"]


@pytest.mark.parametrize("address", ["/kabar/tema/tidak-ada/rss/", "/kabar/daerah/99/atom/"])
def test_feed_of_nothing_is_not_there(client, tree, address):
    assert client.get(address).status_code == 404


def test_feed_in_english_leads_to_the_english_pages(client, tree):
    story(tree, title="Pertemuan", title_en="A meeting")
    feed = parsed(client, "/en/kabar/rss/").find("channel")
    assert (feed.find("language").text, feed.find("item/title").text) == ("en", "A meeting")
    assert feed.find("item/link").text == "http://testserver/en/kabar/pertemuan/"


def test_empty_feed_is_a_feed(client, tree):
    assert titles(client, "/kabar/atom/") == []


def test_pages_tell_readers_of_their_feeds(client, tree):
    story(tree)
    for address in ("/", "/kabar/", "/kabar/kabar-uji/"):
        page = client.get(address).content.decode()
        assert page.count('href="/kabar/rss/"') >= 1
        assert page.count('type="application/atom+xml"') == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_feed(client, django_assert_num_queries, tree, rows):
    for number in range(rows):
        story(tree, title=f"Kabar {number}", theme=theme(), region=CityFactory())
        practice(tree, title=f"Praktik {number}", region=CityFactory(), place_name="")
    with django_assert_num_queries(3):
        client.get("/kabar/tema/data-terbuka/atom/")
