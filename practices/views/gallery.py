"""The gallery: found by its facets, page by page, and saved whole as CSV or JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, QueryDict, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.formats import long_date
from foundation.languages import in_language
from foundation.tables import Table, write_csv, write_json
from foundation.web.facets import Chip, Facet, FacetChoice, canonical_query, chips, facet
from foundation.web.pagination import Page, paginate
from practices.filters import FACETS, SORTS, PracticeFilter
from practices.queries.gallery import facet_counts
from practices.queries.lines import PracticeLine, practice_lines, public_practices
from practices.queries.table import practice_table
from practices.queries.vocabulary import Vocabulary, vocabulary

PER_PAGE = 12
SAMPLE = "contoh"
# Facets whose most frequent choice comes first; the others have an order of their own.
BY_COUNT = frozenset({"region", "kind"})


@dataclass(frozen=True, slots=True)
class Gallery:
    """What `templates/practices/index.html` shows. `saved` is the query of the view that the files hold."""

    practices: tuple[PracticeLine, ...]
    page: Page[PracticeLine]
    facets: tuple[Facet, ...]
    chips: list[Chip]
    sorts: tuple[tuple[str, str], ...]
    sort: str
    q: str
    saved: str
    clear_url: str
    sample: bool
    has_sample: bool
    problems: tuple[str, ...]

    @property
    def themes(self) -> Sequence[FacetChoice]:
        """The five, for the links to their pages."""
        return next((one.choices for one in self.facets if one.name == "theme"), ())

    @property
    def theme(self) -> FacetChoice | None:
        """The one that was chosen, if it is one."""
        chosen = [one for one in self.themes if one.selected]
        return chosen[0] if len(chosen) == 1 else None


def gallery(query: QueryDict, *, today: date) -> Gallery:
    """The view that an address asks for; what it asks for wrongly is told in `problems`."""
    sample = query.get("data") == SAMPLE
    filters, words = _filters(query, today)
    page = paginate(filters.listed(), query.get("page"), PER_PAGE)
    return Gallery(
        practices=practice_lines(page.items),
        page=page,
        facets=_facets(filters, words),
        chips=chips(query, filters.active()),
        sorts=tuple((value, str(label)) for value, label in SORTS.items()),
        sort=filters.order,
        q=filters.chosen.get("q", ""),
        saved=canonical_query(query, page=None),
        clear_url=f"?data={SAMPLE}" if sample else "?",
        sample=sample,
        has_sample=not sample and public_practices(sample=True).exists(),
        problems=tuple(filters.problems),
    )


@require_safe
def gallery_csv(request: HttpRequest) -> StreamingHttpResponse:
    lines = write_csv(_table(request), bom=True)
    return _as_file(lines, "text/csv; charset=utf-8", _("praktik-baik.csv"))


@require_safe
def gallery_json(request: HttpRequest) -> StreamingHttpResponse:
    return _as_file(write_json(_table(request)), "application/json", _("praktik-baik.json"))


def _filters(query: QueryDict, today: date) -> tuple[PracticeFilter, Vocabulary]:
    words = vocabulary(regions=query.getlist("region"), today=today)
    records = public_practices(sample=query.get("data") == SAMPLE)
    return PracticeFilter(query, queryset=records, words=words), words


def _facets(filters: PracticeFilter, words: Vocabulary) -> tuple[Facet, ...]:
    regencies = set(filters.chosen.get("region", ())) & words.regencies
    counts = facet_counts(lambda name: filters.found(without=name), regencies=regencies)
    made = (
        facet(
            name,
            str(filters.filters[name].label),
            words.labels[name],
            counts[name],
            filters.chosen.get(name, ()),
            by_count=name in BY_COUNT,
        )
        for name in FACETS
    )
    return tuple(one for one in made if one.choices)


def _table(request: HttpRequest) -> Table:
    """Exactly the view, every page of it, with its filter, day and address on top."""
    today = timezone.localdate()
    filters, _words = _filters(request.GET, today)
    chosen = [words for _name, _value, words in filters.active()]
    seen = canonical_query(request.GET, page=None)
    address = request.build_absolute_uri("./")
    notes = (
        (_("Saringan"), "; ".join(chosen) or _("tanpa saringan")),
        (_("Diambil"), long_date(today)),
        (_("Alamat"), f"{address}?{seen}" if seen else address),
        (_("Catatan"), _("Angka hasil dilaporkan sendiri oleh pelaksana kecuali disebut lain.")),
    )
    return practice_table(filters.listed(), notes=notes, site=request.build_absolute_uri("/").rstrip("/"))


def _as_file(pieces: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(in_language(pieces), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
