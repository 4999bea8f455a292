"""The outbox as the secretariat sees it: what went out, what waits, what is parked and why."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn

from accounts.permissions import signed_in
from foundation.cms import ActionFormView, ViewOnlyPolicy
from foundation.mail.models import MailState, OutgoingMail
from renaksi.actions.outbox import discard_mail, retry_mail
from renaksi.actions.refusals import Refused
from renaksi.admin_reports import LookUpViewSet
from renaksi.permissions import may_decide


def step_link(mail: OutgoingMail) -> str:
    if mail.state == MailState.SENT:
        return ""
    return format_html('<a href="{}">{}</a>', reverse("cms_mail:step", args=[mail.pk]), _("Tindak lanjuti…"))


class MailStepView(ActionFormView):
    """Says what went wrong, in the server's words, and offers both ways on."""

    page_title = gettext_lazy("Surat yang belum terkirim")
    header_icon = "mail"
    form_class = Form
    template_name = "renaksi/admin/mail_step.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.mail = get_object_or_404(OutgoingMail.objects.exclude(state=MailState.SENT), pk=kwargs["pk"])

    def user_has_permission(self, permission: str) -> bool:
        return may_decide(self.request.user)

    permission_required = "change"

    def get_page_subtitle(self) -> str:
        return self.mail.subject

    def get_success_url(self) -> str:
        return reverse("cms_mail:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "mail": self.mail}

    def form_valid(self, form: Form) -> HttpResponse:
        by = signed_in(self.request)
        try:
            if "discard" in self.request.POST:
                discard_mail(mail=self.mail, by=by)
                self.done_message = _("Surat dibuang. Isinya tetap ada di ruang kerja penerimanya.")
            else:
                retry_mail(mail=self.mail, by=by, at=timezone.now())
                self.done_message = _("Surat menunggu dikirim lagi.")
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return self.done()


class MailViewSet(LookUpViewSet):
    """Never the text: it may hold a secret that is the recipient's alone."""

    model = OutgoingMail
    name = "cms_mail"
    url_prefix = "surat-keluar"
    icon = "mail"
    menu_label = gettext_lazy("Surat keluar")
    menu_order = 190
    list_display = [
        "subject",
        Column("step", label=gettext_lazy("Tindakan"), accessor=step_link),
        "state",
        "recipient",
        "kind",
        DateColumn("created_at", label=gettext_lazy("Ditulis"), sort_key="created_at"),
        DateColumn("sent_at", label=gettext_lazy("Terkirim"), sort_key="sent_at"),
        Column("last_error", label=gettext_lazy("Kesalahan terakhir")),
    ]
    list_filter = ["state", "kind"]
    search_fields = ("subject", "recipient", "message_id")
    inspect_view_fields = [
        "subject", "recipient", "kind", "state", "created_at", "next_try_at", "sent_at", "attempts",
        "last_error", "message_id",
    ]  # fmt: skip

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/langkah/", self.construct_view(MailStepView), name="step"),
        ]


MAIL_POLICY = ViewOnlyPolicy(OutgoingMail)
