from datetime import timedelta

import pytest
from django import forms
from django.core.cache import cache
from django.test import RequestFactory

from config.settings import base
from foundation.web.guarded import LONGEST, SHORTEST, GuardedForm, may_send, new_stamp

MINUTE = timedelta(minutes=1)
NOW = "a stamp that is made when the form is sent"


class Letter(GuardedForm):
    FREE_TEXTS = ("text",)

    text = forms.CharField()


@pytest.fixture
def limited(settings):
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    cache.clear()
    yield
    cache.clear()


def sent(**fields):
    if fields.get("stamp") == NOW:
        fields["stamp"] = new_stamp()
    return Letter({"text": "Halo.", "stamp": new_stamp(MINUTE), "homepage": "", **fields})


def test_what_a_person_sends_is_taken():
    assert sent().is_valid()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"homepage": "https://obat.test"}, "seharusnya kosong"),
        ({"stamp": NOW}, "terlalu cepat"),
        ({"stamp": new_stamp(LONGEST + MINUTE)}, "terlalu lama terbuka"),
        ({"stamp": ""}, "terlalu lama terbuka"),
        ({"stamp": "palsu:cap"}, "terlalu lama terbuka"),
    ],
)
def test_what_a_machine_sends_is_asked_again_with_nothing_lost(fields, words):
    form = sent(**fields)
    [complaint] = form.non_field_errors()
    assert words in complaint
    # What the page shows now is taken when it is sent once more.
    again = Letter({name: form[name].value() for name in ("text", "stamp", "homepage")})
    assert again.is_valid()
    assert again.cleaned_data["text"] == "Halo."


@pytest.mark.parametrize(("links", "is_right"), [(3, True), (4, False)])
def test_links_are_counted_in_texts(links, is_right):
    form = sent(text="lihat https://a.test " * (links - 1) + "dan www.b.test")
    assert (form.is_valid(), list(form.errors)) == (is_right, [] if is_right else ["text"])


def test_new_form_carries_a_stamp_of_now():
    assert Letter().initial["stamp"]
    assert not sent(stamp=Letter().initial["stamp"]).is_valid()
    assert timedelta(0) < SHORTEST


@pytest.mark.parametrize(("to", "most"), [("", 20), ("contact:1", 20)])
def test_an_address_sends_so_often_and_no_more(limited, to, most):
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    assert [may_send(request, to=to) for _time in range(most + 1)] == [True] * most + [False]


def test_many_addresses_together_send_so_often_to_one_place(limited):
    requests = [RequestFactory().post("/", REMOTE_ADDR=f"192.0.2.{host}") for host in range(1, 22)]
    assert [may_send(one, to="contact:1") for one in requests] == [True] * 20 + [False]
    assert may_send(requests[-1], to="contact:2")
