from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Laporan")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from foundation.jobs.sweeps import register_sweep
        from reports.tasks import remove_what_was_withdrawn, requeue_unbuilt, requeue_unbuilt_sheets

        register_sweep("reports.build", requeue_unbuilt)
        register_sweep("reports.build_sheets", requeue_unbuilt_sheets)
        register_sweep("reports.remove_withdrawn", remove_what_was_withdrawn)
