"""One search over everything, and what is suggested while somebody types."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.search.queries import Found, near, search, suggestions
from foundation.search.sources import all_sources
from foundation.search.words import MOST_LETTERS, MOST_WORDS, Wanted, read_wanted
from foundation.web.facets import Chip, Facet, canonical_query, chips, facet
from home.queries.search import topics

SAMPLE = "contoh"
KIND = "jenis"
SUGGESTIONS_KEPT = 300  # seconds
MOST_SUGGESTED_BY = 80  # letters


@require_safe
def search_view(request: HttpRequest) -> HttpResponse:
    wanted = read_wanted(request.GET.get("q", ""))
    sample = request.GET.get("data") == SAMPLE
    labels = {source.kind: str(source.label) for source in all_sources()}
    asked = list(dict.fromkeys(kind.strip() for kind in request.GET.getlist(KIND) if kind.strip()))
    kinds = [kind for kind in asked if kind in labels]
    found = search(wanted, kinds=kinds, sample=sample, page=request.GET.get("page")) if wanted else None
    nothing = found is not None and not found.total
    context: dict[str, Any] = {
        "wanted": wanted,
        "most_letters": MOST_LETTERS,
        "sample": sample,
        "found": found,
        "near": near(wanted) if nothing else None,
        "topics": topics() if found is None or nothing else (),
        "facet": _facet(found, labels, kinds),
        "chips": _chips(request.GET, labels, kinds),
        "problems": _problems(wanted, [kind for kind in asked if kind not in labels]),
        **_addresses(request.GET),
    }
    return render(request, "home/search.html", context)


@require_safe
def suggestions_view(request: HttpRequest) -> HttpResponse:
    """A fragment for `suggest.js`: nothing to choose is an empty answer. Alike for everybody, so that it may be kept."""
    wanted = read_wanted(request.GET.get("q", "")[:MOST_SUGGESTED_BY])
    context = {"wanted": wanted, "hits": suggestions(wanted) if wanted else ()}
    response = render(request, "home/_suggestions.html", context)
    response["Cache-Control"] = f"public, max-age={SUGGESTIONS_KEPT}"
    response["X-Robots-Tag"] = "noindex"
    return response


def _facet(found: Found | None, labels: dict[str, str], kinds: Sequence[str]) -> Facet | None:
    if found is None or not (found.total or kinds):
        return None
    counts = found.counts
    ordered = dict(sorted(labels.items(), key=lambda item: (-counts.get(item[0], 0), item[1])))
    shown = facet(KIND, _("Jenis"), ordered, counts, kinds)
    # There are few kinds: none of them is hidden behind a click.
    return Facet(shown.name, shown.legend, [*shown.choices, *shown.more])


def _chips(query: QueryDict, labels: dict[str, str], kinds: Sequence[str]) -> list[Chip]:
    return chips(query, [(KIND, kind, labels[kind]) for kind in kinds])


def _addresses(query: QueryDict) -> dict[str, str]:
    only = query.copy()
    for name in [name for name in only if name not in {"q", "data"}]:
        del only[name]
    return {
        "clear_url": f"?{canonical_query(only)}",
        "real_url": f"?{canonical_query(only, data=None)}",
        "sample_url": f"?{canonical_query(only, data=SAMPLE)}",
    }


def _problems(wanted: Wanted, unknown: Sequence[str]) -> list[str]:
    said = {
        "long": _(
            "Pencarian terlalu panjang. Tulis paling banyak %(words)d kata atau %(letters)d huruf: "
            "beberapa kata yang khas sudah cukup."
        )
        % {"words": MOST_WORDS, "letters": MOST_LETTERS},
        "symbols": _("Tidak ada huruf atau angka untuk dicari. Tulis sebuah kata, misalnya “pelaporan”."),
        "short": _("Satu huruf terlalu pendek untuk dicari. Tulis paling sedikit dua huruf."),
        "common": _(
            "Kata itu ada hampir di setiap halaman sehingga tidak dapat dicari. Tambahkan kata yang lebih khas."
        ),
    }
    problems = [said[wanted.problem]] if wanted.problem else []
    if unknown:
        problems.append(_("Jenis “%(kind)s” tidak dikenal dan tidak dipakai.") % {"kind": unknown[0][:40]})
    return problems
