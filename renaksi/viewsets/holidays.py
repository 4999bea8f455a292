"""Holidays and collective leave: one by one, or a whole year as the joint decree lists it."""

from datetime import MAXYEAR, MINYEAR
from typing import Any

import django_filters
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from accounts.permissions import signed_in
from foundation.cms import ActionFormView, ScopedIndexView, ScopedViewSet
from renaksi.actions.holidays import keep_year
from renaksi.domain.holiday_list import write_list
from renaksi.forms.admin_holidays import HolidayYearForm, YearForm
from renaksi.models import Holiday
from renaksi.queries.holidays import holidays_of, proposed_holidays


class DayColumn(Column):
    """Jumat, 1 Jan 2027."""

    def get_value(self, instance: Holiday) -> str:
        return date_format(instance.on, "l, j M Y")


class HolidayFilters(WagtailFilterSet):
    year = django_filters.NumberFilter(
        field_name="on",
        lookup_expr="year",
        label=gettext_lazy("Tahun"),
        min_value=MINYEAR,
        max_value=MAXYEAR,
    )

    class Meta:
        model = Holiday
        fields = ["year", "kind"]


class HolidayIndexView(ScopedIndexView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url, label = reverse("cms_holiday:year"), _("Isi satu tahun")
        return [*super().header_buttons, HeaderButton(label=label, url=url, icon_name="list-ul", priority=20)]


class HolidayYearView(ActionFormView):
    """`?year=2027` shows the year's table, `&propose=1` what a library proposes for it."""

    model = Holiday
    permission_required = "add"
    page_title = gettext_lazy("Daftar satu tahun")
    header_icon = "date"
    form_class = HolidayYearForm
    template_name = "renaksi/admin/holiday_year.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("cms_holiday:index"), "label": _("Hari libur")},
            {"url": "", "label": self.get_page_title()},
        ]

    def asked_year(self) -> int:
        """Of the address; next year if it names none."""
        asked = YearForm(self.request.GET)
        return asked.cleaned_data["year"] if asked.is_valid() else timezone.localdate().year + 1

    @property
    def is_proposal(self) -> bool:
        return self.request.method == "GET" and "propose" in self.request.GET

    def get_initial(self) -> dict[str, Any]:
        year = self.asked_year()
        days = proposed_holidays(year) if self.is_proposal else holidays_of(year)
        return {"year": year, "text": write_list(days)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = self.asked_year()
        return {
            **super().get_context_data(**kwargs),
            "year": year,
            "is_proposal": self.is_proposal,
            "propose_url": f"{self.request.path}?year={year}&propose=1",
        }

    def get_success_url(self) -> str:
        return reverse("cms_holiday:index")

    def form_valid(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        kept = keep_year(year=given["year"], days=given["days"], by=signed_in(self.request))
        told = _("%(saved)s hari tersimpan untuk %(year)s, %(removed)s dihapus.")
        numbers = {"saved": kept.saved, "removed": kept.removed, "year": given["year"]}
        messages.success(self.request, told % numbers)
        return HttpResponseRedirect(f"{self.get_success_url()}?year={given['year']}")


class HolidayViewSet(ScopedViewSet, ModelViewSet):
    model = Holiday
    name = "cms_holiday"
    url_prefix = "hari-libur"
    icon = "date"
    menu_label = gettext_lazy("Hari libur")
    menu_order = 125
    index_view_class = HolidayIndexView
    filterset_class = HolidayFilters
    copy_view_enabled = False
    form_fields = ["on", "name", "kind"]
    list_display = [DayColumn("on", label=gettext_lazy("Tanggal"), sort_key="on"), "name", "kind"]
    search_fields = ("name",)
    ordering = ["-on"]
    list_per_page = 100

    def get_urlpatterns(self) -> list[URLPattern]:
        year = path("tahun/", self.construct_view(HolidayYearView), name="year")
        return [year, *super().get_urlpatterns()]
