from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Akun")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.cms_guard import guard_cms

        guard_cms()
