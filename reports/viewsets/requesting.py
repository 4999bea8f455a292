"""A new report: chosen, looked at before anything is stored, built."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renaksi.models import ActionPlan
from reports.actions.requesting import request_report
from reports.forms.choices import PlanForm
from reports.forms.requesting import ReportForm
from reports.models import Report
from reports.queries.finding import newest_public_version
from reports.queries.preview import preview_html
from reports.viewsets.base import DeskFormView, page_of


class OfPlanView(DeskFormView):
    """A form about one plan, which the address names."""

    @cached_property
    def plan_form(self) -> PlanForm:
        return PlanForm(self.request.GET)

    @cached_property
    def plan(self) -> ActionPlan | None:
        return self.plan_form.plan

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.plan, "today": timezone.localdate()}

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        """Without a plan there is nothing to ask."""
        return super().get_form(form_class) if self.plan else Form()

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(*args, **kwargs) if self.plan else self.get(*args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "plan": self.plan, "plan_form": self.plan_form}


class ReportRequestView(OfPlanView):
    page_title = gettext_lazy("Buat laporan")
    form_class = ReportForm
    template_name = "reports/admin/request.html"
    submit_button_label = gettext_lazy("Susun laporan")
    submit_button_active_label = gettext_lazy("Mengirim permintaan…")

    def write(self, form: Form) -> HttpResponse:
        assert isinstance(form, ReportForm)  # noqa: S101 - what `get_form` makes
        if "preview" in self.request.POST:
            return self._preview(form)
        known = Report.objects.filter(slug=form.subject.slug).first()
        if known is not None and known.builds.exists():
            messages.info(self.request, _known_text(known))
            return HttpResponseRedirect(page_of(known.pk))
        build = request_report(subject=form.subject, by=self.person)
        messages.success(self.request, _("Laporan sedang disusun. Halaman ini memperlihatkan kemajuannya."))
        return HttpResponseRedirect(page_of(build.report_id))

    def _preview(self, form: ReportForm) -> HttpResponse:
        html = preview_html(form.subject, now=timezone.now())
        return self.render_to_response(self.get_context_data(form=form, preview=html))


def _known_text(report: Report) -> str:
    newest = newest_public_version(report)
    if newest is None:
        return _("Laporan ini sudah ada dan belum terbit: lanjutkan di sini.")
    return _("Laporan ini sudah ada, versi %(old)s terbit: buat versi %(new)s di sini, dengan alasan.") % {
        "old": newest.version,
        "new": newest.version + 1,
    }
