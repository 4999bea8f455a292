"""What strangers send to every public address: no value of an address and no field of a form breaks a page."""

from datetime import date
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from foundation.web.guarded import SHORTEST, new_stamp
from practices.models import PracticePage
from tests.pages import agenda, event, site_tree, story
from tests.practices import ROWS, SECRET, START, STORY, confirmed_copy, contactable, draft
from tests.public_records import promise, running_plan

pytestmark = pytest.mark.django_db

LISTS = (
    "/", "/en/", "/praktik/", "/praktik/data.csv", "/praktik/data.json", "/praktik/banding/", "/praktik/mirip/", "/kabar/",
    "/agenda/", "/agenda/kalender.ics", "/komitmen/", "/renaksi/", "/renaksi/plan-uji/", "/daerah/", "/cari/", "/cari/saran/",
)  # fmt: skip
PARAMETERS = (
    "q", "p", "page", "sort", "data", "format", "theme", "region", "kind", "goal", "since", "level", "life", "copied", "plan",
    "institution", "area", "status", "late", "tag", "year", "month", "jenis", "judul", "rencana", "daerah",
)  # fmt: skip
WORDS = (
    "", "\0", "9" * 31, "-1", "NaN", "²", "٣", "'", '"', "\\", "%", "%s", "{0}", "*", "NEAR(", "a: b", "a & !b:*", "<->", "(",
    "㌖" * 200, "a" * 3000, "\u202e\ufffe", "\x0b\x08", "\r\nX-A: b", "9999-12", "2017-13", "../..", "//jahat.test", "İ",
)  # fmt: skip
PLACES = (
    "/{}/", "/en/{}/", "/praktik/{}/", "/praktik/{}/tiru/", "/praktik/{}/hubungi/", "/praktik/{}/lembar.pdf", "/praktik/tema/{}/",
    "/praktik/daftar/{}/", "/praktik/konfirmasi/{}/", "/praktik/tiru/{}/", "/praktik/replikasi/{}/", "/kabar/{}/",
    "/kabar/tema/{}/rss/", "/kabar/daerah/{}/atom/", "/rujukan/praktik/{}/", "/rujukan/{}/1/", "/agenda/{}/acara.ics",
    "/renaksi/{}/", "/daerah/{}/", "/instansi/{}/", "/sematan/kisi/{}/", "/sitemap-{}.xml",
)  # fmt: skip
TYPED = (
    "",
    "\0",
    "9" * 31,
    "²",
    "\ufffe\x08",
    "a" * 9000,
    "<script>",
    "javascript:alert(1)",
    "ftp://a.test/b",
)


@pytest.fixture
def site():
    cache.clear()
    tree = site_tree()
    plan = running_plan(slug="plan-uji")
    promise(plan)
    story(tree, title="Kabar")
    origin = contactable(tree, title="Dialog warga", slug="dialog", since="2011")
    agenda(tree)
    event(tree, slug="forum", first_day=date(2017, 3, 22))
    confirmed_copy(origin)
    return tree


@pytest.fixture
def stranger():
    """Sees the page for an error instead of the error."""
    return Client(raise_request_exception=False)


def whole(response):
    """Also what is written while it is sent."""
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("address", LISTS)
def test_no_value_of_an_address_breaks_a_list(site, stranger, address):
    broken = []
    for word in WORDS:
        response = stranger.get(f"{address}?{urlencode([(name, word) for name in PARAMETERS])}")
        whole(response)
        if response.status_code >= 500 or response.cookies or "Content-Security-Policy" not in response:
            broken.append((word, response.status_code))
    assert broken == []


@pytest.mark.parametrize("address", ["/praktik/", "/praktik/data.csv", "/agenda/", "/komitmen/"])
@pytest.mark.parametrize("name", ["since", "month", "level", "theme"])
def test_value_that_is_repeated_a_thousand_times_is_one(site, stranger, address, name):
    value = {
        "since": "2010",
        "month": "2017-03",
        "level": "claimed",
        "theme": "data-terbuka",
    }[name]
    response = stranger.get(f"{address}?{urlencode([(name, value)] * 1900)}")
    whole(response)
    assert response.status_code == 200


@pytest.mark.parametrize("place", PLACES)
def test_no_part_of_an_address_breaks_a_page(site, stranger, place):
    answers = {word: stranger.get(place.format(quote(word, safe=""))).status_code for word in WORDS}
    assert {word: code for word, code in answers.items() if code >= 500} == {}


def fields_of(address):
    story_fields = {
        **STORY,
        **ROWS,
        "hasil-0-text": "a",
        "bahan-0-title": "b",
        "bahan-0-kind": "sop",
        "send": "1",
    }
    if SECRET in address:
        return story_fields
    report = {"stage": "pilot", "changed": "c", "source_url": "", "name": "n", "office": "", "message": "m"}
    return {**START, **report, "since": "", "stamp": new_stamp(age=2 * SHORTEST), "homepage": ""}


# What a form refuses, it refuses before any database is asked; the shortest one shows that on both.
@pytest.mark.parametrize(
    "address",
    [
        "/praktik/dialog/hubungi/",
        *(
            pytest.param(address, marks=pytest.mark.once)
            for address in ("/praktik/daftar/", "/praktik/dialog/tiru/", f"/praktik/daftar/{SECRET}/")
        ),
    ],
)
def test_no_field_of_a_form_breaks_its_page(site, stranger, address):
    draft(site)
    sent = fields_of(address)
    answers = {}
    for name in sent:
        left = {other: value for other, value in sent.items() if other != name}
        answers[name, None] = stranger.post(address, left).status_code
        for typed in TYPED:
            answers[name, typed] = stranger.post(address, {**left, name: typed}).status_code
    for kind in (
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
    ):
        answers[kind, ""] = stranger.post(address, b"\xff--x\r\n", content_type=kind).status_code
    assert {what: code for what, code in answers.items() if code >= 500} == {}


@pytest.mark.parametrize("address", ["/praktik/daftar/", "/praktik/dialog/tiru/", "/praktik/dialog/hubungi/"])
@pytest.mark.once
def test_page_with_a_form_is_kept_by_no_cache_that_others_share(site, client, address):
    response = client.get(address)
    assert (response["Cache-Control"], list(response.cookies)) == ("private", ["csrftoken"])


@pytest.mark.once
def test_text_of_a_proposer_is_text_wherever_it_is_shown(site, client):
    bad = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    names = (
        "title",
        "summary",
        "problem",
        "action",
        "cost",
        "lessons",
        "participants",
        "owner_name",
        "contact_office",
        "place_name",
    )
    PracticePage.objects.filter(slug="dialog").update(**dict.fromkeys(names, bad), region=None)
    for address in (
        "/praktik/dialog/",
        "/praktik/",
        "/en/praktik/dialog/",
        "/praktik/dialog/hubungi/",
    ):
        page = client.get(address).content.decode()
        assert ("<script>alert" in page, "<img src=x" in page, "alert(1)" in page) == (False, False, True), (
            address
        )
