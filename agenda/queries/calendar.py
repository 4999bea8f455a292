"""Entries of calendars: one event, or everything that somebody can subscribe to."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Q
from django.utils.translation import gettext as _

from agenda.domain.entry import Entry, EntryStatus
from agenda.enums import EventKind, EventState
from agenda.models import EventPage
from agenda.queries.agenda import deadline_text
from agenda.queries.events import place_text, public_events
from foundation.languages import told
from renaksi.queries.deadlines import Deadline, public_deadlines

# Deadlines older than this leave the feed: subscribers keep no archive of quarters.
DEADLINES_STAY = timedelta(days=366)
# Of what was never written down. Stable, so that the file is.
LONG_AGO = datetime(2011, 9, 20, tzinfo=UTC)

STATUS = {
    EventState.PLANNED: EntryStatus.TENTATIVE,
    EventState.CONFIRMED: EntryStatus.CONFIRMED,
    EventState.HELD: EntryStatus.CONFIRMED,
    EventState.CANCELLED: EntryStatus.CANCELLED,
}
# An address that a visitor can open, from one of the site's own.
Absolute = Callable[[str], str]


def event_entry(page: EventPage, absolute: Absolute) -> Entry:
    """`sequence` is the seconds between first and last publication: 0 at first, more with every change."""
    when, title, state = page.when, told(page, "title"), EventState(page.state)
    first, last = page.first_published_at or LONG_AGO, page.last_published_at or LONG_AGO
    cancelled = state == EventState.CANCELLED
    return Entry(
        uid=str(page.translation_key),
        title=_("Dibatalkan: %(title)s") % {"title": title} if cancelled else title,
        lang=title.lang,
        starts=when.first_day if when.is_whole_days else when.starts_at,
        ends=when.last_day if when.is_whole_days else (when.ends_at if when.ends else None),
        status=STATUS[state],
        changed_at=last,
        sequence=max(0, int((last - first).total_seconds())),
        url=absolute(page.get_url() or ""),
        text=_event_text(page),
        place=", ".join(part for part in (place_text(page), " ".join(page.address.split())) if part),
        category=str(EventKind(page.kind).label),
    )


def _event_text(page: EventPage) -> str:
    """What it is, how it stands, and where to register or to listen."""
    parts = [
        _("Contoh: acara ini rekaan.") if page.is_sample else "",
        _("Status acara: %(state)s.") % {"state": EventState(page.state).label},
        told(page, "cancelled_reason") if page.state == EventState.CANCELLED else "",
        told(page, "summary"),
        _("Pendaftaran: %(address)s") % {"address": page.registration_url} if page.registration_url else "",
        _("Daring: %(address)s") % {"address": page.online_url} if page.online_url else "",
    ]
    return "\n".join(part for part in parts if part)


def deadline_entry(one: Deadline, absolute: Absolute) -> Entry:
    """A whole day that blocks nobody's time."""
    title = _("%(what)s: %(plan)s") % {"what": deadline_text(one), "plan": one.plan}
    return Entry(
        uid=str(uuid5(NAMESPACE_URL, f"{one.plan_slug}/{one.code}-{one.year}/{one.kind}")),
        title=_("Dibatalkan: %(title)s") % {"title": title} if one.called_off else title,
        starts=one.day,
        ends=one.day,
        status=EntryStatus.CANCELLED if one.called_off else EntryStatus.CONFIRMED,
        changed_at=one.changed_at or LONG_AGO,
        sequence=one.changes,
        url=absolute(one.plan_url),
        text=_("Periode ini ditutup lebih awal.") if one.called_off else "",
        category=_("Tenggat pelaporan"),
        takes_time=False,
    )


def feed_entries(
    *, today: date, absolute: Absolute, plan_slug: str = "", region_code: str = ""
) -> tuple[Entry, ...]:
    """All real events and the deadlines of running plans. Three queries, however many there are."""
    wanted = Q(commitment_links__commitment__plan__slug=plan_slug) if plan_slug else Q()
    if region_code:
        wanted &= Q(region__code=region_code) | Q(region__province__code=region_code)
    found = EventPage.objects.filter(wanted, is_sample=False).values("pk")
    events = public_events().filter(pk__in=found).order_by("starts_at", "pk")
    deadlines = public_deadlines(
        since=today - DEADLINES_STAY, today=today, plan_slug=plan_slug, region_code=region_code
    )
    return (
        *(event_entry(page, absolute) for page in events),
        *(deadline_entry(one, absolute) for one in deadlines),
    )
