"""Usulan praktik: who proposed what, how long it waits, where it stands. The text itself is a page."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn

from accounts.permissions import signed_in
from practices.actions.submissions import NotOpen, decline_submission
from practices.enums import SubmissionState
from practices.forms.admin import DeclineForm
from practices.models import PracticeSubmission
from practices.viewsets.deciding import CurationView
from renaksi.admin_reports import LookUpViewSet

_UNDECIDED = (SubmissionState.SUBMITTED, SubmissionState.RETURNED)


def page_link(submission: PracticeSubmission) -> str:
    title = submission.answers.get("title") or submission.organisation
    if submission.page_id is None:
        return str(title)
    return format_html(
        '<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[submission.page_id]), title
    )


def waiting_for(submission: PracticeSubmission) -> str:
    """Only while the editors have it."""
    if submission.state != SubmissionState.SUBMITTED or submission.submitted_at is None:
        return ""
    return timesince(submission.submitted_at, depth=1)


def decline_link(submission: PracticeSubmission) -> str:
    if submission.state not in _UNDECIDED:
        return ""
    return format_html(
        '<a href="{}">{}</a>', reverse("cms_submission:decline", args=[submission.pk]), _("Tolak…")
    )


class DeclineView(CurationView):
    page_title = gettext_lazy("Tolak usulan")
    header_icon = "cross"
    form_class = DeclineForm
    submit_button_label = gettext_lazy("Tolak dan kirim alasannya")
    done_message = gettext_lazy("Usulan ditolak; alasannya dikirim kepada pengusul.")
    waiting = PracticeSubmission.objects.filter(state__in=_UNDECIDED)

    def get_success_url(self) -> str:
        return reverse("cms_submission:index")

    def facts(self) -> list[tuple[Any, Any]]:
        return [
            (_("Pengusul"), self.record.sender),
            (_("Instansi"), self.record.organisation),
            (_("Ringkasan"), self.record.answers.get("summary", "")),
        ]

    def form_valid(self, form: DeclineForm) -> HttpResponse:
        facts = {"reason": form.cleaned_data["reason"], "by": signed_in(self.request), "at": timezone.now()}
        try:
            decline_submission(submission=self.record, **facts)
        except NotOpen:
            form.add_error(None, _("Usulan ini sudah diputuskan orang lain."))
            return self.form_invalid(form)
        return self.done()


class SubmissionViewSet(LookUpViewSet):
    model = PracticeSubmission
    name = "cms_submission"
    url_prefix = "usulan-praktik"
    icon = "form"
    menu_label = gettext_lazy("Usulan praktik")
    menu_order = 10
    list_display = [
        Column("page", label=gettext_lazy("Praktik"), accessor=page_link),
        "state",
        Column("waiting", label=gettext_lazy("Menunggu selama"), accessor=waiting_for),
        Column("decline", label=gettext_lazy("Tindakan"), accessor=decline_link),
        "organisation",
        "sender",
        "email",
        DateColumn("submitted_at", label=gettext_lazy("Dikirim"), sort_key="submitted_at"),
    ]
    list_filter = ["state"]
    search_fields = ("organisation", "sender", "email", "page__title")
    ordering = ["-submitted_at"]
    inspect_view_fields = [
        "page", "organisation", "sender", "email", "state", "reason", "created_at", "saved_at", "submitted_at",
    ]  # fmt: skip

    def get_records(self, _request: HttpRequest) -> QuerySet[PracticeSubmission]:
        """What nobody has sent in yet is its writer's alone."""
        return PracticeSubmission.objects.filter(submitted_at__isnull=False)

    def get_listing(self, request: HttpRequest) -> QuerySet[PracticeSubmission]:
        return self.get_records(request).select_related("page")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/tolak/", self.construct_view(DeclineView), name="decline"),
        ]
