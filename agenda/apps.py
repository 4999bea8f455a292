from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = _("Agenda")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from agenda.queries.events import events_of
        from renaksi.related import register_source

        register_source(events_of)
        self._keep_findable()
        self._keep_citable()

    def _keep_findable(self) -> None:
        from agenda.findable import SOURCES
        from foundation.search.index import keep

        for source in SOURCES:
            keep(source)

    def _keep_citable(self) -> None:
        from agenda.queries.citables import citable_event
        from foundation.reach.citables import register_citable

        register_citable("agenda", citable_event)
