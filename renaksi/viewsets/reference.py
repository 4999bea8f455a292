"""Reference data beside the plans: policy areas, independent ratings, and who may judge which plan."""

from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from accounts.permissions import signed_in
from foundation.cms import NoDeletePolicy, ScopedIndexView, ScopedViewSet
from renaksi.actions.schedule import grant_plan, revoke_plan
from renaksi.forms.admin_periods import GrantForm
from renaksi.forms.admin_reference import AssessmentForm
from renaksi.models import Assessment, PlanGrant, PolicyArea, ReasonTemplate
from renaksi.viewsets.bulk_grants import BulkGrantView
from renaksi.viewsets.periods import PeriodView


class PolicyAreaViewSet(ScopedViewSet, ModelViewSet):
    model = PolicyArea
    name = "cms_policy_area"
    url_prefix = "bidang-kebijakan"
    icon = "tag"
    menu_label = gettext_lazy("Bidang kebijakan")
    menu_order = 130
    index_view_class = ScopedIndexView
    copy_view_enabled = False
    form_fields = ["name", "name_en", "slug"]
    list_display = ["name", "name_en", NumberColumn("used", label=gettext_lazy("Komitmen"))]
    search_fields = ("name", "name_en")
    ordering = ["name"]
    list_per_page = 100

    def get_listing(self, request: HttpRequest) -> QuerySet[PolicyArea]:
        return self.get_records(request).annotate(used=Count("commitments"))


class AssessmentViewSet(ScopedViewSet, ModelViewSet):
    model = Assessment
    name = "cms_assessment"
    url_prefix = "penilaian-independen"
    icon = "glasses"
    menu_label = gettext_lazy("Penilaian independen")
    menu_order = 140
    index_view_class = ScopedIndexView
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("commitment", label=gettext_lazy("Komitmen")),
        "source",
        "indicator",
        "value",
        "report_year",
    ]
    list_filter = ["source", "indicator"]
    search_fields = ("commitment__title", "commitment__ogp_code", "value", "report")
    list_per_page = 50

    def get_records(self, _request: HttpRequest) -> QuerySet[Assessment]:
        return Assessment.objects.filter(commitment__plan__country=settings.SITE_COUNTRY)

    def get_listing(self, request: HttpRequest) -> QuerySet[Assessment]:
        return self.get_records(request).select_related("commitment")

    def get_form_class(self, for_update: bool = False) -> type[AssessmentForm]:  # noqa: FBT001, FBT002 - Wagtail's
        return AssessmentForm


class GrantAddView(PeriodView):
    model = PlanGrant
    permission_required = "add"
    page_title = gettext_lazy("Penugasan baru")
    form_class = GrantForm
    done_message = gettext_lazy("Penugasan tersimpan.")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("cms_grant:index"), "label": _("Penugasan")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_success_url(self) -> str:
        return reverse("cms_grant:index")

    def write(self, form: Form) -> None:
        grant_plan(by=signed_in(self.request), **form.cleaned_data)


class GrantDeleteView(DeleteView):
    page_title = gettext_lazy("Cabut penugasan")

    def delete_action(self) -> None:
        revoke_plan(grant=self.object, by=signed_in(self.request))


class GrantEditView(GrantAddView):
    """A grant is given or taken, never rewritten: its page leads to taking it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("cms_grant:delete", args=[kwargs["pk"]]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.get(request, *args, **kwargs)


class GrantIndexView(ScopedIndexView):
    @property
    def header_buttons(self) -> list[HeaderButton]:
        bulk = HeaderButton(_("Penugasan sekaligus"), url=reverse("cms_grant:bulk"), icon_name="group")
        return [*super().header_buttons, bulk]


class GrantViewSet(ScopedViewSet, ModelViewSet):
    model = PlanGrant
    name = "cms_grant"
    url_prefix = "penugasan"
    icon = "key"
    menu_label = gettext_lazy("Penugasan")
    menu_order = 150
    add_view_class = GrantAddView
    edit_view_class = GrantEditView
    delete_view_class = GrantDeleteView
    copy_view_enabled = False
    form_fields = ["user", "plan", "kind"]
    index_view_class = GrantIndexView
    list_display = ["user", "plan", "kind"]
    list_filter = ["plan", "kind"]
    search_fields = ("user__name", "plan__label")
    ordering = ["user__name"]

    def get_form_class(self, for_update: bool = False) -> type[GrantForm]:  # noqa: FBT001, FBT002 - Wagtail's
        return GrantForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("massal/", self.construct_view(BulkGrantView), name="bulk"), *super().get_urlpatterns()]

    def get_listing(self, request: HttpRequest) -> QuerySet[PlanGrant]:
        return self.get_records(request).select_related("user", "plan")


class ReasonTemplateViewSet(ScopedViewSet, ModelViewSet):
    """Sentences that stand ready on the verifiers' desk."""

    model = ReasonTemplate
    name = "cms_reason_template"
    url_prefix = "alasan-baku"
    icon = "openquote"
    menu_label = gettext_lazy("Alasan baku")
    menu_order = 160
    index_view_class = ScopedIndexView
    copy_view_enabled = False
    form_fields = ["reason_code", "title", "text", "sort_order"]
    list_display = ["title", Column("get_reason_code_display", label=gettext_lazy("Alasan")), "sort_order"]
    list_filter = ["reason_code"]
    search_fields = ("title", "text")
    ordering = ["reason_code", "sort_order", "title"]
    list_per_page = 100


REFERENCE_POLICIES = {PolicyArea: NoDeletePolicy(PolicyArea)}
