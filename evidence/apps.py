from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "evidence"
    verbose_name = _("Data dukung")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from evidence.actions.links import queue_visits
        from evidence.actions.openings import forget_old_openings
        from evidence.faults import FAIL_POINTS
        from evidence.tasks import (
            publish_left_behind,
            remove_leftovers,
            requeue_unchecked,
            requeue_without_preview,
        )
        from foundation.faults import declare_fail_points
        from foundation.jobs.sweeps import register_sweep

        declare_fail_points(FAIL_POINTS)
        register_sweep("evidence.check", requeue_unchecked)
        register_sweep("evidence.forget_openings", forget_old_openings)
        register_sweep("evidence.preview", requeue_without_preview)
        register_sweep("evidence.publish", publish_left_behind)
        register_sweep("evidence.remove_files", remove_leftovers)
        register_sweep("evidence.visit_links", queue_visits)
