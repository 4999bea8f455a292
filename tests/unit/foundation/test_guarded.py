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
    PLAIN_TEXTS = ("name",)

    text = forms.CharField()
    name = forms.CharField(required=False)


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


@pytest.mark.parametrize("name", ["Ani https://a.test", "www.b.test"])
def test_no_link_stands_where_a_strangers_mail_would_quote_it(name):
    assert list(sent(name=name).errors) == ["name"]
    assert sent(name="Ani, lapor.go.id").is_valid()


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


def test_who_may_not_send_any_more_uses_up_nothing_of_the_others(limited):
    flooding = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    assert sum(may_send(flooding, to=f"contact:{number % 2}") for number in range(60)) == 20
    other = RequestFactory().post("/", REMOTE_ADDR="192.0.2.8")
    assert [may_send(other, to="contact:1") for _time in range(11)] == [True] * 10 + [False]


def test_one_mailbox_is_written_to_so_often_whoever_asks(limited):
    requests = [RequestFactory().post("/", REMOTE_ADDR=f"192.0.2.{host}") for host in range(1, 7)]
    boxes = ["ani@contoh.test", "Ani@Contoh.test"] * 3
    assert [may_send(one, mailbox=box) for one, box in zip(requests, boxes, strict=True)] == [True] * 5 + [
        False
    ]
    assert may_send(requests[-1], mailbox="budi@contoh.test")
