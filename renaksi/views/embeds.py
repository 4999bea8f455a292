"""Small pages for the frames of other sites: a commitment's status, and the grid of a plan.

Anybody may frame these, and these alone; they hold no form, read no session and run no script.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from renaksi.queries.commitment_page import commitment_page, find_commitment
from renaksi.queries.plans import find_plan, plan_page

View = Callable[..., HttpResponse]
Framed = Callable[..., HttpResponseBase]
_FRESH = 300  # seconds; a page of news may be read by many at once


def framed(view: View) -> Framed:
    """Anybody's frame may hold the page."""
    allowed = csp_replace({"frame-ancestors": ["*"], "script-src": [NONE], "form-action": [NONE]})

    @wraps(view)
    @allowed
    @xframe_options_exempt
    @cache_control(public=True, max_age=_FRESH)
    @require_safe
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return inner


@framed
def commitment_embed_view(request: HttpRequest, plan: str, commitment: str) -> HttpResponse:
    found = find_commitment(plan, commitment)
    if found is None:
        raise Http404
    page = commitment_page(found, today=timezone.localdate())
    return render(request, "renaksi/embeds/commitment.html", {"page": page})


@framed
def grid_embed_view(request: HttpRequest, plan: str) -> HttpResponse:
    found = find_plan(plan)
    if found is None:
        raise Http404
    page = plan_page(found, as_of=timezone.localdate(), sort="number")
    if page.grid is None:
        raise Http404
    # Sorting reloads the whole page: a frame shows one order.
    grid = replace(page.grid, sorts=None)
    return render(request, "renaksi/embeds/grid.html", {"page": page, "grid": grid})
