from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Beranda dan kabar")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from home.queries import news_of
        from renaksi.related import register_source

        register_source(news_of)
