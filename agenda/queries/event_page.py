"""The page of one event; also of a draft that is only looked at in the CMS."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from agenda.enums import Part
from agenda.models import EventPage, EventParty, ProgrammeItem
from agenda.queries.events import EventLine, event_line
from agenda.queries.wording import hours_text
from foundation.formats import long_date
from foundation.languages import INDONESIAN, Told, language, told
from institutions.models import Institution
from practices.queries import PracticeLine, practice_lines, public_practices
from renaksi.models import Commitment


@dataclass(frozen=True, slots=True)
class Named:
    """`url` is "" for who has no page here; of somebody with a note it is the note’s: the institution’s."""

    text: Told
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parties:
    """All who do the same at the event."""

    part: str
    who: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    hours: str
    title: Told
    speakers: Told


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """`day` is "" where the event has only one. A column that would be empty is left out."""

    day: str
    lines: tuple[ProgrammeLine, ...]
    has_hours: bool
    has_speakers: bool


@dataclass(frozen=True, slots=True)
class CommitmentName:
    title: Told
    url: str
    plan: Told


@dataclass(frozen=True, slots=True)
class HeaderFact:
    """Shape: `templates/components/page_header.html`."""

    term: str
    value: str


@dataclass(frozen=True, slots=True)
class EventFacts:
    """`header` is what everybody asks first. `body_lang` is the code of the body's language where it is not the page's own."""

    line: EventLine
    header: tuple[HeaderFact, ...]
    cancelled_reason: Told
    body: StreamValue
    body_lang: str
    programme: tuple[ProgrammeDay, ...]
    speakers: tuple[Named, ...]
    parties: tuple[Parties, ...]
    practices: tuple[PracticeLine, ...]
    commitments: tuple[CommitmentName, ...]
    calendar_url: str


def event_facts(page: EventPage, *, now: datetime) -> EventFacts:
    body, body_lang = _body(page)
    line = event_line(page, now=now)
    return EventFacts(
        line=line,
        header=(HeaderFact(_("Kapan"), line.when), HeaderFact(_("Di mana"), line.place)),
        cancelled_reason=told(page, "cancelled_reason"),
        body=body,
        body_lang=body_lang,
        programme=tuple(_programme(page)),
        speakers=tuple(_speakers(page)),
        parties=tuple(_parties(page)),
        practices=_practices(page),
        commitments=_commitments(page),
        calendar_url=reverse("event_file", args=[page.slug]) if page.live else "",
    )


def _body(page: EventPage) -> tuple[StreamValue, str]:
    """In the language of the page, else in the other one, and which."""
    ordered = [(INDONESIAN, page.body), ("en", page.body_en)]
    ordered.sort(key=lambda one: one[0] != language())
    own, other = ordered
    return (other[1], other[0]) if other[1] and not own[1] else (own[1], "")


def _programme(page: EventPage) -> Iterator[ProgrammeDay]:
    """Day by day; hours first within a day as the editors ordered them."""
    items = sorted(page.programme.all(), key=lambda item: item.day or page.first_day)
    several = page.last_day is not None and page.last_day != page.first_day
    for day, group in groupby(items, key=lambda item: item.day or page.first_day):
        lines = tuple(_programme_line(item) for item in group)
        yield ProgrammeDay(
            day=long_date(day) if several else "",
            lines=lines,
            has_hours=any(line.hours for line in lines),
            has_speakers=any(line.speakers for line in lines),
        )


def _programme_line(item: ProgrammeItem) -> ProgrammeLine:
    return ProgrammeLine(hours_text(item.begins, item.ends), told(item, "title"), told(item, "speakers"))


def _speakers(page: EventPage) -> Iterator[Named]:
    """A person with role and institution below, or an office with its institution."""
    for speaker in page.speakers.select_related("institution"):
        office = told(speaker, "role")
        home = _institution(speaker.institution) if speaker.institution else Named(Told(""))
        below = [office, home.text] if speaker.name else [home.text]
        yield Named(Told(speaker.name) if speaker.name else office, home.url, ", ".join(filter(None, below)))


def _parties(page: EventPage) -> Iterator[Parties]:
    """In the order of the parts, each as the editors ordered them."""
    rows = list(page.parties.select_related("institution"))
    for part in Part:
        who = tuple(_party(row) for row in rows if row.part == part)
        if who:
            yield Parties(str(part.label), who)


def _party(row: EventParty) -> Named:
    return _institution(row.institution) if row.institution else Named(told(row, "name"))


def _institution(institution: Institution) -> Named:
    return Named(told(institution, "name"), institution.get_absolute_url())


def _practices(page: EventPage) -> tuple[PracticeLine, ...]:
    shown = public_practices(sample=page.is_sample)
    return practice_lines(shown.filter(pk__in=[link.practice_id for link in page.practice_links.all()]))


def _commitments(page: EventPage) -> tuple[CommitmentName, ...]:
    keys = [link.commitment_id for link in page.commitment_links.all()]
    found = Commitment.objects.public().filter(pk__in=keys).select_related("plan").order_by("pk")
    return tuple(
        CommitmentName(told(one, "title"), one.get_absolute_url(), told(one.plan, "label")) for one in found
    )
