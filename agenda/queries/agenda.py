"""The page of the agenda: what comes, what was, and the days that reporting asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _

from agenda.models import EventPage
from agenda.queries.events import EventLine, event_lines
from renaksi.queries.deadlines import Deadline, DeadlineKind, public_deadlines

MOST_DEADLINES = 12
NAMED_PLANS = 3


@dataclass(frozen=True, slots=True)
class Section:
    """`year` is None for what is still to come."""

    year: int | None
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class PlanName:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One day of a round: `plans` are named, `others` counts those that are not."""

    day: date
    text: str
    plans: tuple[PlanName, ...]
    others: int


def sections(pages: Iterable[EventPage], *, now: datetime) -> tuple[Section, ...]:
    """Of events in the order of `agenda.queries.events.in_order`."""
    lines = event_lines(pages, now=now)
    by_year = groupby(lines, key=lambda line: line.first_day.year if line.is_over else None)
    return tuple(Section(year, tuple(group)) for year, group in by_year)


def coming_deadlines(*, today: date) -> tuple[DeadlineLine, ...]:
    """The next ones; plans of one round that share a day share a line."""
    standing = [one for one in public_deadlines(since=today, today=today) if not one.called_off]
    standing.sort(key=_shared)
    shared = [list(group) for _key, group in groupby(standing, key=_shared)]
    return tuple(_deadline_line(group) for group in shared[:MOST_DEADLINES])


def deadline_text(one: Deadline) -> str:
    """What happens on that day."""
    sentence = {
        DeadlineKind.OPENS: _("Pelaporan %(period)s dibuka"),
        DeadlineKind.CLOSES: _("Pelaporan %(period)s ditutup pukul 23.59 WIB"),
        DeadlineKind.VERIFY_BY: _("Batas verifikasi laporan %(period)s"),
    }[one.kind]
    return sentence % {"period": f"{one.code} {one.year}"}


def _shared(one: Deadline) -> tuple[date, int, str, str]:
    return one.day, one.year, one.code, one.kind.value


def _deadline_line(group: list[Deadline]) -> DeadlineLine:
    named = tuple(PlanName(one.plan, one.plan_url) for one in group[:NAMED_PLANS])
    return DeadlineLine(group[0].day, deadline_text(group[0]), named, len(group) - len(named))
