from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    name = "institutions"
    verbose_name = _("Instansi dan daerah")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from foundation.search.index import keep
        from institutions.findable import SOURCES

        keep(*SOURCES)
