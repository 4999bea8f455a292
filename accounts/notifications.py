"""What people with an account are told by mail."""

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from accounts.models import User

PASSWORD_LINK_MAIL = "account/email/set_password"  # noqa: S105 - templates
SECONDS_A_DAY = 24 * 60 * 60


def mail_password_link(user: User) -> None:
    """Mails the link that lets the person set a password: allauth's, as for a forgotten one.

    The address comes from SITE_URL, never from a request. Raises OSError if the mail server does not take it.
    """
    context = {
        "user": user,
        "email": user.email,
        "password_reset_url": _absolute(_password_path(user)),
        "days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_A_DAY,
        "login_url": _absolute(reverse("account_login")),
        "forgotten_url": _absolute(reverse("account_reset_password")),
    }
    # Not the language in which an admin reads the CMS.
    with translation.override(settings.LANGUAGE_CODE):
        get_adapter().render_mail(PASSWORD_LINK_MAIL, user.email, context).send()


def _password_path(user: User) -> str:
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def _absolute(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
