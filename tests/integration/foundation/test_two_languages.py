"""Which language an address is answered in, and how its other half is found."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from renaksi.models import Commitment
from tests.factories.renaksi import CommitmentFactory, PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def page(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address, headers={"accept-language": "en"})
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def commitment() -> Commitment:
    plan = PlanFactory(slug="rencana", label="Rencana Uji", label_en="Test Plan")
    return CommitmentFactory(
        plan=plan, slug="1", number="1", title="Judul uji", title_en="Test title", problem="Masalahnya"
    )


@pytest.mark.parametrize(
    ("address", "lang", "title"),
    [("/renaksi/rencana/1/", "id", "Judul uji"), ("/en/renaksi/rencana/1/", "en", "Test title")],
)
def test_address_alone_says_the_language(
    client: Client, commitment: Commitment, address: str, lang: str, title: str
):
    """Not the browser: a link that is passed on shows everybody the same."""
    found = page(client, address)
    assert (found.html["lang"], found.h1.get_text()) == (lang, title)
    assert found.h1.get("lang") is None


def test_text_without_twin_is_marked_beside_those_that_have_one(client: Client, commitment: Commitment):
    found = page(client, "/en/renaksi/rencana/1/")
    assert [one.get_text(strip=True) for one in found.select(".prose [lang=id]")] == ["Masalahnya"]


@pytest.mark.parametrize("address", ["/renaksi/rencana/1/", "/en/renaksi/rencana/1/"])
def test_both_addresses_name_each_other_and_the_one_for_all_others(
    client: Client, commitment: Commitment, address: str
):
    links = page(client, address).select("link[hreflang]")
    assert {one["hreflang"]: one["href"].removeprefix("http://testserver") for one in links} == {
        "id": "/renaksi/rencana/1/",
        "en": "/en/renaksi/rencana/1/",
        "x-default": "/renaksi/rencana/1/",
    }


def test_links_of_a_page_stay_in_its_language(client: Client, commitment: Commitment):
    """But for the switch, and for what is in Bahasa Indonesia alone."""
    found = page(client, "/en/renaksi/rencana/")
    for part in found.select(".languages, .cite, .header-door"):
        part.decompose()
    addresses = {one["href"] for one in found.select("body a[href^='/']")}
    addresses |= {one["action"] for one in found.select("body form[action^='/']")}
    assert sorted(one for one in addresses if not one.startswith("/en/")) == []


@pytest.mark.parametrize(
    ("address", "lang", "title"),
    [
        ("/tidak-ada/", "id", "Halaman ini tidak ditemukan"),
        ("/en/tidak-ada/", "en", "This page was not found"),
    ],
)
def test_what_is_not_there_is_said_in_the_language_of_the_address(
    client: Client, address: str, lang: str, title: str
):
    found = page(client, address, 404)
    assert (found.html["lang"], found.h1.get_text(strip=True)) == (lang, title)


def test_error_is_told_in_the_language_of_the_address(
    commitment: Commitment, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("renaksi.views.commitments.find_commitment", broken)
    client = Client(raise_request_exception=False)
    found = page(client, "/en/renaksi/rencana/1/", 500)
    assert (found.html["lang"], found.h1.get_text()) == ("en", "Something went wrong on our side")
    assert found.select_one(".wordmark")["href"] == "/en/"
