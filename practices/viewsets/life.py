"""Konfirmasi tahunan: who was asked whether a practice still runs, and what they answered."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import HeaderButton

from accounts.permissions import signed_in
from foundation.cms import ActionFormView, ScopedIndexView
from practices.actions.life import ask_owner
from practices.forms.admin import AskForm
from practices.models import LifeCheck
from practices.permissions import may_curate
from renaksi.admin_reports import LookUpViewSet


class AskView(ActionFormView):
    page_title = gettext_lazy("Tanyakan kepada narahubung")
    header_icon = "help"
    form_class = AskForm
    permission_required = "change"
    template_name = "practices/admin/decide.html"
    submit_button_label = gettext_lazy("Kirim pertanyaan")
    done_message = gettext_lazy("Pertanyaan dikirim ke narahubung praktik ini.")

    def user_has_permission(self, permission: str) -> bool:
        return may_curate(self.request.user)

    def get_success_url(self) -> str:
        return reverse("cms_life:index")

    def form_valid(self, form: AskForm) -> HttpResponse:
        ask_owner(page=form.cleaned_data["page"], by=signed_in(self.request), at=timezone.now())
        return self.done()


class LifeIndexView(ScopedIndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        ask = HeaderButton(gettext_lazy("Tanyakan sekarang"), url=reverse("cms_life:ask"), icon_name="mail")
        return [*super().header_buttons, ask] if may_curate(self.request.user) else super().header_buttons


class LifeCheckViewSet(LookUpViewSet):
    model = LifeCheck
    name = "cms_life"
    url_prefix = "konfirmasi-tahunan"
    icon = "history"
    menu_label = gettext_lazy("Konfirmasi tahunan")
    menu_order = 30
    index_view_class = LifeIndexView
    list_display = [
        Column("page", label=gettext_lazy("Praktik"), sort_key="page__title"),
        Column("answer", label=gettext_lazy("Jawaban"), accessor=lambda one: one.get_answer_display()),
        DateColumn("asked_on", label=gettext_lazy("Ditanyakan"), sort_key="asked_on"),
        DateColumn("answered_at", label=gettext_lazy("Dijawab"), sort_key="answered_at"),
        Column("note", label=gettext_lazy("Catatan")),
    ]
    list_filter = ["answer"]
    search_fields = ("page__title", "note")
    ordering = ["-asked_on"]
    inspect_view_fields = ["page", "asked_on", "answered_at", "answer", "note"]

    def get_listing(self, request: HttpRequest) -> QuerySet[LifeCheck]:
        return self.get_records(request).select_related("page")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("tanya/", self.construct_view(AskView), name="ask")]
