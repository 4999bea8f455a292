"""Whoever tries many passwords is slowed, per address and per account; the owner still gets in."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.devices import COOKIE
from accounts.models import User
from config.settings import base
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

TOO_MANY = (
    "Terlalu banyak percobaan yang gagal. Tunggu lima belas menit, lalu coba lagi, atau buat kata sandi baru."
)
HOME = "203.0.113.7"


@pytest.fixture(autouse=True)
def _limits_of_production(settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    cache.clear()


def sign_in(user: User, *, address: str, password: str = PASSWORD, client: Client | None = None) -> str:
    """`in`, `wrong`, or `slowed`."""
    sent = {"login": user.email, "password": password}
    response: Any = (client or Client()).post(reverse("account_login"), sent, REMOTE_ADDR=address)
    if response.status_code == 302:
        return "in"
    [said] = response.context["form"].non_field_errors()
    return "slowed" if said == TOO_MANY else "wrong"


def attack(user: User, addresses: range, *, tries: int = 6) -> list[str]:
    """What the attacker is told at each address, all tries together."""
    return [
        sign_in(user, address=f"198.51.100.{number}", password=f"tebakan-{one}")
        for number in addresses
        for one in range(tries)
    ]


def client_of_owner(user: User) -> Client:
    """The browser in which the owner signed in once; the session is over."""
    client = Client()
    assert sign_in(user, address=HOME, client=client) == "in"
    client.post(reverse("account_logout"))
    return client


def test_attacker_is_slowed_at_each_address_and_the_owner_gets_in_elsewhere():
    user = UserFactory()
    assert attack(user, range(1, 4)) == [*["wrong"] * 5, "slowed"] * 3
    assert sign_in(user, address="198.51.100.1") == "slowed"
    assert sign_in(user, address=HOME) == "in"


def test_attacker_with_many_addresses_is_slowed_by_account():
    user = UserFactory()
    assert attack(user, range(1, 6)).count("wrong") == 20
    assert sign_in(user, address=HOME) == "slowed"
    assert sign_in(UserFactory(), address=HOME) == "in"


def test_one_address_is_slowed_whatever_accounts_it_tries():
    told = [sign_in(UserFactory(), address="198.51.100.1", password="tebakan") for _account in range(11)]
    assert told == [*["wrong"] * 10, "slowed"]


def test_owner_gets_in_with_a_known_browser_even_beside_the_attacker():
    user = UserFactory()
    client = client_of_owner(user)
    attack(user, range(1, 6))
    assert sign_in(user, address="198.51.100.1") == "slowed"
    assert sign_in(user, address="198.51.100.1", client=client) == "in"


def test_known_browser_is_slowed_too():
    user = UserFactory()
    client = client_of_owner(user)
    told = [sign_in(user, address=HOME, client=client, password=f"tebakan-{one}") for one in range(6)]
    assert told == [*["wrong"] * 5, "slowed"]
    assert sign_in(user, address=HOME, client=client) == "slowed"


def test_cookie_opens_no_other_account_and_forged_or_old_ones_count_for_nothing(settings: LazySettings):
    user, other = UserFactory(), UserFactory()
    cookie = client_of_owner(other).cookies[COOKIE]
    assert other.email not in cookie.value
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/masuk/")
    attack(user, range(1, 6))
    for value in (cookie.value, cookie.value[:-1], "", "x:y:z"):
        client = Client()
        client.cookies[COOKIE] = value
        assert sign_in(user, address=HOME, client=client) == "slowed"


def test_new_password_by_mail_opens_the_door_again():
    user = UserFactory()
    attack(user, range(1, 6))
    client = Client(REMOTE_ADDR=HOME)
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https?://\S+", mail.outbox[0].body)[0]
    form = client.get(link, follow=True)
    new = "sandi-baru-yang-panjang-7"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert sign_in(user, address=HOME, password=new) == "in"


@pytest.mark.parametrize("known", [True, False])
def test_limits_tell_nobody_which_accounts_there_are(*, known: bool):
    user = UserFactory() if known else UserFactory.build()
    assert attack(user, range(1, 6)) == [*([*["wrong"] * 5, "slowed"] * 4), *["slowed"] * 6]
