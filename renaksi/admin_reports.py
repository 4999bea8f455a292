"""What staff look up in the CMS and never change there: reports, telaah, evidence and amendments."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from evidence.enums import EvidenceState
from evidence.models import Evidence
from foundation.cms import ScopedIndexView, ScopedViewSet, ViewOnlyPolicy
from renaksi.models import Amendment, ProgressUpdate, Review
from renaksi.queries.amendments import field_label, shown_value


class LookUpViewSet(ScopedViewSet, ModelViewSet):
    """A list and a page to read; the policy refuses the rest to everyone."""

    index_view_class = ScopedIndexView
    inspect_view_enabled = True
    copy_view_enabled = False
    form_fields: list[str] = []
    list_per_page = 50


class UpdateViewSet(LookUpViewSet):
    model = ProgressUpdate
    name = "cms_update"
    url_prefix = "laporan-perkembangan"
    icon = "form"
    menu_label = gettext_lazy("Laporan perkembangan")
    menu_order = 160
    list_display = [
        Column("milestone", label=gettext_lazy("Tonggak capaian")),
        Column("institution", label=gettext_lazy("Instansi pelapor"), sort_key="institution__name"),
        Column("period", label=gettext_lazy("Periode"), sort_key="period__ends_on"),
        "state",
        "version",
        DateColumn("submitted_at", label=gettext_lazy("Dikirim"), sort_key="submitted_at"),
    ]
    list_filter = ["state", "period", "is_current"]
    search_fields = ("milestone__title", "institution__name", "receipt")
    inspect_view_fields = [
        "milestone", "period", "institution", "version", "state", "realised", "step", "narrative",
        "challenges", "challenge_text", "next_step", "blocked_by", "blocked_since", "author",
        "submitted_at", "receipt",
    ]  # fmt: skip

    def get_records(self, _request: HttpRequest) -> QuerySet[ProgressUpdate]:
        return ProgressUpdate.objects.filter(milestone__commitment__plan__country=settings.SITE_COUNTRY)

    def get_listing(self, request: HttpRequest) -> QuerySet[ProgressUpdate]:
        return self.get_records(request).select_related("milestone", "institution", "period")


class ReviewViewSet(LookUpViewSet):
    model = Review
    name = "cms_review"
    url_prefix = "telaah"
    icon = "check"
    menu_label = gettext_lazy("Telaah")
    menu_order = 165
    list_display = [
        Column("update", label=gettext_lazy("Laporan")),
        "verdict",
        "reason_code",
        Column("by", label=gettext_lazy("Penelaah")),
        DateColumn("at", label=gettext_lazy("Waktu"), sort_key="at"),
    ]
    list_filter = ["verdict", "reason_code"]
    search_fields = ("update__milestone__title", "note")
    inspect_view_fields = [
        "update", "verdict", "verified_value", "verified_step", "reason_code", "note", "by", "at",
    ]  # fmt: skip

    def get_listing(self, request: HttpRequest) -> QuerySet[Review]:
        return self.get_records(request).select_related("update__milestone", "update__period", "by")


def takedown_link(evidence: Evidence) -> str:
    """Before it the question, after it the receipt; both on the same page."""
    address = reverse("workspace:takedown", args=[evidence.public_id])
    gone = evidence.state == EvidenceState.TAKEN_DOWN
    return format_html('<a href="{}">{}</a>', address, _("Lihat alasannya") if gone else _("Turunkan…"))


class EvidenceViewSet(LookUpViewSet):
    """What is known of the proof; its bytes leave through the evidence door alone."""

    model = Evidence
    name = "cms_evidence"
    url_prefix = "data-dukung"
    icon = "doc-full"
    menu_label = gettext_lazy("Data dukung")
    menu_order = 170
    list_display = [
        "title",
        Column("takedown", label=gettext_lazy("Tindakan"), accessor=takedown_link),
        "kind",
        "state",
        Column("damage", label=gettext_lazy("Kerusakan"), accessor=lambda one: one.get_damage_display()),
        "visibility",
        Column("institution", label=gettext_lazy("Instansi"), sort_key="institution__name"),
        DateColumn("received_at", label=gettext_lazy("Diterima"), sort_key="received_at"),
    ]
    list_filter = ["kind", "state", "damage", "visibility", "kip_class"]
    search_fields = ("title", "original_name", "receipt", "institution__name", "sha256")
    inspect_view_fields = [
        "title", "kind", "document_date", "kip_class", "visibility", "url", "original_name", "size",
        "content_type", "sha256", "state", "state_reason", "damage", "uploader", "institution", "receipt",
        "created_at", "received_at", "approved_at", "published_at", "taken_down_at", "taken_down_by", "takedown_reason",
        "takedown_note",
    ]  # fmt: skip

    def get_listing(self, request: HttpRequest) -> QuerySet[Evidence]:
        return self.get_records(request).select_related("institution")


def changed_field(amendment: Amendment) -> str:
    return field_label(amendment.field, type(amendment.subject)) if amendment.subject else amendment.field


class AmendmentInspectView(InspectView):
    """Wagtail looks for a method named after the field; for the field `field` it finds its own."""

    def get_field_display_value(self, field_name: str = "field", field: Any = None) -> Any:
        if field_name == "field":
            return changed_field(self.object)
        return super().get_field_display_value(field_name, field)


class AmendmentViewSet(LookUpViewSet):
    model = Amendment
    inspect_view_class = AmendmentInspectView
    name = "cms_amendment"
    url_prefix = "perubahan"
    icon = "history"
    menu_label = gettext_lazy("Perubahan")
    menu_order = 180
    list_display = [
        Column("field", label=gettext_lazy("Bidang"), accessor=changed_field, sort_key="field"),
        Column("subject", label=gettext_lazy("Pada"), accessor=lambda one: one.subject),
        Column("old", label=gettext_lazy("Semula"), accessor=lambda one: shown_value(one.old, one.field)),
        Column("new", label=gettext_lazy("Menjadi"), accessor=lambda one: shown_value(one.new, one.field)),
        Column("reason", label=gettext_lazy("Alasan")),
        Column("by", label=gettext_lazy("Oleh")),
        DateColumn("at", label=gettext_lazy("Waktu"), sort_key="at"),
    ]
    search_fields = ("commitment__title", "milestone__title", "plan__label", "reason", "old", "new")
    list_export = ["plan", "commitment", "milestone", "field", "old", "new", "reason", "by", "at"]
    inspect_view_fields = [
        "plan", "commitment", "milestone", "field", "old", "new", "reason", "by", "at",
    ]  # fmt: skip

    def get_listing(self, request: HttpRequest) -> QuerySet[Amendment]:
        return self.get_records(request).select_related("plan", "commitment", "milestone", "by")


LOOK_UPS = (UpdateViewSet, ReviewViewSet, EvidenceViewSet, AmendmentViewSet)
LOOK_UP_POLICIES = {viewset.model: ViewOnlyPolicy(viewset.model) for viewset in LOOK_UPS}
