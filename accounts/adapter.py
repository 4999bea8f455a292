from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from accounts.actions import set_password
from accounts.models import User
from accounts.permissions import may_enter_cms


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Accounts are made by the secretariat; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Surel atau kata sandi salah. Periksa keduanya, lalu coba lagi."),
        "too_many_login_attempts": _(
            "Terlalu banyak percobaan yang gagal. Tunggu lima menit, lalu coba lagi."
        ),
        "account_inactive": _("Akun ini tidak aktif. Hubungi sekretariat."),
        "incorrect_password": _("Kata sandi salah. Periksa, lalu coba lagi."),
        "enter_current_password": _("Kata sandi saat ini salah. Periksa, lalu coba lagi."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """Every way to a new password ends here: the log tells of it."""
        set_password(user=user, password=password)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Editors and admins to the CMS, everybody else to the workspace; a safe `next` comes first."""
        if may_enter_cms(request.user):
            return resolve_url("wagtailadmin_home")
        return resolve_url(settings.LOGIN_REDIRECT_URL)
