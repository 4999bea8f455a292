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
        self._keep_findable()
        self._keep_citable()

    def _keep_findable(self) -> None:
        from foundation.search.index import keep
        from home.findable import SOURCES

        for source in SOURCES:
            keep(source)

    def _keep_citable(self) -> None:
        from foundation.reach.citables import register_citable
        from home.queries.citables import citable_news, citable_page

        register_citable("kabar", citable_news)
        register_citable("halaman", citable_page)
