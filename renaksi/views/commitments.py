"""Public pages of commitments: the filterable list with its download, and one commitment."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.tables import write_csv
from foundation.web.pagination import paginate
from renaksi.filters import CommitmentFilter
from renaksi.models import ActionPlan
from renaksi.queries.commitment_page import commitment_page, find_commitment
from renaksi.queries.lines import CommitmentLine, sorted_lines
from renaksi.queries.listing import (
    FACETS,
    SORTS,
    FacetChoice,
    commitment_index,
    commitment_table,
    facet_choices,
    matching,
)
from renaksi.queries.structured import commitment_data

PER_PAGE = 20
# So many choices of a long facet stand open; the rest is one click away.
OPEN_CHOICES = 6
SAMPLE = "contoh"


@require_safe
def commitment_view(request: HttpRequest, plan: str, commitment: str) -> HttpResponse:
    found = find_commitment(plan, commitment)
    if found is None:
        raise Http404
    page = commitment_page(found, today=timezone.localdate())
    context = {
        "page": page,
        "data": commitment_data(page, plan_url=request.build_absolute_uri(page.plan_url)),
        "embed_url": request.build_absolute_uri(reverse("commitment_embed", args=(plan, commitment))),
    }
    return render(request, "renaksi/commitment.html", context)


@dataclass(frozen=True, slots=True)
class Facet:
    """Shape: `templates/components/facet_group.html`."""

    name: str
    legend: str
    choices: Sequence[FacetChoice]
    more: Sequence[FacetChoice]


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, and the address without it."""

    label: str
    remove_url: str


@require_safe
def commitment_list_view(request: HttpRequest) -> HttpResponseBase:
    sample = _asks_for_sample(request.GET)
    index = commitment_index(sample=sample, as_of=timezone.localdate())
    filters = CommitmentFilter(request.GET, index=index)
    lines = sorted_lines((index.lines[pk] for pk in matching(index, filters.matches)), filters.order)
    wanted = request.GET.get("format", "")
    if wanted == "csv":
        return _csv(request, lines)
    context = {
        "page": paginate(lines, request.GET.get("page"), PER_PAGE),
        "facets": _facets(filters),
        "chips": _chips(request.GET, filters),
        "clear_url": f"?data={SAMPLE}" if sample else "?",
        "csv_url": f"?{_with(request.GET, format='csv')}",
        "problems": [*filters.problems, *_format_problem(wanted)],
        "q": request.GET.get("q", ""),
        "sorts": SORTS.items(),
        "sort": filters.order,
        "sample": sample,
        "monitored": index.monitored,
        "scope_total": len(index.lines),
        "today": timezone.localdate(),
    }
    return render(request, "renaksi/commitment_list.html", context)


def _asks_for_sample(query: QueryDict) -> bool:
    """The sample data stand apart: chosen by themselves, or by naming a sample plan."""
    if query.get("data") == SAMPLE:
        return True
    named = set(query.getlist("plan"))
    if not named:
        return False
    samples = ActionPlan.objects.public().filter(is_sample=True).values_list("slug", flat=True)
    return not named.isdisjoint(samples)


def _format_problem(wanted: str) -> list[str]:
    if wanted in {"", "html"}:
        return []
    return [_("Bentuk “%(format)s” tidak tersedia. Yang tersedia: csv.") % {"format": wanted}]


def _facets(filters: CommitmentFilter) -> list[Facet]:
    facets = []
    for name in FACETS:
        choices = facet_choices(filters.index, filters.matches, name, filters.chosen.get(name, ()))
        # What is chosen or has something behind it comes first; what would be empty is not offered.
        offered = [choice for choice in choices if choice.count or choice.selected]
        if name not in {"status", "level", "plan", "late"}:
            offered.sort(key=lambda choice: (not choice.selected, -choice.count))
        if offered:
            label = str(filters.filters[name].label)
            facets.append(Facet(name, label, offered[:OPEN_CHOICES], offered[OPEN_CHOICES:]))
    return facets


def _chips(query: QueryDict, filters: CommitmentFilter) -> list[Chip]:
    return [
        Chip(f"{filters.filters[name].label}: {label}", f"?{_without(query, name, value)}")
        for name, value, label in filters.chips()
    ]


def _without(query: QueryDict, name: str, value: str) -> str:
    left = query.copy()
    left.pop("page", None)
    left.setlist(name, [one for one in left.getlist(name) if one.strip() != value])
    return left.urlencode()


def _with(query: QueryDict, **values: str) -> str:
    changed = query.copy()
    changed.pop("page", None)
    for name, value in values.items():
        changed[name] = value
    return changed.urlencode()


def _csv(request: HttpRequest, lines: Sequence[CommitmentLine]) -> StreamingHttpResponse:
    site = request.build_absolute_uri("/").rstrip("/")
    response = StreamingHttpResponse(
        write_csv(commitment_table(lines, site=site), bom=True), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="komitmen.csv"'
    return response
