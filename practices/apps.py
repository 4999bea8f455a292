from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Praktik baik")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from foundation.reach.citables import register_citable
        from foundation.search.index import keep
        from practices.findable import SOURCES
        from practices.queries.citables import citable_practice
        from practices.queries.related import copies_by_region, copies_of, practices_by_region, practices_of
        from renaksi.related import Counted, register_count_source, register_source

        register_source(practices_of)
        register_source(copies_of)
        register_count_source(Counted.PRACTICES, practices_by_region)
        register_count_source(Counted.COPIES, copies_by_region)
        register_citable("praktik", citable_practice)
        keep(*SOURCES)
        self._listen_and_forget()

    def _listen_and_forget(self) -> None:
        from foundation.jobs.sweeps import register_sweep
        from practices import receivers  # noqa: F401  # connects itself to Wagtail's workflow
        from practices.actions.forgetting import forget_senders, forget_unconfirmed

        register_sweep("practices.senders", forget_senders)
        register_sweep("practices.unconfirmed", forget_unconfirmed)
