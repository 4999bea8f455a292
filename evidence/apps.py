from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "evidence"
    verbose_name = _("Data dukung")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from evidence.tasks import requeue_unchecked
        from foundation.jobs.sweeps import register_sweep

        register_sweep("evidence.check", requeue_unchecked)
