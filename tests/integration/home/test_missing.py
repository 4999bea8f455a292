"""An address that leads nowhere, and one that led somewhere once."""

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from accounts.actions import grant_role
from accounts.enums import Role
from foundation.search.index import renew_all
from home.views.missing import wanted_at
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory
from tests.integration.access.probe import client_of
from tests.pages import practice, site_tree
from tests.public_records import words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def tree(db) -> SimpleNamespace:
    tree = site_tree()
    practice(tree, title="Dialog Publik Bojonegoro", slug="dialog-publik-bojonegoro")
    practice(tree, title="Rancangan Dialog", slug="rancangan", live=False)
    practice(tree, title="Dialog rekaan", slug="rekaan", is_sample=True)
    renew_all()
    return tree


def missing(client: Client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 404
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("path", "looked_for"),
    [
        ("/praktik/dialog-publik-bojonegoro/", "dialog publik bojonegoro"),
        ("/en/kabar/open_data/", "open data"),
        ("/komitmen/satu-data/12/", "satu data"),
        ("/daerah/35.22/", ""),
        ("/wp-login.php", ""),
        ("/12/7/", ""),
        ("/", ""),
        ("/k%C3%A1bar/", "kabar"),
        ("/" + "a" * 500, ""),
        ("/admin/pages/rahasia/", ""),
        ("/ruang-kerja/laporan-rahasia/", ""),
        ("/data-dukung/notula-rahasia/", ""),
        ("/masuk/rahasia/", ""),
    ],
)
def test_words_guessed_from_an_address(path: str, looked_for: str):
    assert wanted_at(path).text == looked_for if len(path) < 200 else wanted_at(path).text == "a" * 119


def test_pages_like_the_address_are_suggested(client: Client, tree: SimpleNamespace):
    page = missing(client, "/praktk/dialog-publik-bojonegoro/")
    assert [words(link) for link in page.select(".count-list a")] == ["Dialog Publik Bojonegoro"]
    assert page.select_one(".error-page input[type=search]")["value"] == "dialog publik bojonegoro"
    page = missing(client, "/en/praktik/dialog-bojonegoro/")
    assert [link["href"] for link in page.select(".count-list a")] == [
        "/en/praktik/dialog-publik-bojonegoro/"
    ]


def test_address_behind_a_door_is_answered_alike_whatever_it_names(tree: SimpleNamespace):
    client = client_of(actors.focal_point(InstitutionFactory()))
    told = {
        path: client.get(path).content.replace(path.encode(), b"")
        for path in (
            "/admin/dialog-publik-bojonegoro/",
            "/admin/pages/1/edit/",
            "/ruang-kerja/dialog-publik-bojonegoro/",
        )
    }
    for path, content in told.items():
        page = BeautifulSoup(content, "html.parser")
        assert page.select(".count-list a") == [], path
        assert page.select_one(".error-page input[type=search]")["value"] == "", path


def test_guessing_takes_three_queries(
    client: Client, tree: SimpleNamespace, django_assert_max_num_queries: Any
):
    client.get("/0/")
    with django_assert_max_num_queries(20) as blank:
        client.get("/0/")
    with django_assert_max_num_queries(20) as page:
        client.get("/dialog/")
    assert len(page) - len(blank) == 3, "the titles, the pages, and where the site's tree begins"


def test_old_address_of_a_page_leads_to_the_new_one_in_both_languages(
    client: Client, tree: SimpleNamespace, django_capture_on_commit_callbacks: Any
):
    page = tree.practices.get_children().live().get(slug="dialog-publik-bojonegoro").specific
    page.slug = "dialog-jumat"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert Redirect.objects.get().automatically_created
    for old, new in (
        ("/praktik/dialog-publik-bojonegoro/", "/praktik/dialog-jumat/"),
        ("/en/praktik/dialog-publik-bojonegoro/", "/en/praktik/dialog-jumat/"),
        ("/praktik/dialog-publik-bojonegoro/?utm=x", "/praktik/dialog-jumat/"),
    ):
        response = client.get(old)
        assert (response.status_code, response.headers["Location"]) == (301, new)


@pytest.mark.parametrize(
    ("target", "english"),
    [
        ("/komitmen/?late=1", "/en/komitmen/?late=1"),
        ("/data-dukung/x/", "/data-dukung/x/"),
        ("https://contoh.test/", "https://contoh.test/"),
    ],
)
def test_redirect_of_the_staff_leads_from_both_languages(
    client: Client, tree: SimpleNamespace, target, english
):
    Redirect.add_redirect("/lama/alamat", target, is_permanent=False)
    assert client.get("/lama/alamat/").headers["Location"] == target
    response = client.get("/en/lama/alamat/")
    assert (response.status_code, response.headers["Location"]) == (302, english)


def test_admin_adds_a_redirect(tree: SimpleNamespace):
    admin = UserFactory()
    grant_role(user=admin, role=Role.ADMIN, by=None)
    client = client_of(admin)
    answer = client.post(
        "/admin/redirects/add/",
        {
            "old_path": "/seminar-2017",
            "site": "",
            "is_permanent": "on",
            "redirect_link": "https://contoh.test/agenda/",
        },
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/redirects/")
    assert Client().get("/seminar-2017/").headers["Location"] == "https://contoh.test/agenda/"
