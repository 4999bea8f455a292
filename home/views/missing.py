"""The page for an address that leads nowhere: what it was perhaps meant to lead to."""

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from foundation.languages import has_both
from foundation.search.queries import Hit, likely
from foundation.search.words import Wanted, folded_words, read_wanted

MOST_LETTERS = 120


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it
    """`handler404`. Addresses behind a door are answered alike, whatever they hold: nothing is guessed of them."""
    wanted = wanted_at(request.path)
    hits: tuple[Hit, ...] = likely(wanted) if wanted and request.method == "GET" else ()
    return render(request, "404.html", {"wanted": wanted, "hits": hits}, status=404)


def wanted_at(path: str) -> Wanted:
    """What somebody was looking for, from the last part of an address that holds a word.

    Files are asked for by machines: of them nothing is guessed, so that a scan of addresses costs nothing.
    """
    if not has_both(path) or "." in path:
        return Wanted("")
    parts = [folded_words(part) for part in unquote(path)[:MOST_LETTERS].split("/")]
    named = [words for words in parts if any(len(word) > 2 and not word.isdigit() for word in words)]
    return read_wanted(" ".join(named[-1])) if named else Wanted("")
