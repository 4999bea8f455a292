"""Reads are counted by day, without a cookie, and nothing of who read is kept."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from config.settings import base
from home.actions.reads import count_read
from home.models import PageReads
from tests import actors
from tests.pages import site_tree, story
from tests.public_records import read, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BROWSER = {
    "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "HTTP_SEC_FETCH_SITE": "same-origin",
}


@pytest.fixture
def post(db):
    cache.clear()
    return story(site_tree())


def beacon(post, client=None, **headers):
    client = client or Client(enforce_csrf_checks=True)
    response = client.post(f"/kabar/{post.pk}/dibaca/", **{**BROWSER, **headers})
    assert dict(response.cookies) == {}
    return response.status_code


def total(post):
    return sum(PageReads.objects.filter(page=post).values_list("count", flat=True))


def test_read_is_one_row_per_page_and_day(post):
    assert (beacon(post), beacon(post)) == (204, 204)
    assert list(PageReads.objects.values_list("page", "day", "count")) == [(post.pk, timezone.localdate(), 2)]
    assert {field.name for field in PageReads._meta.fields} == {"id", "page", "day", "count"}


def test_page_says_how_often_it_was_read(client, post):
    assert "dibaca" not in words(read(client, post.url).article)
    count_read(page=post, day=timezone.localdate())
    count_read(page=post, day=timezone.localdate())
    assert "dibaca 2 kali" in words(read(client, post.url).article)


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_SEC_FETCH_SITE": "", "HTTP_ORIGIN": "https://lain.test"}],
)
def test_other_sites_count_nothing(post, headers):
    assert (beacon(post, **headers), total(post)) == (403, 0)


def test_robots_and_staff_are_not_counted(post):
    assert beacon(post, HTTP_USER_AGENT="Googlebot/2.1") == 204
    inside = Client()
    inside.force_login(actors.editor(), backend="django.contrib.auth.backends.ModelBackend")
    assert (beacon(post, inside), total(post)) == (204, 0)


def test_one_address_counts_three_times_an_hour_and_another_goes_on(post, settings):
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    for _time in range(5):
        beacon(post)
    assert total(post) == 3
    beacon(post, REMOTE_ADDR="203.0.113.7")
    assert total(post) == 4


def test_what_is_not_published_is_not_there(post):
    post.unpublish()
    assert beacon(post) == 404
    assert Client().post("/kabar/4711/dibaca/", **BROWSER).status_code == 404


def test_reading_sets_no_cookie(client, post):
    assert dict(client.get(post.url).cookies) == {}
