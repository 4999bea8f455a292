"""Calendars: an event as a file, and the feed that one subscribes to."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agenda.calendars import calendar_file
from agenda.queries.calendar import event_entry, feed_entries
from agenda.queries.events import public_events
from foundation.languages import language
from institutions.models import Region
from renaksi.models import ActionPlan

FRESH_FOR = 3600


@require_safe
def event_file(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(public_events(), slug=slug)
    entry = event_entry(page, request.build_absolute_uri)
    return _answer(request, calendar_file([entry], name=entry.title, language=language()), "acara.ics")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """All events and deadlines; `?rencana=` and `?daerah=` narrow them to one plan or region."""
    asked = request.GET.get("rencana", ""), request.GET.get("daerah", "")
    if "\0" in "".join(asked):  # PostgreSQL takes no null character
        raise Http404
    plan, region = _plan(asked[0]), _region(asked[1])
    entries = feed_entries(
        today=timezone.localdate(),
        absolute=request.build_absolute_uri,
        plan_slug=plan.slug if plan else "",
        region_code=region.code if region else "",
    )
    names = [_("Agenda Renaksi"), *(str(one) for one in (plan, region) if one)]
    return _answer(
        request, calendar_file(entries, name=" · ".join(names), language=language()), "kalender.ics"
    )


def _plan(slug: str) -> ActionPlan | None:
    if not slug:
        return None
    found = ActionPlan.objects.public().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _region(code: str) -> Region | None:
    if not code:
        return None
    return get_object_or_404(Region, code=code)


def _answer(request: HttpRequest, file: bytes, name: str) -> HttpResponse:
    """With an ETag alone: the day of the last change would not tell that an event was taken out."""
    etag = f'"{sha256(file).hexdigest()[:32]}"'
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=FRESH_FOR)
    return get_conditional_response(request, etag=etag, response=response) or response
