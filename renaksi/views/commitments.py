"""Public pages of commitments: the filterable list with its downloads, and one commitment."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.formats import long_date
from foundation.tables import Table, write_csv, write_json
from foundation.web.facets import canonical_query, chips
from foundation.web.pagination import paginate
from renaksi.actions.standings import bring_up_to_date
from renaksi.filters import SAMPLE, CommitmentFilter
from renaksi.queries.commitment_page import commitment_page, find_commitment
from renaksi.queries.listing import SORTS, any_monitored, commitment_table, lines_in_parts, lines_of
from renaksi.queries.structured import commitment_data

PER_PAGE = 20


def _csv(table: Table) -> Iterator[str]:
    return write_csv(table, bom=True)


# By the word in the address: how the file is written, and what it is.
FILES: dict[str, tuple[Callable[[Table], Iterator[str]], str]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "json": (write_json, "application/json"),
}


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


@require_safe
def commitment_list_view(request: HttpRequest) -> HttpResponseBase:
    today = timezone.localdate()
    waiting = bring_up_to_date(on=today)
    filters = CommitmentFilter(request.GET)
    wanted = request.GET.get("format", "")
    if wanted in FILES:
        return _file(request, filters, wanted, today=today, waiting=waiting)
    ids = filters.listed().values_list("pk", flat=True)
    page = paginate(ids, request.GET.get("page"), PER_PAGE, total=filters.total)
    context = {
        "page": replace(page, items=lines_of(page.items, on=today, current=not waiting)),
        "facets": filters.facets(),
        "chips": chips(request.GET, filters.active()),
        "clear_url": f"?data={SAMPLE}" if filters.sample else "?",
        "csv_url": f"?{canonical_query(request.GET, page=None, format='csv')}",
        "json_url": f"?{canonical_query(request.GET, page=None, format='json')}",
        "problems": [*filters.problems, *_format_problem(wanted)],
        "q": request.GET.get("q", ""),
        "sorts": SORTS.items(),
        "sort": filters.order,
        "sample": filters.sample,
        "monitored": filters.sample or any_monitored(),
        "waiting": waiting,
    }
    return render(request, "renaksi/commitment_list.html", context)


def _format_problem(wanted: str) -> list[str]:
    if wanted in {"", "html"}:
        return []
    return [
        _("Bentuk “%(format)s” tidak tersedia. Yang tersedia: %(formats)s.")
        % {"format": wanted, "formats": ", ".join(FILES)}
    ]


def _file(
    request: HttpRequest, filters: CommitmentFilter, wanted: str, *, today: date, waiting: int
) -> StreamingHttpResponse:
    """Exactly the view, on all its pages."""
    write, content_type = FILES[wanted]
    ids = list(filters.listed().values_list("pk", flat=True))
    table = commitment_table(
        lines_in_parts(ids, on=today, current=not waiting),
        site=request.build_absolute_uri("/").rstrip("/"),
        notes=_head(request, filters, today=today, waiting=waiting),
    )
    response = StreamingHttpResponse(write(table), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="komitmen-{today:%Y-%m-%d}.{wanted}"'
    return response


def _head(
    request: HttpRequest, filters: CommitmentFilter, *, today: date, waiting: int
) -> tuple[tuple[str, str], ...]:
    """What is in the file: read long after the page is closed."""
    chosen = "; ".join(words for _name, _value, words in filters.active())
    address = f"{request.path}?{canonical_query(request.GET, page=None, format=None)}".rstrip("?")
    head = [
        (_("Saringan"), chosen or _("semua komitmen")),
        (_("Urutan"), str(SORTS[filters.order])),
        (_("Angka per"), long_date(today)),
        (_("Alamat"), request.build_absolute_uri(address)),
    ]
    if waiting:
        head.append((_("Catatan"), _recounting()))
    return tuple(head)


def _recounting() -> str:
    return _("Sebagian angka sedang dihitung ulang: saringan dan urutan mungkin memakai angka sebelumnya.")
