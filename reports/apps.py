from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Laporan")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from foundation.faults import declare_fail_points
        from foundation.jobs.sweeps import register_sweep
        from reports.faults import FAIL_POINTS
        from reports.tasks import (
            remove_left_behind,
            remove_what_was_withdrawn,
            request_what_is_due,
            requeue_unbuilt,
            requeue_unbuilt_sheets,
            requeue_unfilled,
        )

        register_sweep("reports.build", requeue_unbuilt)
        register_sweep("reports.build_sheets", requeue_unbuilt_sheets)
        register_sweep("reports.fill_batches", requeue_unfilled)
        register_sweep("reports.remove_withdrawn", remove_what_was_withdrawn)
        register_sweep("reports.remove_left_behind", remove_left_behind)
        register_sweep("reports.request_due", request_what_is_due)
        declare_fail_points(FAIL_POINTS)
        self._be_found()

    def _be_found(self) -> None:
        from evidence.own_documents import register_own_documents
        from foundation.reach.citables import register_citable
        from foundation.reach.sitemaps import register_sitemap
        from foundation.search.index import keep
        from renaksi.related import register_source
        from reports.findable import SOURCES
        from reports.queries.citables import citable_report
        from reports.queries.register import own_report
        from reports.queries.related import reports_of
        from reports.sitemaps import ReportSitemap

        register_source(reports_of)
        register_citable("laporan", citable_report)
        register_sitemap("laporan", ReportSitemap)
        register_own_documents(own_report)
        keep(*SOURCES)
