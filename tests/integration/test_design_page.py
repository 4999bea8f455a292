"""The component page is wired for development alone; here its views are asked directly."""

import pytest
from bs4 import BeautifulSoup
from django.http import Http404
from django.test import RequestFactory

from config.design import component_page, theme_sheet
from config.design_tokens import PAIRS

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.urls("tests.design_urls")]


def page(**asked: str) -> BeautifulSoup:
    response = component_page(RequestFactory().get("/desain/", asked))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def sheets(found: BeautifulSoup) -> list[str]:
    return [link["href"] for link in found.select("link[href*=tema]")]


def test_page_follows_the_system_unless_a_theme_is_chosen():
    assert sheets(page()) == sheets(page(tema="merah")) == []
    assert sheets(page(tema="dark")) == ["/desain/tema-dark.css"]


def test_components_speak_the_chosen_language():
    assert page(bahasa="en").html["lang"] == "en"
    assert page(bahasa="x").html["lang"] == "id"


def test_every_pair_of_colours_is_shown():
    assert len(page().select("[aria-labelledby=tabel-warna] tbody tr")) == len(PAIRS)


def test_a_theme_that_is_not_there_is_not_found():
    request = RequestFactory().get("/")
    assert theme_sheet(request, "dark")["Content-Type"] == "text/css"
    with pytest.raises(Http404):
        theme_sheet(request, "merah")
