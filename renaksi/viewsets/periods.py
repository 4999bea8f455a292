"""Reporting rounds: planned with the usual days, opened, moved, extended and closed by admins."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.permissions import signed_in
from foundation.cms import ActionFormView, NoDeletePolicy, ScopedIndexView, ScopedViewSet
from institutions.models import Institution
from renaksi.actions.periods import close_period, extend_period, open_period
from renaksi.actions.refusals import Refused
from renaksi.actions.schedule import move_window, plan_period
from renaksi.domain.round import RoundName
from renaksi.enums import PeriodCode, PeriodState
from renaksi.forms.admin_periods import (
    ExtensionForm,
    NewPeriodForm,
    RoundForm,
    WindowForm,
    proposed_days,
)
from renaksi.models import ReportingPeriod


class PeriodView(ActionFormView):
    model: type[Model] = ReportingPeriod
    permission_required = "change"
    header_icon = "calendar-alt"
    template_name = "renaksi/admin/period_form.html"
    done_message = gettext_lazy("Periode tersimpan.")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("cms_period:index"), "label": _("Periode pelaporan")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_success_url(self) -> str:
        return reverse("cms_period:index")

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            self.write(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        return self.form_invalid(form) if form.errors else self.done()

    def write(self, form: Form) -> None:
        raise NotImplementedError


class PeriodAddView(PeriodView):
    """Proposes the round that runs today and its usual days; `?code=B06&year=2026` proposes another."""

    permission_required = "add"
    page_title = gettext_lazy("Rencanakan periode")
    form_class = NewPeriodForm
    done_message = gettext_lazy("Periode direncanakan; buka pelaporan bila sudah waktunya.")

    def get_initial(self) -> dict[str, Any]:
        running = RoundName.running_on(timezone.localdate())
        asked = RoundForm(self.request.GET)
        asked.is_valid()
        known = {"code": running.code, "year": running.year, **asked.cleaned_data}
        return {**known, **proposed_days(known["code"], known["year"])}

    def write(self, form: Form) -> None:
        given = form.cleaned_data
        plan_period(
            plan=given["plan"],
            code=PeriodCode(given["code"]),
            year=given["year"],
            window=given["window"],
            by=signed_in(self.request),
        )


class OfPeriod(PeriodView):
    period: ReportingPeriod

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.period = get_object_or_404(ReportingPeriod.objects.select_related("plan"), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return f"{self.period}, {self.period.plan}"

    def get_success_url(self) -> str:
        return reverse("cms_period:edit", args=[self.period.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        extensions = self.period.extensions.select_related("institution", "by")
        return {**super().get_context_data(**kwargs), "period": self.period, "extensions": extensions}


class PeriodEditView(OfPeriod):
    page_title = gettext_lazy("Periode pelaporan")
    form_class = WindowForm

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.period, name) for name in ("opens_on", "closes_on", "verify_by")}

    def write(self, form: Form) -> None:
        move_window(period=self.period, window=form.cleaned_data["window"], by=signed_in(self.request))


class PeriodMoveView(OfPeriod):
    """Opens a planned round, closes an open one."""

    page_title = gettext_lazy("Buka atau tutup")
    form_class = Form
    template_name = "renaksi/admin/period_move.html"
    done_message = gettext_lazy("Keadaan periode berubah.")

    def write(self, _form: Form) -> None:
        move = open_period if self.period.state == PeriodState.PLANNED else close_period
        move(period=self.period, by=signed_in(self.request))


class PeriodExtendView(OfPeriod):
    page_title = gettext_lazy("Perpanjang satu instansi")
    form_class = ExtensionForm
    done_message = gettext_lazy("Perpanjangan tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        partners = Institution.objects.filter(partnerships__commitment__plan=self.period.plan)
        owners = Institution.objects.filter(milestones__commitment__plan=self.period.plan)
        return {**super().get_form_kwargs(), "institutions": (partners | owners).distinct()}

    def write(self, form: Form) -> None:
        extend_period(period=self.period, by=signed_in(self.request), at=timezone.now(), **form.cleaned_data)


class PeriodViewSet(ScopedViewSet, ModelViewSet):
    model = ReportingPeriod
    name = "cms_period"
    url_prefix = "periode"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Periode pelaporan")
    menu_order = 120
    index_view_class = ScopedIndexView
    add_view_class = PeriodAddView
    edit_view_class = PeriodEditView
    copy_view_enabled = False
    form_fields = ["plan", "code", "year"]
    list_display = [
        "__str__",
        Column("plan", label=gettext_lazy("Rencana aksi"), sort_key="plan__label"),
        "opens_on",
        "closes_on",
        "verify_by",
        "state",
    ]
    list_filter = ["plan", "state", "year"]
    search_fields = ("plan__label", "code", "year")
    ordering = ["-ends_on", "plan"]

    def get_form_class(self, for_update: bool = False) -> type[WindowForm]:  # noqa: FBT001, FBT002 - Wagtail's
        return WindowForm if for_update else NewPeriodForm

    def get_records(self, _request: HttpRequest) -> QuerySet[ReportingPeriod]:
        return ReportingPeriod.objects.filter(plan__country=settings.SITE_COUNTRY)

    def get_listing(self, request: HttpRequest) -> QuerySet[ReportingPeriod]:
        return self.get_records(request).select_related("plan")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/langkah/", self.construct_view(PeriodMoveView), name="move"),
            path("<int:pk>/perpanjang/", self.construct_view(PeriodExtendView), name="extend"),
        ]


PERIOD_POLICY = NoDeletePolicy(ReportingPeriod)
