"""What stands around the commitments: good practices, events, and civil society that answers for them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from agenda.models import EventPage, EventParty
from agenda.queries.events import EventLine, event_line, public_events
from foundation.languages import told
from institutions.models import Institution
from practices.models import PracticePage
from practices.queries.lines import PracticeLine, practice_line, public_practices
from renaksi.queries.grid import PeriodFacts
from renaksi.queries.lines import leads_among
from reports.domain.outlines import PartKey
from reports.enums import WHOLE_PLAN_KINDS
from reports.payload.loading import Loaded
from reports.subject import Subject

_TELL_EVENTS = frozenset({PartKey.PARTICIPATION, PartKey.PROCESS, PartKey.REPOSITORY})
_DRAFTING = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class NearPractice:
    """`level` and `life` as stored. `commitments` by id name it; without any, `because` is the institution or region of both."""

    line: PracticeLine
    level: str
    life: str
    commitments: tuple[int, ...]
    because: str


@dataclass(frozen=True, slots=True)
class NearEvent:
    """`state` as stored; the rest as of a practice."""

    slug: str
    line: EventLine
    state: str
    commitments: tuple[int, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`institutions` are those that take part in the commitments or report on them, by id."""

    practices: tuple[NearPractice, ...] = ()
    events: tuple[NearEvent, ...] = ()
    institutions: Mapping[int, Institution] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Near:
    """Whose practices and events belong to the report: those who answer for its commitments."""

    commitments: frozenset[int]
    institutions: frozenset[int]
    regions: frozenset[int]
    is_sample: bool


def surroundings_of(
    subject: Subject, loaded: Loaded, covered: Collection[PeriodFacts], *, as_of: date
) -> Surroundings:
    """Only what the outline has a part for; six queries at most."""
    near = _near(subject, loaded)
    span = _span(subject, list(covered), as_of)
    tells_events = not _TELL_EVENTS.isdisjoint(subject.outline)
    return Surroundings(
        practices=_practices(near) if PartKey.PRACTICES in subject.outline else (),
        events=_events(near, span) if tells_events and span else (),
        institutions=_institutions(loaded),
    )


def _near(subject: Subject, loaded: Loaded) -> _Near:
    if subject.institution:
        institutions = {subject.institution.pk}
    else:
        institutions = {
            lead.institution_id for partners in loaded.partners.values() for lead in leads_among(partners)
        }
    regions = {one.region_id for one in loaded.commitments if one.region_id}
    if subject.region:
        regions = {subject.region.pk}
    elif subject.plan.region_id:
        regions.add(subject.plan.region_id)
    return _Near(
        frozenset(loaded.figures), frozenset(institutions), frozenset(regions), subject.plan.is_sample
    )


def _practices(near: _Near) -> tuple[NearPractice, ...]:
    named = PracticePage.objects.filter(commitment_links__commitment__in=near.commitments)
    own = Q(institution__in=near.institutions) | Q(region__in=near.regions)
    pages = (
        public_practices(sample=near.is_sample)
        .filter(Q(pk__in=named.values("pk")) | own)
        .select_related("institution")
        .prefetch_related("commitment_links")
    )
    found = [_near_practice(page, near) for page in pages]
    return tuple(sorted(found, key=lambda one: not one.commitments))


def _near_practice(page: PracticePage, near: _Near) -> NearPractice:
    links = _linked((link.commitment_id for link in page.commitment_links.all()), near)
    owner = page.institution if page.institution_id in near.institutions else None
    because = told(owner, "name") if owner else str(page.region or "")
    return NearPractice(practice_line(page), page.evidence_level, page.life, links, "" if links else because)


def _linked(commitment_ids: Iterable[int], near: _Near) -> tuple[int, ...]:
    return tuple(one for one in commitment_ids if one in near.commitments)


def _span(subject: Subject, covered: list[PeriodFacts], as_of: date) -> tuple[datetime, datetime] | None:
    """From the first day that is covered to the end of the last; how things stand is told up to its day.

    What OGP asks for tells of the whole cycle, and of the year in which the plan was drafted.
    """
    if subject.kind in WHOLE_PLAN_KINDS and subject.plan.start_on:
        first = subject.plan.start_on - _DRAFTING
    elif covered:
        first = covered[0].quarter.first_day
    else:
        return None
    last = covered[-1].quarter.last_day if subject.period and covered else as_of
    return _midnight(first), _midnight(last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _events(near: _Near, span: tuple[datetime, datetime]) -> tuple[NearEvent, ...]:
    named = EventPage.objects.filter(commitment_links__commitment__in=near.commitments)
    taking_part = EventParty.objects.filter(institution__in=near.institutions)
    own = Q(pk__in=taking_part.values("page")) | Q(region__in=near.regions)
    first, end = span
    pages = (
        public_events()
        .filter(Q(pk__in=named.values("pk")) | own, is_sample=near.is_sample)
        .filter(starts_at__lt=end, ends_at__gt=first)
        .prefetch_related("commitment_links", "parties__institution")
        .order_by("starts_at", "pk")
    )
    return tuple(_near_event(page, near, end) for page in pages)


def _near_event(page: EventPage, near: _Near, end: datetime) -> NearEvent:
    links = _linked((link.commitment_id for link in page.commitment_links.all()), near)
    parties = [
        told(party.institution, "name")
        for party in page.parties.all()
        if party.institution and party.institution_id in near.institutions
    ]
    because = "; ".join(parties) or str(page.region or "")
    return NearEvent(page.slug, event_line(page, now=end), page.state, links, "" if links else because)


def _institutions(loaded: Loaded) -> dict[int, Institution]:
    partners = {one.institution_id for each in loaded.partners.values() for one in each}
    owners = {one.owner_id for figures in loaded.figures.values() for one in figures.milestones}
    return Institution.objects.in_bulk(partners | owners - {None})
