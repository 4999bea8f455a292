"""Calendars as files (iCalendar, RFC 5545): folding, escaping and time zones are the library's.

The bytes are the same as long as the entries are: their hash tells a subscriber that nothing is new.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vDuration

from agenda.domain.entry import Entry

PRODUCT = "-//Renaksi//Agenda//ID"
ASK_AGAIN_AFTER = timedelta(hours=12)


def calendar_file(entries: Iterable[Entry], *, name: str, language: str) -> bytes:
    """`name` is what a subscriber's list of calendars shows, `language` that of the texts."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name, parameters={"LANGUAGE": language})
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(ASK_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN_AFTER))
    for entry in entries:
        calendar.add_component(_event(entry, language))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(entry: Entry, language: str) -> Event:
    event = Event()
    own = {"LANGUAGE": entry.lang or language}
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title, parameters=own)
    event.add("dtstart", entry.starts)
    if entry.ends is not None:
        event.add("dtend", _end(entry.ends))
    event.add("status", entry.status.value)
    event.add("transp", "OPAQUE" if entry.takes_time else "TRANSPARENT")
    event.add("url", entry.url)
    for name, text in (("description", entry.text), ("location", entry.place)):
        if text:
            event.add(name, text)
    if entry.category:
        event.add("categories", [entry.category])
    return event


def _end(end: date | datetime) -> date | datetime:
    """A day ends where the next one begins: DTEND is not part of the event."""
    return end if isinstance(end, datetime) else end + timedelta(days=1)
