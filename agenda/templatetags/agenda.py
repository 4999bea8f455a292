"""What the templates of the agenda ask for: Wagtail serves those pages, so their view is here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import template
from django.db.models.functions import TruncMonth
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from agenda.enums import EventKind
from agenda.filters import EventFilter
from agenda.models import EventPage
from agenda.queries.agenda import DeadlineLine, Section, coming_deadlines, sections
from agenda.queries.choices import AgendaChoices, agenda_choices
from agenda.queries.event_page import EventFacts, event_facts
from agenda.queries.events import in_order, public_events
from foundation.web.facets import Chip, Facet, chips, counts_by, facet
from foundation.web.pagination import Page, paginate

PER_PAGE = 24

register = template.Library()


@dataclass(frozen=True, slots=True)
class Agenda:
    sections: tuple[Section, ...]
    page: Page[EventPage]
    facets: tuple[Facet, ...]
    chips: Sequence[Chip]
    problems: Sequence[str]
    deadlines: tuple[DeadlineLine, ...]
    feed_url: str
    subscribe_url: str


@register.simple_tag(takes_context=True)
def agenda(context: Context) -> Agenda:
    """The events that the address asks for, and the next deadlines."""
    request: HttpRequest = context["request"]
    now, choices = timezone.now(), agenda_choices()
    filters = EventFilter(request.GET, queryset=public_events(), choices=choices)
    page = paginate(in_order(filters.found(), now=now), request.GET.get("page"), PER_PAGE)
    feed_url = request.build_absolute_uri(reverse("agenda_feed"))
    return Agenda(
        sections=sections(page.items, now=now),
        page=page,
        facets=_facets(filters, choices),
        chips=chips(request.GET, filters.active()),
        problems=filters.problems,
        deadlines=coming_deadlines(today=timezone.localdate(now)),
        feed_url=feed_url,
        # What phones hand to their calendar.
        subscribe_url=f"webcal://{feed_url.partition('://')[2]}",
    )


def _facets(filters: EventFilter, choices: AgendaChoices) -> tuple[Facet, ...]:
    labels = {
        "kind": {kind.value: str(kind.label) for kind in EventKind},
        "region": choices.regions,
        "month": choices.months,
    }
    return tuple(
        facet(
            name,
            str(filters.filters[name].label),
            words,
            _counts(filters, name),
            filters.chosen.get(name, ()),
        )
        for name, words in labels.items()
    )


def _counts(filters: EventFilter, name: str) -> Mapping[str, int]:
    found = filters.found(without=name)
    if name == "month":
        by_first = counts_by(found.annotate(month=TruncMonth("first_day")), "month")
        return {day[: len("2017-03")]: count for day, count in by_first.items()}
    return counts_by(found, {"kind": "kind", "region": "region__code"}[name])


@register.simple_tag
def event(page: EventPage) -> EventFacts:
    return event_facts(page, now=timezone.now())
