"""Events as lines: for the agenda, the home page, and the pages of what they belong to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.domain.when import is_unrecorded
from agenda.enums import EventKind, EventState
from agenda.models import EventPage, EventParty
from agenda.queries.wording import MARKS, when_text
from foundation.languages import Told, told
from renaksi.related import RelatedItem, Subject

RELATED = 3


@dataclass(frozen=True, slots=True)
class EventLine:
    """`code` and `word` are its status; `is_unrecorded`: over, and nobody wrote down whether it took place."""

    id: int
    title: Told
    url: str
    kind: str
    when: str
    first_day: date
    place: str
    summary: Told
    code: str
    word: str
    is_over: bool
    is_unrecorded: bool
    is_cancelled: bool
    is_sample: bool


def public_events() -> QuerySet[EventPage]:
    return EventPage.objects.live().select_related("region")


def in_order(events: QuerySet[EventPage], *, now: datetime) -> QuerySet[EventPage]:
    """What is to come or goes on, the next one first; then what is over, the last one first."""
    return events.alias(
        is_over=Case(When(ends_at__gt=now, then=Value(0)), default=Value(1)),
        next_first=Case(When(ends_at__gt=now, then=F("starts_at"))),
    ).order_by("is_over", "next_first", "-starts_at", "pk")


def event_line(page: EventPage, *, now: datetime) -> EventLine:
    over, state = page.when.is_over(now), EventState(page.state)
    return EventLine(
        id=page.pk,
        title=told(page, "title"),
        url=page.get_url() or "",
        kind=str(EventKind(page.kind).label),
        when=when_text(page.when),
        first_day=page.first_day,
        place=place_text(page),
        summary=told(page, "summary"),
        code=MARKS[state],
        word=str(state.label),
        is_over=over,
        is_unrecorded=is_unrecorded(state, over=over),
        is_cancelled=state == EventState.CANCELLED,
        is_sample=page.is_sample,
    )


def event_lines(pages: Iterable[EventPage], *, now: datetime) -> tuple[EventLine, ...]:
    return tuple(event_line(page, now=now) for page in pages)


def place_text(page: EventPage) -> str:
    """The hall and its region; “Daring” where there is an address of the net alone."""
    parts = [page.place, page.region.name if page.region else ""]
    return ", ".join(part for part in parts if part) or _("Daring")


def upcoming(limit: int) -> tuple[EventLine, ...]:
    """The next events for the home page; what was cancelled and samples are left to the agenda. One query."""
    now = timezone.now()
    coming = public_events().filter(ends_at__gt=now, is_sample=False).exclude(state=EventState.CANCELLED)
    return event_lines(coming.order_by("starts_at", "pk")[:limit], now=now)


def events_of(subject: Subject) -> tuple[RelatedItem, ...]:
    """For the pages of commitments, regions, institutions and practices (`renaksi.related`)."""
    own = EventPage.objects.filter(
        Q(commitment_links__commitment__in=subject.commitment_ids)
        | Q(practice_links__practice__in=subject.practice_ids)
    )
    parties = EventParty.objects.filter(institution__in=subject.institution_ids)
    places = Q(region__in=subject.region_ids) | Q(region__province__in=subject.region_ids)
    near = places | Q(pk__in=parties.values("page"))
    named = Q(pk__in=own.values("pk"))
    events = (
        public_events()
        .filter(named | near, is_sample=False)
        .alias(rank=Case(When(named, then=Value(0)), default=Value(1)))
        .order_by("rank", "-starts_at", "pk")[:RELATED]
    )
    return tuple(_related(line) for line in event_lines(events, now=timezone.now()))


def _related(line: EventLine) -> RelatedItem:
    return RelatedItem(
        kind=_("Agenda: %(kind)s") % {"kind": line.kind},
        title=line.title,
        url=line.url,
        text=line.summary,
        source=line.place,
        day=line.first_day,
    )
