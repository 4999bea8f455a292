import logging
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from accounts.models import User
from foundation.logging import JsonFormatter, current_request_id
from foundation.web.middleware import RequestIdMiddleware
from foundation.web.pagination import paginate
from foundation.web.views import server_error
from tests.factories.accounts import UserFactory


def answered(request: HttpRequest) -> tuple[HttpResponse, str, str]:
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.extend([request.request_id, current_request_id.get()])
        return HttpResponse()

    response = RequestIdMiddleware(view)(request)
    return response, seen[0], seen[1]


def test_request_log_and_response_have_one_id() -> None:
    response, on_request, in_log = answered(RequestFactory().get("/"))
    assert (len(on_request), in_log, response["X-Request-ID"]) == (32, on_request, on_request)
    assert current_request_id.get() == ""


def test_each_request_has_its_own_id() -> None:
    assert answered(RequestFactory().get("/"))[1] != answered(RequestFactory().get("/"))[1]


def test_an_id_from_outside_is_not_taken_over() -> None:
    response, on_request, _ = answered(RequestFactory().get("/", headers={"X-Request-ID": "forged"}))
    assert "forged" not in {response["X-Request-ID"], on_request}


def test_the_id_is_gone_after_an_error() -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        RequestIdMiddleware(broken)(RequestFactory().get("/"))
    assert current_request_id.get() == ""


@pytest.fixture
def error_page(settings: Any) -> None:
    loader = ("django.template.loaders.locmem.Loader", {"500.html": "Kode: {{ request_id }}|{{ user }}"})
    settings.TEMPLATES = [
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": [loader]}}
    ]


def test_the_error_page_says_the_request_id_and_asks_nobody(error_page: None) -> None:
    request = RequestFactory().get("/")
    request.request_id = "abc"
    response = server_error(request)
    assert (response.status_code, response.content.decode()) == (500, "Kode: abc|")


def test_the_error_page_of_a_request_without_id(error_page: None) -> None:
    assert server_error(RequestFactory().get("/")).content.decode() == "Kode: |"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/daerah/%00/", "/kabar/a%00b/", "/%00"])
def test_a_path_with_a_null_character_is_refused_in_words(client: Client, address: str) -> None:
    translation.activate("en")  # as the reader before left the thread
    response = client.get(address)
    assert response.status_code == 400
    assert "Permintaan ini tidak dapat dibaca" in response.content.decode()
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


NINETY_FIVE = list(range(1, 96))


@pytest.mark.parametrize(
    ("asked", "number", "first", "last", "previous", "following"),
    [
        (None, 1, 1, 10, None, 2),
        ("1", 1, 1, 10, None, 2),
        ("3", 3, 21, 30, 2, 4),
        ("10", 10, 91, 95, 9, None),
        ("99", 10, 91, 95, 9, None),
        ("0", 10, 91, 95, 9, None),
        ("abc", 1, 1, 10, None, 2),
    ],
)
def test_paginate(
    asked: str | None, number: int, first: int, last: int, previous: int | None, following: int | None
) -> None:
    page = paginate(NINETY_FIVE, asked, 10)
    assert (page.number, page.first, page.last, page.previous, page.next) == (
        number,
        first,
        last,
        previous,
        following,
    )
    assert page.items == list(range(first, last + 1))
    assert (page.total, page.page_count) == (95, 10)


def test_paginate_leaves_out_far_pages() -> None:
    assert paginate(NINETY_FIVE, "5", 10).numbers == (1, None, 4, 5, 6, None, 10)


def test_paginate_of_nothing() -> None:
    page = paginate([], "7", 10)
    assert (page.items, page.number, page.page_count, page.total, page.first, page.last) == (
        [],
        1,
        1,
        0,
        0,
        0,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_paginate_asks_twice(count: int, django_assert_num_queries: Any) -> None:
    UserFactory.create_batch(count)
    with django_assert_num_queries(2):
        assert len(paginate(User.objects.all(), "1", 2).items) == min(count, 2)


def links(address: str, asked: str) -> list[str]:
    request = RequestFactory().get(address)
    context = {"page": paginate(NINETY_FIVE, asked, 10)}
    html = render_to_string("foundation/pagination.html", context, request=request)
    return [piece.split('"')[0].replace("&amp;", "&") for piece in html.split('href="')[1:]]


def test_links_keep_the_query_string() -> None:
    kept = [QueryDict(link.removeprefix("?")) for link in links("/?tema=a&tema=b&page=5", "5")]
    assert [query.getlist("tema") for query in kept] == [["a", "b"]] * 7
    assert [query["page"] for query in kept] == ["4", "1", "4", "5", "6", "10", "6"]


def test_links_are_not_drawn_for_one_page() -> None:
    assert render_to_string("foundation/pagination.html", {"page": paginate([1], None, 10)}).strip() == ""


def test_an_error_log_line_carries_the_id(caplog: pytest.LogCaptureFixture) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        logging.getLogger("x").error("told")
        caplog.records[-1].line = JsonFormatter().format(caplog.records[-1])
        return HttpResponse()

    response = RequestIdMiddleware(view)(RequestFactory().get("/"))
    assert f'"request_id": "{response["X-Request-ID"]}"' in caplog.records[-1].line
