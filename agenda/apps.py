from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = _("Agenda")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from agenda.findable import SOURCES
        from agenda.queries.citables import citable_event
        from agenda.queries.events import events_of
        from foundation.reach.citables import register_citable
        from foundation.search.index import keep
        from renaksi.related import register_source

        register_source(events_of)
        register_citable("agenda", citable_event)
        keep(*SOURCES)
