from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Praktik baik")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from practices.queries import practices_of
        from renaksi.related import register_source

        register_source(practices_of)
