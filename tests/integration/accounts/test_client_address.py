"""Whose word about a client's address counts: the limit of sign-ins per address depends on it."""

from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from django.test import RequestFactory


def told_address(**headers: str) -> str:
    request = RequestFactory().post("/masuk/", REMOTE_ADDR="10.0.0.1", **headers)
    return get_adapter().get_client_ip(request)


def test_forged_address_is_ignored_without_a_trusted_proxy() -> None:
    assert told_address(HTTP_X_FORWARDED_FOR="203.0.113.7") == "10.0.0.1"


@pytest.mark.parametrize("forwarded", ["198.51.100.9", "203.0.113.7, 198.51.100.9"])
def test_trusted_proxys_own_word_counts_and_what_the_client_put_before_it_does_not(
    settings: Any, forwarded: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert told_address(HTTP_X_FORWARDED_FOR=forwarded) == "198.51.100.9"
