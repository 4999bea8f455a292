from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from accounts.actions import set_password
from accounts.devices import known_device, remember_device
from accounts.link_sessions import came_by_link
from accounts.models import User
from accounts.permissions import may_enter_cms


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Accounts are made by the secretariat; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Surel atau kata sandi salah. Periksa keduanya, lalu coba lagi."),
        "too_many_login_attempts": _(
            "Terlalu banyak percobaan yang gagal. Tunggu lima belas menit, lalu coba lagi, atau buat kata sandi baru."
        ),
        "account_inactive": _("Akun ini tidak aktif. Hubungi sekretariat."),
        "incorrect_password": _("Kata sandi salah. Periksa, lalu coba lagi."),
        "enter_current_password": _("Kata sandi saat ini salah. Periksa, lalu coba lagi."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """Every way to a new password ends here: the log tells of it. Who made it gets in at once."""
        set_password(user=user, password=password)
        ratelimit.clear(self.request, action="login_failed_account", key=user.email.lower())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Editors and admins to the CMS, everybody else to the workspace; a safe `next` comes first."""
        if may_enter_cms(request.user):
            return resolve_url("wagtailadmin_home")
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    # --- Wrong passwords. Counted by address, by account at an address and by account everywhere (settings);
    # a browser in which the owner signed in before is asked for its own count alone.

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if not known_device(request, _login(credentials)):
            super().pre_authenticate(request, **credentials)
        if not ratelimit.consume(request, **_counter(request, credentials), dry_run=True):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        ratelimit.consume(request, **_counter(request, credentials))

    def login(self, request: HttpRequest, user: User) -> None:
        """With a password the session is a full one, whatever it was before."""
        if came_by_link(request):
            request.session.flush()
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        response = super().post_login(request, user, **facts)
        remember_device(response, user.email)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Strangers at one address must not use up what the owner has at another."""
        return f"{_login(credentials)}@{self.get_client_ip(request)}"


def _login(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email", "")).lower()


def _counter(request: HttpRequest, credentials: dict[str, Any]) -> dict[str, str]:
    login = _login(credentials)
    device = known_device(request, login)
    if device:
        return {"action": "login_failed_known_device", "key": device}
    return {"action": "login_failed_account", "key": login}
