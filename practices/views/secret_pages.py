"""Pages behind a link that was mailed: kept by nobody, found by no search engine, told to no other site."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers


def secret_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    has_form: bool = False,
) -> HttpResponse:
    response = render(request, template, dict(context), status=status)
    # With no-referrer browsers send a form without its origin, and it would be taken for a forged one.
    return _sealed(response, "strict-origin" if has_form else "no-referrer")


def secret_redirect(address: str, *keys: Any, query: str = "") -> HttpResponse:
    response = redirect(address, *keys)
    response["Location"] += query
    return _sealed(response, "no-referrer")


def unknown_link(request: HttpRequest) -> HttpResponse:
    """Whatever is wrong with a link is answered by one page."""
    return secret_page(request, "practices/life/unknown_link.html", {}, status=404)


def _sealed(response: HttpResponse, referrer: str) -> HttpResponse:
    response["Referrer-Policy"] = referrer
    response["X-Robots-Tag"] = "noindex, nofollow"
    add_never_cache_headers(response)
    return response
