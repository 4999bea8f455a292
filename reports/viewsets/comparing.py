"""Two versions beside each other: what changed, as a table and as CSV."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.tables import write_csv
from foundation.web.pagination import paginate
from reports.domain.comparison import Comparison, compare
from reports.forms.comparing import CompareForm
from reports.models import ReportBuild
from reports.queries.comparing import compared_lines, comparison_table, table_counts
from reports.storage import FileDamaged, read_payload
from reports.viewsets.base import DeskPage, DeskView

PER_PAGE = 100


class OfTwo(DeskPage):
    """The address names two versions, and perhaps one of their tables."""

    @cached_property
    def form(self) -> CompareForm:
        """One version alone is where a link leads: the other one is still to be chosen."""
        asked = {name: self.request.GET[name] for name in CompareForm.base_fields if name in self.request.GET}
        is_chosen = len(asked) == len(CompareForm.base_fields)
        return CompareForm(asked if is_chosen else None, initial=asked)

    @cached_property
    def comparison(self) -> Comparison | None:
        """None: nothing was chosen, or what was chosen cannot be compared; then the form says why."""
        if not self.form.is_bound or not self.form.is_valid():
            return None
        try:
            return compare(read_payload(self.old), read_payload(self.new))
        except FileDamaged as error:
            self.form.add_error(None, str(error))
        except ValueError:
            self.form.add_error(None, _("Salah satu versi ditulis dalam bentuk data yang tidak dibaca lagi."))
        return None

    @cached_property
    def old(self) -> ReportBuild:
        return self.find_build(self.form.cleaned_data["lama"])

    @cached_property
    def new(self) -> ReportBuild:
        return self.find_build(self.form.cleaned_data["baru"])

    @property
    def table(self) -> str:
        """Of the one that is looked at alone; blank means all."""
        asked = self.request.GET.get("tabel", "")
        known = {key for key, _title in self.comparison.counts()} if self.comparison else set()
        return asked if asked in known else ""


class CompareView(OfTwo, DeskView):
    page_title = gettext_lazy("Bandingkan laporan")
    header_icon = "doc-full"
    template_name = "reports/admin/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = self.comparison
        if found is None:
            return {**context, "form": self.form, "comparison": None}
        return {
            **context,
            "form": self.form,
            "comparison": found,
            "old": self.old,
            "new": self.new,
            "table": self.table,
            "counts": table_counts(found),
            "page": paginate(compared_lines(found, self.table), self.request.GET.get("p"), PER_PAGE),
        }


class CompareFileView(OfTwo):
    """The same rows as CSV; formulas are neutralised."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponseBase:
        if self.comparison is None:
            raise Http404
        table = comparison_table(self.comparison, str(self.old), str(self.new), self.table)
        response = StreamingHttpResponse(write_csv(table, bom=True), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="perbandingan-laporan.csv"'
        return response
