"""One report: its versions, and what can be done with them."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.actions.requesting import cancel_report, request_report, retry_report
from reports.enums import BuildState
from reports.forms.steps import BuildForm
from reports.models import Report
from reports.permissions import may_write_report_texts
from reports.queries.desk import BuildLine, report_line, versions_of
from reports.queries.finding import newest_public_version
from reports.queries.preview import preview_html
from reports.queries.texts import has_remarks, remarks_by_commitment, slot_lines
from reports.subject import subject_of
from reports.viewsets.base import Crumb, DeskFormView, DeskPage, DeskStep, DeskView, page_of


class OfReport(DeskPage):
    """A page about the report that `pk` names."""

    may_open = staticmethod(may_write_report_texts)

    @cached_property
    def report(self) -> Report:
        return self.find_report(self.kwargs["pk"])

    def crumbs(self) -> Sequence[Crumb]:
        return ((page_of(self.report.pk), str(self.report)),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "report": report_line(self.report)}


class ReportView(OfReport, DeskFormView):
    """Its form asks for the next version, and is there for builders alone."""

    form_class = BuildForm
    template_name = "reports/admin/report.html"

    def crumbs(self) -> Sequence[Crumb]:
        return ()

    def get_page_title(self) -> str:
        return str(self.report)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_builder:
            raise Http404
        return super().post(*args, **kwargs)

    def write(self, form: Form) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        build = request_report(subject=subject_of(self.report), by=self.person, reason=reason)
        messages.success(self.request, _("Versi %(version)s sedang disusun.") % {"version": build.version})
        return HttpResponseRedirect(page_of(self.report.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = versions_of(self.report)
        public = newest_public_version(self.report)
        return {
            **super().get_context_data(**kwargs),
            "versions": versions,
            "current": versions[0] if versions else None,
            "replaced": public.version if public else None,
            "published": _published(versions),
            "is_builder": self.is_builder,
            "may_build": not any(version.is_unfinished for version in versions),
            "slots": slot_lines(self.report),
            "remarks": len(remarks_by_commitment(self.report)) if has_remarks(self.report) else None,
        }


def _published(versions: Sequence[BuildLine]) -> BuildLine | None:
    found = [version for version in versions if version.state == BuildState.PUBLISHED]
    return max(found, key=lambda version: version.version, default=None)


class PreviewView(OfReport, DeskView):
    """From today's data and the texts that are kept; nothing is stored."""

    page_title = gettext_lazy("Pratinjau")
    template_name = "reports/admin/preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        html = preview_html(subject_of(self.report), now=timezone.now())
        return {**super().get_context_data(**kwargs), "preview": html}


class CancelView(DeskStep):
    def act(self) -> str:
        found = self.find_build(self.kwargs["build"])
        self.back = page_of(found.report_id)
        state = cancel_report(build=found, by=self.person).state
        if state in {BuildState.QUEUED, BuildState.BUILDING}:
            return _("Penyusunan dihentikan begitu langkah yang sedang berjalan selesai.")
        return _("Penyusunan dibatalkan.")


class RetryView(DeskStep):
    def act(self) -> str:
        found = self.find_build(self.kwargs["build"])
        self.back = page_of(found.report_id)
        retry_report(build=found, by=self.person)
        return _("Laporan masuk antrean lagi.")
