"""Published reports as a list, found by its facets; the register of all their files as CSV and JSON."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.formats import long_date
from foundation.languages import in_language
from foundation.tables import Table, write_csv, write_json
from foundation.web.facets import Chip, Facet, chips, counts_by, facet, most_frequent
from foundation.web.pagination import Page, paginate
from reports.filters import FACETS, ReportFilter
from reports.models import ReportBuild
from reports.queries.published import (
    ReportLine,
    newest_builds,
    register_table,
    registered_builds,
    report_lines,
)
from reports.queries.vocabulary import facet_labels

PER_PAGE = 20
SAMPLE = "contoh"
# Of these there may be hundreds: the most frequent come first, the others are found by typing.
LONG = frozenset({"region", "institution"})


@dataclass(frozen=True, slots=True)
class ReportList:
    """What `templates/reports/public/list.html` shows."""

    reports: tuple[ReportLine, ...]
    page: Page[ReportBuild]
    facets: tuple[Facet, ...]
    chips: list[Chip]
    q: str
    clear_url: str
    sample: bool
    has_sample: bool
    problems: tuple[str, ...]


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/public/list.html", {"list": _listed(request.GET)})


@require_safe
def register_csv(request: HttpRequest) -> StreamingHttpResponse:
    lines = write_csv(_register(request), bom=True)
    return _as_file(StreamingHttpResponse(in_language(lines), content_type="text/csv; charset=utf-8"), "csv")


@require_safe
def register_json(request: HttpRequest) -> StreamingHttpResponse:
    lines = write_json(_register(request))
    return _as_file(StreamingHttpResponse(in_language(lines), content_type="application/json"), "json")


def _listed(query: QueryDict) -> ReportList:
    sample = query.get("data") == SAMPLE
    labels = facet_labels()
    filters = ReportFilter(query, queryset=_newest(sample=sample), labels=labels)
    found = filters.found().order_by("-published_at", "-pk")
    page = paginate(found, query.get("page"), PER_PAGE)
    return ReportList(
        reports=report_lines(page.items),
        page=page,
        facets=_facets(filters, labels),
        chips=chips(query, filters.active()),
        q=filters.chosen.get("q", ""),
        clear_url=f"?data={SAMPLE}" if sample else "?",
        sample=sample,
        has_sample=not sample and _newest(sample=True).exists(),
        problems=tuple(filters.problems),
    )


def _newest(*, sample: bool) -> QuerySet[ReportBuild]:
    return newest_builds().filter(report__plan__is_sample=sample)


def _facets(filters: ReportFilter, labels: Mapping[str, Mapping[str, str]]) -> tuple[Facet, ...]:
    made = (_facet(filters, name, labels[name]) for name in FACETS)
    return tuple(one for one in made if len(one.choices) > 1 or any(it.selected for it in one.choices))


def _facet(filters: ReportFilter, name: str, labels: Mapping[str, str]) -> Facet:
    counts = counts_by(filters.found(without=name), FACETS[name])
    chosen = filters.chosen.get(name, ())
    kept, left_out = most_frequent(counts, chosen) if name in LONG else (list(labels), 0)
    known = {value: labels[value] for value in kept if value in labels}
    legend = str(filters.filters[name].label)
    return facet(name, legend, known, counts, chosen, by_count=name in LONG, left_out=left_out)


def _register(request: HttpRequest) -> Table:
    """Everything that was ever published, withdrawn or not, real or sample."""
    notes = (
        (_("Diambil"), long_date(timezone.localdate())),
        (_("Alamat"), request.build_absolute_uri("./")),
    )
    return register_table(registered_builds(), site=request.build_absolute_uri("/").rstrip("/"), notes=notes)


def _as_file(response: StreamingHttpResponse, ending: str) -> StreamingHttpResponse:
    name = _("daftar-laporan")
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
