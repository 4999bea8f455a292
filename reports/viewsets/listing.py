"""The list of reports, what is to be withdrawn, and how far builds are."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from reports.forms.steps import DeskFilterForm
from reports.models import ReportBuild
from reports.permissions import may_write_report_texts
from reports.queries.batches import batch_lines, lines_of_batches, schedule_lines
from reports.queries.desk import DeskFilter, desk_page, holding_gone, holding_reports, progress_of
from reports.viewsets.base import TITLE, DeskGate, DeskPage, DeskView

# More than one page shows at once.
MOST_WATCHED = 60


class ReportListView(DeskView):
    may_open = staticmethod(may_write_report_texts)
    page_title = TITLE
    template_name = "reports/admin/desk.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super(DeskPage, self).get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = DeskFilterForm(self.request.GET)
        chosen = _chosen(form)
        page = desk_page(chosen, self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "filter_form": form,
            "is_filtered": bool(chosen),
            "page": page,
            "is_builder": self.is_builder,
            **(_for_builders() if self.is_builder else {}),
        }


def _for_builders() -> dict[str, Any]:
    return {
        "to_withdraw": holding_gone(ReportBuild.objects.all()).count(),
        "batches": batch_lines(),
        "schedules": schedule_lines(),
    }


def _chosen(form: DeskFilterForm) -> DeskFilter:
    """What is no choice is left out, so that an old bookmark still shows a list."""
    form.is_valid()
    given = form.cleaned_data
    plan = given.get("rencana")
    return DeskFilter(given.get("keadaan", ""), given.get("jenis", ""), plan.pk if plan else None)


class ToWithdrawView(DeskView):
    """Reports that name what was taken down since: they have to be withdrawn and replaced."""

    page_title = gettext_lazy("Laporan yang memuat data dukung yang diturunkan")
    header_icon = "warning"
    template_name = "reports/admin/to_withdraw.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "holding": holding_reports()}


class ProgressView(DeskGate):
    """The states of some builds and orders as a piece of HTML, for a page that asks again and again.

    Orders are the builders' alone.
    """

    may_open = staticmethod(may_write_report_texts)
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        builds = progress_of(_keys(request, "b"))
        batches = lines_of_batches(_keys(request, "paket")) if self.is_builder else ()
        return render(request, "reports/admin/progress.html", {"builds": builds, "batches": batches})


def _keys(request: HttpRequest, name: str) -> list[int]:
    """What is no key is left out."""
    sent = (pk for pk in request.GET.getlist(name) if pk.isascii() and pk.isdigit() and len(pk) < 18)
    return [int(pk) for pk in sent][:MOST_WATCHED]
