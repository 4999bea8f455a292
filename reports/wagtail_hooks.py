"""Registers what the CMS shows of reports."""

from wagtail import hooks

from reports.viewsets import ReportViewSet


@hooks.register("register_admin_viewset")
def register_report_viewset() -> ReportViewSet:
    return ReportViewSet()
