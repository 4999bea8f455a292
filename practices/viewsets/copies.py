"""Replikasi: reported copies whose reporter proved to be somebody."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn

from accounts.permissions import signed_in
from practices.actions.copies import NotWaiting, decline_copy, show_copy
from practices.enums import CopyState
from practices.forms.admin import CopyDecisionForm
from practices.models import PracticeCopy
from practices.viewsets.deciding import CurationView
from renaksi.admin_reports import LookUpViewSet


def decision_link(copy: PracticeCopy) -> str:
    if copy.state != CopyState.WAITING:
        return ""
    return format_html('<a href="{}">{}</a>', reverse("cms_copy:decide", args=[copy.pk]), _("Putuskan…"))


class CopyDecisionView(CurationView):
    page_title = gettext_lazy("Laporan replikasi")
    header_icon = "copy"
    form_class = CopyDecisionForm
    submit_button_label = gettext_lazy("Simpan keputusan")
    done_message = gettext_lazy("Keputusan tersimpan dan diberitahukan lewat surel.")
    waiting = PracticeCopy.objects.filter(state=CopyState.WAITING, confirmed_at__isnull=False)

    def get_success_url(self) -> str:
        return reverse("cms_copy:index")

    def facts(self) -> list[tuple[Any, Any]]:
        copy = self.record
        return [
            (_("Praktik asal"), copy.origin.title),
            (
                _("Narahubung praktik asal"),
                copy.origin.contact_email
                or _("Belum ada: isi dulu di halamannya, agar pemilik asal dapat ditanya."),
            ),
            (_("Siapa yang meniru"), copy.owner_name),
            (_("Daerah"), copy.region or ""),
            (_("Tahap"), copy.get_stage_display()),
            (_("Yang diubah"), copy.changed),
            (_("Biaya"), copy.cost),
            (_("Tautan"), copy.source_url),
            (_("Pelapor"), f"{copy.sender}, {copy.email}"),
        ]

    def form_valid(self, form: CopyDecisionForm) -> HttpResponse:
        told = form.cleaned_data
        who: dict[str, Any] = {"by": signed_in(self.request), "at": timezone.now()}
        try:
            if told["decision"] == "show":
                show_copy(copy=self.record, own_page=told["own_page"], **who)
            else:
                decline_copy(copy=self.record, reason=told["reason"], **who)
        except NotWaiting:
            form.add_error(None, _("Laporan ini sudah diputuskan orang lain."))
            return self.form_invalid(form)
        return self.done()


class CopyViewSet(LookUpViewSet):
    model = PracticeCopy
    name = "cms_copy"
    url_prefix = "replikasi"
    icon = "copy"
    menu_label = gettext_lazy("Replikasi")
    menu_order = 20
    list_display = [
        "owner_name",
        "state",
        Column("decision", label=gettext_lazy("Tindakan"), accessor=decision_link),
        Column("origin", label=gettext_lazy("Praktik asal"), sort_key="origin__title"),
        Column("region", label=gettext_lazy("Daerah")),
        "stage",
        "consent",
        DateColumn("created_at", label=gettext_lazy("Dikirim"), sort_key="created_at"),
    ]
    list_filter = ["state", "consent", "stage"]
    search_fields = ("owner_name", "origin__title", "sender", "email")
    ordering = ["-created_at"]
    inspect_view_fields = [
        "origin", "owner_name", "region", "stage", "changed", "cost", "since", "source_url", "copy", "state", "reason",
        "consent", "consent_on", "consent_note", "sender", "email", "created_at",
    ]  # fmt: skip

    def get_records(self, _request: HttpRequest) -> QuerySet[PracticeCopy]:
        """Not before the reporter opened the mailed link."""
        return PracticeCopy.objects.filter(confirmed_at__isnull=False)

    def get_listing(self, request: HttpRequest) -> QuerySet[PracticeCopy]:
        return self.get_records(request).select_related("origin", "region")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/putuskan/", self.construct_view(CopyDecisionView), name="decide"),
        ]
