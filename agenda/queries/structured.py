"""An event in the words of schema.org."""

from typing import Any

from agenda.enums import EventState
from agenda.models import EventPage
from foundation.languages import told

_STATUS = {EventState.CANCELLED: "https://schema.org/EventCancelled"}


def event_data(page: EventPage) -> dict[str, Any]:
    """Whole days without hours stand as dates: an hour that is not known is not invented."""
    start, end = page.starts_at.isoformat(), page.ends_at.isoformat()
    if page.begins is None:
        start, end = page.first_day.isoformat(), (page.last_day or page.first_day).isoformat()
    name = page.place or (page.region.name if page.region else "")
    return {
        "@type": "Event",
        "name": told(page, "title"),
        "description": told(page, "summary"),
        "startDate": start,
        "endDate": end,
        "eventStatus": _STATUS.get(EventState(page.state), "https://schema.org/EventScheduled"),
        "location": {"@type": "Place", "name": name, "address": page.address or name} if name else None,
    }
