"""One round: its live page, the fragment that refreshes it, its files, and one institution in it."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.tables import write_csv, write_xlsx
from foundation.web.pagination import paginate
from foundation.web.verbs import SAFE, found_first
from institutions.models import Institution
from renaksi.actions.periods import extend_in_round
from renaksi.actions.refusals import Refused
from renaksi.actions.rounds import close_round
from renaksi.domain.round import RoundName
from renaksi.enums import PeriodState
from renaksi.forms.round import ExtensionForm, RoundFilterForm
from renaksi.models import ReportingPeriod
from renaksi.permissions import may_decide
from renaksi.queries.workspace.deadlines import Deadline, deadline_on
from renaksi.queries.workspace.round import (
    RoundFigures,
    counted,
    opened,
    periods_of_round,
    round_figures,
)
from renaksi.queries.workspace.round_groups import RoundFilters
from renaksi.queries.workspace.round_institution import InstitutionInRound, institution_in_round
from renaksi.queries.workspace.round_table import round_table
from renaksi.views.workspace.frame import page, person, show_404_unless

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class _Round:
    name: RoundName
    periods: list[ReportingPeriod]


def _round(request: HttpRequest, slug: str) -> _Round:
    show_404_unless(may_decide(person(request)))
    name = RoundName.parse(slug)
    periods = periods_of_round(name) if name else []
    if name is None or not periods:
        raise Http404
    return _Round(name, periods)


@dataclass
class _View:
    """What the address asks of one round, and what it shows."""

    round: _Round
    form: RoundFilterForm
    filters: RoundFilters
    figures: RoundFigures
    counted: list[ReportingPeriod]


def _view(request: HttpRequest, found: _Round) -> _View:
    form = RoundFilterForm(request.GET, plans=[period.plan for period in opened(found.periods)])
    filters = form.chosen()
    shown = counted(found.periods, filters.plan)
    figures = round_figures(found.name, shown, filters, today=timezone.localdate())
    return _View(found, form, filters, figures, shown)


@dataclass(frozen=True, slots=True)
class SortLink:
    """The head of a column: a click sorts by it, another one the other way round."""

    key: str
    label: str
    url: str
    sort: str


def _sort_links(request: HttpRequest, view: _View) -> list[SortLink]:
    first = _("Daerah") if view.filters.by_region else _("Instansi")
    heads = {
        "name": first,
        "expected": _("Ditagih"),
        "reported": _("Dilaporkan"),
        "on_time": _("Tepat waktu"),
        "accepted": _("Langsung diterima"),
    }
    return [_sort_link(request, view.filters.sort, key, label) for key, label in heads.items()]


def _sort_link(request: HttpRequest, current: str, key: str, label: str) -> SortLink:
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if current == key else key
    sorts = {key: "ascending", f"-{key}": "descending"}
    return SortLink(key, label, f"?{query.urlencode()}", sorts.get(current, ""))


def _figures_context(request: HttpRequest, view: _View) -> dict[str, object]:
    return {
        "name": view.round.name,
        "view": view,
        "figures": view.figures,
        "sorts": _sort_links(request, view),
        "page": paginate(view.figures.lines, request.GET.get("page"), PER_PAGE),
        "now": timezone.now(),
        "is_sample": all(period.plan.is_sample for period in view.counted),
    }


@login_required
@found_first(*SAFE)
def round_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = _round(request, slug)
    view = _view(request, found)
    wanted = request.GET.get("format")
    if wanted in _FILES:
        return _FILES[wanted](view)
    today = timezone.localdate()
    running = opened(found.periods)
    context = {
        **_figures_context(request, view),
        "periods": found.periods,
        "planned": [period for period in found.periods if period not in running],
        "deadline": _deadline(view.counted, today),
        "may_close": any(period.state == PeriodState.OPEN for period in found.periods),
        "samples": [] if view.filters.plan else [one for one in running if one not in view.counted],
    }
    return page(request, "round", context)


def _deadline(periods: list[ReportingPeriod], today: date) -> Deadline | None:
    """The last day of those that still take reports; None for a round that was closed."""
    days = [one.closes_on for one in periods if one.state == PeriodState.OPEN]
    return deadline_on(max(days), today) if days else None


@login_required
@found_first(*SAFE)
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The part of the page that refreshes itself, for the same query."""
    view = _view(request, _round(request, slug))
    return render(request, "workspace/round_figures.html", _figures_context(request, view))


def _csv(view: _View) -> HttpResponseBase:
    table = round_table(view.round.name, view.figures.lines, by_region=view.filters.by_region)
    return _download(StreamingHttpResponse(write_csv(table, bom=True), content_type="text/csv"), view, "csv")


def _xlsx(view: _View) -> HttpResponseBase:
    book = BytesIO()
    write_xlsx(round_table(view.round.name, view.figures.lines, by_region=view.filters.by_region), book)
    return _download(HttpResponse(book.getvalue(), content_type=XLSX), view, "xlsx")


def _download(response: HttpResponseBase, view: _View, ending: str) -> HttpResponseBase:
    name = f"putaran-{view.round.name.slug}{'-daerah' if view.filters.by_region else ''}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


_FILES = {"csv": _csv, "xlsx": _xlsx}


@login_required
@found_first(*SAFE, "POST")
def institution(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What one institution owes in the round; more time is given here."""
    found = _round(request, slug)
    owner = get_object_or_404(Institution, pk=pk)
    content = institution_in_round(found.name, opened(found.periods), owner, today=timezone.localdate())
    if content is None:
        raise Http404
    form = ExtensionForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid() and _extend(request, owner, content, form):
        return redirect("workspace:round_institution", slug, pk)
    context = {
        "name": found.name,
        "content": content,
        "form": form,
        "deadline": deadline_on(content.last_day, timezone.localdate()),
    }
    return page(request, "round_institution", context, status=422 if form.errors else 200)


@login_required
@found_first(*SAFE, "POST")
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks once: whoever has not reported by now is said not to have."""
    found = _round(request, slug)
    running = [one for one in found.periods if one.state == PeriodState.OPEN]
    if request.method == "POST":
        return _close(request, found.name)
    figures = round_figures(found.name, running, RoundFilters(), today=timezone.localdate())
    context = {"name": found.name, "running": running, "totals": figures.totals}
    return page(request, "round_close", context)


def _close(request: HttpRequest, name: RoundName) -> HttpResponse:
    try:
        close_round(code=name.code, year=name.year, by=person(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("Putaran %(name)s ditutup. Perpanjangan dan laporan yang dikembalikan tetap berjalan.")
        messages.success(request, told % {"name": name})
    return redirect("workspace:round", name.slug)


def _extend(
    request: HttpRequest, owner: Institution, content: InstitutionInRound, form: ExtensionForm
) -> bool:
    """Whether it went well; what is in the way stands in the form."""
    given = form.cleaned_data
    try:
        extend_in_round(
            periods=content.periods, institution=owner, by=person(request), at=timezone.now(), **given
        )
    except Refused as refusal:
        form.show_problems(refusal.problems)
        return False
    told = _("%(name)s boleh melapor sampai %(date)s. Narahubungnya diberi tahu.")
    messages.success(request, told % {"name": owner.name, "date": long_date(given["closes_on"])})
    return True
