from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Akun")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.actions.successions import may_move_memberships, move_memberships
        from accounts.cms_guard import guard_cms
        from accounts.queries import open_memberships
        from institutions.succession import Mover, register_mover

        guard_cms()
        register_mover(Mover(may_move_memberships, open_memberships, move_memberships))
