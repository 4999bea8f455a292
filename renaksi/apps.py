from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RenaksiConfig(AppConfig):
    name = "renaksi"
    verbose_name = _("Rencana aksi")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from evidence.permissions import register_reader_rule
        from foundation.faults import declare_fail_points
        from renaksi.faults import FAIL_POINTS
        from renaksi.permissions import may_open_evidence

        register_reader_rule(may_open_evidence)
        declare_fail_points(FAIL_POINTS)
