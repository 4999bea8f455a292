"""The browser in which somebody signed in before: their own tries are counted apart from those of strangers.

Without it, whoever types wrong passwords for an account from many addresses shuts out its owner.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "renaksi_peramban"
LIFETIME = timedelta(days=180)


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


def _signer(login: str) -> TimestampSigner:
    return TimestampSigner(salt=f"accounts.devices:{login.lower()}")
