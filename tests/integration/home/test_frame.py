"""Menu, footer and banner: as the product brings them, and as staff write them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.models import SiteBanner, SiteContact, SiteFooter, SiteMenu, StandardPage
from home.queries import site_frame
from tests.pages import site_tree, story
from tests.public_records import read, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def tree(db):
    return site_tree()


def link(label="Baca", *, label_en="", page=None, address=""):
    return {"label": label, "label_en": label_en, "page": page, "address": address}


def menu(page):
    return [(words(one), one["href"], one.get("aria-current")) for one in page.select(".site-nav a")]


def test_empty_site_has_its_menu(client, tree):
    assert menu(read(client, "/kabar/")) == [
        ("Renaksi", "/renaksi/", None),
        ("Komitmen", "/komitmen/", None),
        ("Daerah", "/daerah/", None),
        ("Praktik baik", "/praktik/", None),
        ("Laporan", "/laporan/", None),
        ("Kabar", "/kabar/", "true"),
        ("Agenda", "/agenda/", None),
    ]


def test_menu_keeps_language_and_place_in_english(client, tree):
    here = [(href, current) for _label, href, current in menu(read(client, "/en/kabar/"))]
    assert here == [
        ("/en/renaksi/", None),
        ("/en/komitmen/", None),
        ("/en/daerah/", None),
        ("/en/praktik/", None),
        ("/en/laporan/", None),
        ("/en/kabar/", "true"),
        ("/en/agenda/", None),
    ]


def test_menu_of_the_staff_in_their_order_and_in_both_languages(client, tree):
    about = tree.home.add_child(instance=StandardPage(title="Tentang", slug="tentang"))
    draft = tree.home.add_child(instance=StandardPage(title="Rancangan", slug="rancangan", live=False))
    items = [
        ("link", link("Tentang kami", label_en="About us", page=about)),
        ("link", link("Belum terbit", page=draft)),
        ("link", link("Berita", address="/kabar/")),
        ("link", link("OGP", address="https://www.opengovpartnership.org/")),
    ]
    SiteMenu.objects.create(site=tree.site, items=items)
    assert menu(read(client, "/tentang/")) == [
        ("Tentang kami", "/tentang/", "true"),
        ("Berita", "/kabar/", None),
        ("OGP", "https://www.opengovpartnership.org/", None),
    ]
    assert menu(read(client, "/en/kabar/")) == [
        ("About us", "/en/tentang/", None),
        ("Berita", "/en/kabar/", "true"),
        ("OGP", "https://www.opengovpartnership.org/", None),
    ]


def test_footer_of_the_staff_beside_the_contact(client, tree):
    about = tree.home.add_child(instance=StandardPage(title="Tentang", slug="tentang"))
    column = {
        "heading": "Situs ini",
        "heading_en": "This site",
        "text": "Baris satu",
        "text_en": "",
        "links": [
            link("Tentang", label_en="About", page=about),
            link("Surat", address="mailto:a@contoh.test"),
        ],
    }
    SiteFooter.objects.create(site=tree.site, columns=[("column", column)])
    SiteContact.objects.create(site=tree.site, organisation="Seknas OGI")
    footer = read(client, "/en/").footer
    assert words(footer.h2) == "This site"
    assert [(words(one), one["href"]) for one in footer.select("ul a")] == [
        ("About", "/en/tentang/"),
        ("Surat", "mailto:a@contoh.test"),
    ]
    assert (footer.p["lang"], words(footer.p)) == ("id", "Baris satu")
    assert "Seknas OGI" in words(footer)


def banner(client):
    shown = read(client, "/kabar/").select_one(".site-banner")
    return words(shown) if shown else None


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [(None, None, True), (0, 0, True), (1, None, False), (None, -1, False), (-1, 1, True)],
)
def test_banner_stands_for_its_days(client, tree, starts, ends, shown):
    today = timezone.localdate()
    days = {
        "starts_on": None if starts is None else today + timedelta(days=starts),
        "ends_on": None if ends is None else today + timedelta(days=ends),
    }
    SiteBanner.objects.create(site=tree.site, text="Situs dirawat.", tone="warn", **days)
    assert banner(client) == ("Penting Situs dirawat." if shown else None)


def test_banner_without_text_is_none_and_with_link_leads_on(client, tree):
    assert banner(client) is None
    SiteBanner.objects.create(
        site=tree.site, text="Forum.", link="/agenda/", link_text="Lihat", link_text_en="See"
    )
    assert read(client, "/en/kabar/").select_one(".site-banner a")["href"] == "/en/agenda/"


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"link": "javascript:alert(1)", "link_text": "Lihat"}, "link"),
        ({"link": "/agenda/"}, "link_text"),
        ({"starts_on": timezone.localdate(), "ends_on": timezone.localdate() - timedelta(days=1)}, "ends_on"),
    ],
)
def test_banner_says_what_is_wrong(tree, fields, refused):
    with pytest.raises(ValidationError) as problem:
        SiteBanner(site=tree.site, text="Forum.", **fields).full_clean()
    assert list(problem.value.message_dict) == [refused]


@pytest.mark.parametrize("rows", [1, 3])
def test_frame_costs_one_query_and_one_more_for_its_pages(client, django_assert_num_queries, tree, rows):
    pages = [
        tree.home.add_child(instance=StandardPage(title=f"Halaman {n}", slug=f"h{n}")) for n in range(rows)
    ]
    with django_assert_num_queries(1):
        site_frame("/", today=timezone.localdate())
    SiteMenu.objects.create(site=tree.site, items=[("link", link(page=page)) for page in pages])
    column = {"heading": "Situs", "text": "", "links": [link(page=page) for page in pages]}
    SiteFooter.objects.create(site=tree.site, columns=[("column", column)])
    SiteBanner.objects.create(site=tree.site, text="Forum.")
    with django_assert_num_queries(2):
        site_frame("/", today=timezone.localdate())


def test_words_of_staff_are_text(client, tree):
    SiteMenu.objects.create(site=tree.site, items=[("link", link("<b>x</b>", address="/kabar/"))])
    SiteBanner.objects.create(site=tree.site, text="<script>alert(1)</script>")
    story(tree)
    assert "<script>alert" not in client.get("/kabar/").content.decode()
