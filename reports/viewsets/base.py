"""What the pages of the desk share: who may open them, and how a form writes."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.models import User
from accounts.permissions import Actor, signed_in
from reports.actions.requesting import ReportRefused
from reports.models import Report, ReportBuild
from reports.permissions import builds_readable_by, may_build_reports
from reports.queries.desk import ABOUT

TITLE = gettext_lazy("Laporan kemajuan")
Crumb = tuple[str, Any]


def page_of(report_id: int) -> str:
    return reverse("cms_report:report", args=[report_id])


class DeskGate(View):
    """Who may not open a page finds nothing there, whatever the verb; a page that says nothing else is the builders'."""

    may_open: Callable[[Actor], bool] = staticmethod(may_build_reports)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_open(request.user):
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as error:
            # The right was lost while the page was open.
            raise Http404 from error

    @cached_property
    def is_builder(self) -> bool:
        """Of a page that others open, too."""
        return may_build_reports(self.request.user)

    @property
    def person(self) -> User:
        """Who acts."""
        return signed_in(self.request)

    def find_build(self, pk: int) -> ReportBuild:
        builds = builds_readable_by(self.request.user)
        found: ReportBuild = get_object_or_404(
            builds.select_related("replaces", *(f"report__{name}" for name in ABOUT)), pk=pk
        )
        return found

    def find_report(self, pk: int) -> Report:
        found: Report = get_object_or_404(Report.objects.select_related(*ABOUT), pk=pk)
        return found


class DeskPage(WagtailAdminTemplateMixin, DeskGate):
    """`crumbs` are the pages between the list and this one, each an address and its name."""

    header_icon = "doc-full"

    def crumbs(self) -> Sequence[Crumb]:
        return ()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above: list[Crumb] = [(reverse("cms_report:index"), TITLE), *self.crumbs()]
        own = [{"url": url, "label": str(label)} for url, label in above]
        return [*self.breadcrumbs_items, *own, {"url": "", "label": self.get_page_title()}]


class DeskView(DeskPage, TemplateView):
    """A page that only shows."""

    http_method_names = ["get", "head", "options"]


class DeskFormView(DeskPage, FormView):
    """Writes through an action; what it refuses is said above the form, which keeps what was typed."""

    http_method_names = ["get", "head", "post", "options"]
    submit_button_label: str | Promise = gettext_lazy("Simpan")
    submit_button_active_label: str | Promise = gettext_lazy("Menyimpan…")

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return self.write(form)
        except ReportRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)

    def write(self, form: Form) -> HttpResponse:
        """Raises ReportRefused."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.setdefault("form", self.get_form())
        return {
            **super().get_context_data(**kwargs),
            "action_url": self.request.get_full_path(),
            "submit_button_label": self.submit_button_label,
            "submit_button_active_label": self.submit_button_active_label,
            "media": form.media,
        }


class DeskStep(DeskGate):
    """A button: does it, says what happened, leads back. What an action refuses is said, too."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_keys: int) -> HttpResponse:
        try:
            messages.success(request, self.act())
        except ReportRefused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(self.back)

    back: str

    def act(self) -> str:
        """The sentence that says what happened; sets `back`. Raises ReportRefused."""
        raise NotImplementedError
