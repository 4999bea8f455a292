"""Reports that are asked for by themselves: listed, added, switched on and off."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.actions.scheduling import add_schedule, switch_schedule
from reports.forms.scheduling import ScheduleForm
from reports.models import ReportSchedule
from reports.queries.batches import schedule_lines
from reports.viewsets.base import DeskFormView, DeskStep


class SchedulesView(DeskFormView):
    page_title = gettext_lazy("Jadwal laporan")
    header_icon = "date"
    form_class = ScheduleForm
    template_name = "reports/admin/schedules.html"
    submit_button_label = gettext_lazy("Tambah jadwal")

    def write(self, form: Form) -> HttpResponse:
        schedule = add_schedule(**form.cleaned_data, by=self.person)
        messages.success(
            self.request, _("%(schedule)s dijadwalkan, mulai periode berikutnya.") % {"schedule": schedule}
        )
        return HttpResponseRedirect(reverse("cms_report:schedules"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "schedules": schedule_lines()}


class ScheduleSwitchView(DeskStep):
    """`hidup` in the form: on or off, so that a second tap on the button changes nothing."""

    def act(self) -> str:
        self.back = reverse("cms_report:schedules")
        schedules = ReportSchedule.objects.select_related("plan")
        found: ReportSchedule = get_object_or_404(schedules, pk=self.kwargs["schedule"])
        is_active = self.request.POST.get("hidup") == "ya"
        switch_schedule(schedule=found, is_active=is_active, by=self.person)
        told = _("%(schedule)s: jadwal hidup.") if is_active else _("%(schedule)s: jadwal dimatikan.")
        return told % {"schedule": found}
