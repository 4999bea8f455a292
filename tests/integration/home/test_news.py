from datetime import date

import pytest

from home.models import NewsCommitment
from home.queries import news_of
from renaksi.related import Subject
from tests.factories.institutions import CityFactory
from tests.factories.renaksi import PlanFactory
from tests.pages import practice, site_tree, story, theme
from tests.public_records import promise, read, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


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


def test_story_names_its_day_place_author_region_and_source(client, tree):
    region = CityFactory(name="Kota Uji")
    page = story(
        tree,
        title="Pertemuan",
        published_on=date(2017, 3, 7),
        place="Jakarta",
        author_initials="FM",
        region=region,
        theme=theme(),
        source_name="Kabar Seknas",
        source_url="https://contoh.test/kabar",
        body=[
            ("heading", "Bagian"),
            ("paragraph", "<p>Isi <b>tebal</b>.</p>"),
            ("quote", {"text": "Kata mereka", "source": "Ani, warga"}),
            ("number", {"value": "82 %", "what": "dokumen", "source": "Seknas, 2017", "source_url": ""}),
            ("table", {"caption": "Aduan", "cells": "Kota|Aduan\nMojokerto|12", "source": ""}),
        ],
    )
    shown = read(client, page.url)
    assert words(shown.select_one(".kicker")) == "Jakarta, 7 Mar 2017 · Data Terbuka"
    assert [words(part) for part in shown.select(".prose h2, .prose p, .prose blockquote footer")] == [
        "Bagian",
        "Isi tebal .",
        "Kata mereka",
        "Ani, warga",
    ]
    assert words(shown.select_one(".prose .figure-tile")) == "82 % dokumen Sumber: Seknas, 2017"
    assert [words(cell) for cell in shown.select(".prose tr > *")] == ["Kota", "Aduan", "Mojokerto", "12"]
    assert (
        words(shown.select_one("article > footer p"))
        == "Ditulis oleh FM. Daerah: Kota Uji . Sumber: Kabar Seknas ."
    )


def test_story_leads_to_its_commitments_and_they_to_it(client, tree):
    commitment, other = promise(PlanFactory(), title="Janji uji"), promise(PlanFactory())
    page = story(tree, title="Tentang janji")
    for one in (commitment, promise(PlanFactory(), live=False)):
        NewsCommitment.objects.create(page=page, commitment=one)
    section = read(client, page.url).find(attrs={"aria-labelledby": "komitmen"})
    assert [(words(link), link["href"]) for link in section.select("a")] == [
        ("Janji uji", commitment.get_absolute_url())
    ]
    related = read(client, commitment.get_absolute_url()).find(attrs={"aria-labelledby": "terkait"})
    assert [words(title) for title in related.select(".title")] == ["Tentang janji"]
    assert read(client, other.get_absolute_url()).find(attrs={"aria-labelledby": "terkait"}) is None


def test_news_that_names_the_commitment_comes_before_newer_news_of_its_region(client, tree):
    region = CityFactory()
    commitment = promise(PlanFactory(), region=region)
    named = story(tree, title="Menyebut", published_on=date(2016, 1, 1))
    NewsCommitment.objects.create(page=named, commitment=commitment)
    story(tree, title="Sedaerah", region=region, published_on=date(2026, 1, 1))
    subject = Subject(commitment_ids=frozenset({commitment.pk}), region_ids=frozenset({region.pk}))
    assert [item.title for item in news_of(subject)] == ["Menyebut", "Sedaerah"]


def test_story_has_the_one_before_and_the_one_after(client, tree):
    old, middle, new = (
        story(tree, title=title, published_on=date(2026, 1, day))
        for title, day in (("Lama", 1), ("Tengah", 2), ("Baru", 2))
    )
    links = read(client, middle.url).select("a[rel=prev], a[rel=next]")
    assert [(link["rel"][0], words(link)) for link in links] == [("prev", "Lama"), ("next", "Baru")]
    assert [link["rel"] for link in read(client, old.url).select("a[rel=prev], a[rel=next]")] == [["next"]]
    assert [link["rel"] for link in read(client, new.url).select("a[rel=prev], a[rel=next]")] == [["prev"]]


def test_story_is_shared_by_plain_links_and_loads_nothing_from_elsewhere(client, tree):
    page = read(client, story(tree, title="A & B").url)
    outside = page.select_one("article > footer").select("a[href^=https]")
    assert [words(link) for link in outside] == ["WhatsApp", "X", "Facebook"]
    assert outside[0]["href"] == "https://wa.me/?text=A%20%26%20B%20http%3A%2F%2Ftestserver%2Fkabar%2Fa-b%2F"
    assert {tuple(link["rel"]) for link in outside} == {("noopener", "noreferrer")}
    loaded = [
        tag.get("src") or tag.get("href") for tag in page.select("script, img, iframe, link[rel=stylesheet]")
    ]
    assert [address for address in loaded if address and not address.startswith("/")] == []
    assert page.select_one("button[data-copy-address]").has_attr("hidden")


def test_story_in_english_and_what_has_no_english(client, tree):
    told = story(
        tree, title="Pertemuan", title_en="A meeting", summary_en="Short.", body_en=[("heading", "Part")]
    )
    other = story(tree, title="Hanya Indonesia", body=[("heading", "Bagian")])
    page = read(client, f"/en/kabar/{told.slug}/")
    assert (words(page.h1), words(page.select_one(".prose h2")), page.h1.get("lang")) == (
        "A meeting",
        "Part",
        None,
    )
    bare = read(client, f"/en/kabar/{other.slug}/")
    assert (bare.h1["lang"], bare.select_one(".prose")["lang"]) == ("id", "id")
    assert bare.select_one(".notice.is-info") is not None


def filtered(client, **query):
    return [words(title) for title in read(client, "/kabar/", **query).select(".card .title")]


def facet_counts(page, name):
    group = page.select_one(f"#facet-{name}")
    return (
        {words(row.span): words(row.select_one(".count")) for row in group.select("label")} if group else {}
    )


@pytest.fixture
def many(tree):
    city, other = CityFactory(name="Kota Satu"), CityFactory(name="Kota Dua")
    first = story(tree, title="Satu", region=city, theme=theme(), published_on=date(2016, 5, 1))
    second = story(tree, title="Dua", region=other, theme=theme(), published_on=date(2017, 5, 1))
    third = story(
        tree, title="Tiga", region=city, theme=theme("lapor", "Lapor"), published_on=date(2017, 6, 1)
    )
    for page, *tags in ((first, "aduan", "desa"), (second, "aduan"), (third, "desa")):
        page.tags.add(*tags)
        page.save()
    story(tree, title="Rancangan", live=False, region=city, theme=theme(), published_on=date(2015, 1, 1))
    return city


def test_filters_narrow_the_list_and_widen_within_one(client, many):
    assert filtered(client, theme="data-terbuka") == ["Dua", "Satu"]
    assert filtered(client, theme="data-terbuka", tag="desa") == ["Satu"]
    assert filtered(client, tag=["desa", "aduan"]) == ["Tiga", "Dua", "Satu"]
    assert filtered(client, region=many.code, year="2017") == ["Tiga"]
    assert filtered(client, q="dua kota") == ["Dua"]


def test_counts_leave_their_own_filter_out_and_equal_what_one_gets(client, many):
    page = read(client, "/kabar/", year="2017")
    assert facet_counts(page, "year") == {"2017": "2", "2016": "1"}
    assert facet_counts(page, "tag") == {"aduan": "1", "desa": "1"}
    for name in ("theme", "region", "tag"):
        for box in page.select(f"#facet-{name} label"):
            chosen = filtered(client, year="2017", **{name: box.input["value"]})
            assert len(chosen) == int(words(box.select_one(".count")))


def test_unknown_filters_are_told_and_empty_finds_say_what_to_do(client, many):
    page = read(client, "/kabar/", theme="tidak-ada", warna="merah")
    assert len(page.select(".notice.is-warn li")) == 2
    assert len(page.select(".card")) == 3
    none = read(client, "/kabar/", year="2016", region=many.code, tag="aduan", theme="lapor")
    assert words(none.select_one(".empty-state .title")) == "Belum ada kabar yang cocok"


def test_chips_take_one_filter_away_and_the_list_points_to_its_feed(client, many):
    page = read(client, "/kabar/", theme="data-terbuka")
    assert [(words(chip), chip["href"]) for chip in page.select(".chip")] == [
        ("Hapus saringan: Tema: Data Terbuka", "?")
    ]
    assert [link["href"] for link in page.select("#results p a")[-2:]] == [
        "/kabar/tema/data-terbuka/rss/",
        "/kabar/tema/data-terbuka/atom/",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_list_and_of_a_story(client, django_assert_num_queries, tree, rows):
    region = CityFactory()
    page = story(tree, title="Kabar", region=region, theme=theme())
    for number in range(rows):
        other = story(
            tree, title=f"Kabar {number}", region=CityFactory(), theme=theme(f"t{number}", f"T {number}")
        )
        other.tags.add(f"topik {number}")
        other.save()
        page.tags.add(f"topik {number}")
        NewsCommitment.objects.create(page=page, commitment=promise(PlanFactory()))
        practice(tree, title=f"Praktik {number}", region=region, place_name="")
    page.save()
    client.get("/")
    with django_assert_num_queries(15):
        client.get("/kabar/", {"theme": "t0"})
    with django_assert_num_queries(17):
        client.get(page.url)


def test_news_of_a_region_shows_on_its_pages(client, tree):
    region = CityFactory()
    story(tree, title="Kabar daerah", region=region)
    story(tree, title="Kabar lain", region=CityFactory())
    commitment = promise(PlanFactory(), region=region)
    for address in (region.get_absolute_url(), commitment.get_absolute_url()):
        related = read(client, address).find(attrs={"aria-labelledby": "terkait"})
        assert [words(title) for title in related.select(".title")] == ["Kabar daerah"]
