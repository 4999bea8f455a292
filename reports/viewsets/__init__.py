"""“Laporan kemajuan” in the CMS: the desk where reports are made, looked at, published and withdrawn."""

from reports.viewsets.menu import ReportViewSet

__all__ = ["ReportViewSet"]
