"""“Laporan kemajuan” in the CMS: ask for a report, see how far it is, download it, try again."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from accounts.models import User
from reports.actions import ReportRefused, request_report, retry_report, withdraw_report
from reports.forms import ReportForm
from reports.models import ReportBuild
from reports.permissions import builds_readable_by, may_build_reports
from reports.queries import holding_reports, recent_builds, to_be_withdrawn

PER_PAGE = 20


class ForBuilders(View):
    """Who may not build reports finds nothing here, whatever the verb."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_build_reports(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> User:
        return cast(User, self.request.user)


class ReportListView(ForBuilders, WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Laporan kemajuan")
    header_icon = "doc-full"
    template_name = "reports/admin/builds.html"
    http_method_names = ["get", "head", "options"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        builds = recent_builds(builds_readable_by(self.request.user))
        pages = Paginator(builds, PER_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "builds": page,
            "elided_page_range": pages.get_elided_page_range(page.number),
            "is_waiting": any(build.is_unfinished for build in page),
            "to_withdraw": to_be_withdrawn(builds).count(),
        }


class ReportRequestView(ForBuilders, WagtailAdminTemplateMixin, FormView):
    page_title = gettext_lazy("Minta laporan")
    header_icon = "doc-full"
    form_class = ReportForm
    template_name = "reports/admin/request.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = [
            {"url": reverse("cms_report:index"), "label": _("Laporan kemajuan")},
            {"url": "", "label": self.page_title},
        ]
        return [*self.breadcrumbs_items, *own]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "today": timezone.localdate()}

    def form_valid(self, form: ReportForm) -> HttpResponse:
        try:
            build = request_report(**form.cleaned_data, by=self.person)
        except ReportRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Laporan nomor %(number)s sedang disusun. Muat ulang daftar ini untuk melihat hasilnya.")
            % {"number": build.pk},
        )
        return HttpResponseRedirect(reverse("cms_report:index"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "action_url": self.request.path,
            "submit_button_label": _("Susun laporan"),
            "submit_button_active_label": _("Mengirim permintaan…"),
        }


class ReportRetryView(ForBuilders):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        failed: ReportBuild = get_object_or_404(builds_readable_by(request.user), pk=pk)
        build = retry_report(build=failed, by=self.person)
        messages.success(request, _("Laporan nomor %(number)s masuk antrean.") % {"number": build.pk})
        return HttpResponseRedirect(reverse("cms_report:index"))


class ToWithdrawView(ForBuilders, WagtailAdminTemplateMixin, TemplateView):
    """Reports that name what was taken down since: they have to be withdrawn and replaced."""

    page_title = gettext_lazy("Laporan yang memuat data dukung yang diturunkan")
    header_icon = "warning"
    template_name = "reports/admin/to_withdraw.html"
    http_method_names = ["get", "head", "options"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = [
            {"url": reverse("cms_report:index"), "label": _("Laporan kemajuan")},
            {"url": "", "label": _("Perlu ditarik")},
        ]
        return [*self.breadcrumbs_items, *own]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reports = holding_reports(builds_readable_by(self.request.user))
        return {**super().get_context_data(**kwargs), "reports": reports}


class ReportWithdrawView(ForBuilders):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        build: ReportBuild = get_object_or_404(builds_readable_by(request.user), pk=pk)
        try:
            replacement = withdraw_report(build=build, by=self.person, at=timezone.now())
        except ReportRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _withdrawn_text(build, replacement))
        return HttpResponseRedirect(reverse("cms_report:to_withdraw"))


def _withdrawn_text(build: ReportBuild, replacement: ReportBuild | None) -> str:
    if replacement is None:
        return _(
            "Laporan nomor %(number)s ditarik. Tidak ada lagi yang dapat dilaporkan untuk cakupan itu."
        ) % {"number": build.pk}
    return _("Laporan nomor %(number)s ditarik; penggantinya, nomor %(new)s, sedang disusun.") % {
        "number": build.pk,
        "new": replacement.pk,
    }


class BuildersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_build_reports(request.user)


class ReportViewSet(ViewSet):
    name = "cms_report"
    url_prefix = "laporan-kemajuan"
    icon = "doc-full"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Laporan kemajuan")
    menu_order = 95
    menu_item_class = BuildersMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(ReportListView), name="index"),
            path("minta/", self.construct_view(ReportRequestView), name="add"),
            path("<int:pk>/ulangi/", self.construct_view(ReportRetryView), name="retry"),
            path("perlu-ditarik/", self.construct_view(ToWithdrawView), name="to_withdraw"),
            path("<int:pk>/tarik/", self.construct_view(ReportWithdrawView), name="withdraw"),
        ]
