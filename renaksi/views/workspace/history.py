"""All past reports and receipts of one's institutions, with their files; also as CSV."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from foundation.tables import write_csv
from foundation.web.pagination import paginate
from foundation.web.verbs import SAFE, found_first
from renaksi.forms.history import HistoryForm
from renaksi.permissions import is_reporter
from renaksi.queries.workspace.history import history_line, history_table, past_reports
from renaksi.views.workspace.frame import page, person, show_404_unless

PER_PAGE = 25


@login_required
@found_first(*SAFE)
def history(request: HttpRequest) -> HttpResponseBase:
    user = person(request)
    show_404_unless(is_reporter(user))
    form = HistoryForm(request.GET, user=user)
    chosen = form.chosen()
    updates = past_reports(user, chosen)
    if request.GET.get("format") == "csv":
        return _csv(write_csv(history_table(updates), bom=True))
    found = paginate(updates, request.GET.get("page"), PER_PAGE)
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["format"] = "csv"
    context = {
        "form": form,
        "page": found,
        "lines": [history_line(update) for update in found.items],
        "is_filtered": bool(chosen),
        "csv_url": f"?{asked.urlencode()}",
    }
    return page(request, "receipts", context)


def _csv(lines: Iterator[str]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="riwayat-laporan.csv"'
    return response
