from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Beranda dan kabar")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from foundation.reach.citables import register_citable
        from foundation.search.index import keep
        from home.findable import SOURCES
        from home.queries import news_of
        from home.queries.citables import citable_news, citable_page
        from home.sitemaps import register_sitemaps
        from renaksi.related import register_source

        register_source(news_of)
        register_citable("kabar", citable_news)
        register_citable("halaman", citable_page)
        register_sitemaps()
        keep(*SOURCES)
