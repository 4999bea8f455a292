"""Permanent addresses and the pictures of what is shared."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from foundation.reach.cards import card_png
from foundation.reach.citables import Citable, find_citable

_DAY = 24 * 60 * 60


@require_safe
def permanent_view(request: HttpRequest, kind: str, key: int) -> HttpResponse:  # noqa: ARG001 - Django hands the request
    """To where the thing stands today. Not for ever: a page may move, its permanent address does not."""
    return redirect(_found(kind, key).path)


@require_safe
def card_view(request: HttpRequest, kind: str, key: int) -> HttpResponse:  # noqa: ARG001
    response = HttpResponse(card_png(_found(kind, key)), content_type="image/png")
    patch_cache_control(response, public=True, max_age=_DAY)
    return response


def _found(kind: str, key: int) -> Citable:
    # A longer number is no key of any database.
    citable = find_citable(kind, key) if key < 2**31 else None
    if citable is None:
        raise Http404
    return citable
