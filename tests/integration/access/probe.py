"""What an address answers to whom, in one word."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from accounts.permissions import Actor

VERBS = ("GET", "POST")


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def client_of(user: Actor, **options: Any) -> Client:
    client = Client(**options)
    if user.is_authenticated:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def fresh(client: Client) -> Client:
    """A client of the same session that has not seen what the other was told."""
    other = Client(raise_request_exception=client.raise_request_exception)
    session = client.cookies.get(settings.SESSION_COOKIE_NAME)
    if session:
        other.cookies[settings.SESSION_COOKIE_NAME] = session.value
    return other


def body(response: HttpResponseBase) -> bytes:
    """Read to the end, which closes a file."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def outcome(response: HttpResponseBase, address: str) -> str:
    """`door` for the sign-in page that leads back to the address, `goes` for elsewhere, else the code."""
    body(response)
    if response.status_code in {301, 302}:
        to_door = response.headers["Location"].startswith(f"{reverse('account_login')}?next=")
        return "door" if to_door else "goes"
    return str(response.status_code)


YES = {"action": "approve"}


def ask(
    client: Client, verb: str, address: str, sent: Mapping[str, object] | None = None
) -> HttpResponseBase:
    """What is posted is what a button sends that says yes; counters of too many tries begin anew."""
    cache.clear()
    return client.post(address, sent or YES) if verb == "POST" else client.generic(verb, address)
