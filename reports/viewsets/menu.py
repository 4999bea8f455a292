"""The addresses of the desk, and its place in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from reports.permissions import may_write_report_texts
from reports.viewsets.base import TITLE
from reports.viewsets.batches import (
    BatchCancelView,
    BatchPublishView,
    BatchRequestView,
    BatchRetryView,
    BatchView,
)
from reports.viewsets.comparing import CompareFileView, CompareView
from reports.viewsets.listing import ProgressView, ReportListView, ToWithdrawView
from reports.viewsets.publishing import ChangedSinceView, PublishView, WithdrawView
from reports.viewsets.report import CancelView, PreviewView, ReportView, RetryView
from reports.viewsets.requesting import ReportRequestView
from reports.viewsets.scheduling import SchedulesView, ScheduleSwitchView
from reports.viewsets.texts import RemarksView, RemarkView, TextsView

PAGES = {
    "index": ("", ReportListView),
    "progress": ("kemajuan/", ProgressView),
    "add": ("baru/", ReportRequestView),
    "to_withdraw": ("perlu-ditarik/", ToWithdrawView),
    "compare": ("banding/", CompareView),
    "compare_file": ("banding/berkas/", CompareFileView),
    "batch_add": ("semua-daerah/", BatchRequestView),
    "batch_builds": ("semua-daerah/<int:batch>/", BatchView),
    "batch_publish": ("semua-daerah/<int:batch>/terbitkan/", BatchPublishView),
    "batch_cancel": ("semua-daerah/<int:batch>/batalkan/", BatchCancelView),
    "batch_retry": ("semua-daerah/<int:batch>/ulangi/", BatchRetryView),
    "schedules": ("jadwal/", SchedulesView),
    "schedule_switch": ("jadwal/<int:schedule>/", ScheduleSwitchView),
    "report": ("<int:pk>/", ReportView),
    "preview": ("<int:pk>/pratinjau/", PreviewView),
    "texts": ("<int:pk>/teks/", TextsView),
    "remarks": ("<int:pk>/catatan/", RemarksView),
    "remark": ("<int:pk>/catatan/<int:commitment>/", RemarkView),
    "publish": ("versi/<int:build>/terbitkan/", PublishView),
    "changed_since": ("versi/<int:build>/perubahan/", ChangedSinceView),
    "withdraw": ("versi/<int:build>/tarik/", WithdrawView),
    "cancel": ("versi/<int:build>/batalkan/", CancelView),
    "retry": ("versi/<int:build>/ulangi/", RetryView),
}


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_write_report_texts(request.user)


class ReportViewSet(ViewSet):
    name = "cms_report"
    url_prefix = "laporan-kemajuan"
    icon = "doc-full"
    add_to_admin_menu = True
    menu_label = TITLE
    menu_order = 95
    menu_item_class = DeskMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path(address, self.construct_view(view), name=name) for name, (address, view) in PAGES.items()
        ]
