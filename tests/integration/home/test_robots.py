import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.factories.institutions import CityFactory
from tests.factories.renaksi import CommitmentFactory, PlanFactory
from tests.pages import practice, site_tree, story
from tests.public_records import promise

LOCATION = re.compile(r"<loc>([^<]+)</loc>")

pytestmark = pytest.mark.django_db


def test_robots_are_kept_out_of_the_rooms_and_shown_the_map(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /ruang-kerja/",
        "Disallow: /masuk/",
        "Disallow: /cari/",
        "Disallow: /en/cari/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def in_sitemaps(client) -> list[str]:
    """The paths in all files that the index names."""
    files = [urlsplit(one).path for one in LOCATION.findall(client.get("/sitemap.xml").content.decode())]
    texts = [client.get(one).content.decode() for one in files]
    return [urlsplit(one).path for text in texts for one in LOCATION.findall(text)]


def test_sitemap_names_what_is_public_and_no_sample(client):
    tree = site_tree()
    story(tree, slug="kabar-terbit")
    story(tree, slug="kabar-rancangan", live=False)
    practice(tree, slug="praktik-terbit")
    plan = PlanFactory(slug="nyata")
    commitment = promise(plan, slug="satu", region=CityFactory(code="99.71"))
    CommitmentFactory(plan=plan, slug="rancangan", live=False)
    promise(PlanFactory(slug="peragaan", is_sample=True), slug="contoh")
    promise(PlanFactory(slug="asing", country="PHL"), slug="asing")
    addresses = in_sitemaps(client)

    institution = commitment.partnerships.get().institution
    paths = [
        "/",
        "/kabar/",
        "/kabar/kabar-terbit/",
        "/praktik/",
        "/praktik/praktik-terbit/",
        "/renaksi/",
        "/renaksi/nyata/",
        "/renaksi/nyata/satu/",
        "/komitmen/",
        "/daerah/",
        "/daerah/99.71/",
        "/laporan/",
        "/laporan/verifikasi/",
        institution.get_absolute_url(),
    ]
    assert sorted(addresses) == sorted([*paths, *(f"/en{path}" for path in paths)])


def test_address_that_is_not_there_leads_onward(client):
    response = client.get("/tidak-ada/")
    page = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, page.h1.get_text()) == (404, "Halaman ini tidak ditemukan")
    assert [link["href"] for link in page.select("main li a")] == ["/komitmen/", "/renaksi/", "/"]
