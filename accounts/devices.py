"""The browser in which somebody signed in before: their own tries are counted apart from those of strangers.

Without it, whoever types wrong passwords for an account from many addresses shuts out its owner. A second cookie
names the browser to which sign-in links are bound.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "renaksi_peramban"
LINK_COOKIE = "renaksi_perangkat"
LIFETIME = timedelta(days=180)
_LINK_SIGNER = TimestampSigner(salt="accounts.devices:sign_in_link")


def remember_device(response: HttpResponse, login: str) -> None:
    """The cookie names neither account nor address; it is of use to who signs in to this account alone."""
    response.set_cookie(
        COOKIE,
        _signer(login).sign(secrets.token_urlsafe(16)),
        max_age=LIFETIME,
        path=reverse("account_login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_device(request: HttpRequest, login: str) -> str:
    """The name of this browser if the account was signed in to with it; else empty."""
    try:
        return _signer(login).unsign(request.COOKIES.get(COOKIE, ""), max_age=LIFETIME)
    except BadSignature:
        return ""


def device_of(request: HttpRequest) -> str:
    """The secret of this browser if a sign-in link was used in it; else empty."""
    try:
        return _LINK_SIGNER.unsign(request.COOKIES.get(LINK_COOKIE, ""), max_age=LIFETIME)
    except BadSignature:
        return ""


def new_device() -> str:
    return secrets.token_urlsafe(16)


def bind_device(response: HttpResponse, device: str) -> None:
    """Sent along everywhere: a session that a link opened is asked for it with every request."""
    response.set_cookie(
        LINK_COOKIE,
        _LINK_SIGNER.sign(device),
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _signer(login: str) -> TimestampSigner:
    return TimestampSigner(salt=f"accounts.devices:{login.lower()}")
