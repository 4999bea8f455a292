"""The agenda and the events that the sources tell of, as they tell of them."""

from datetime import date
from typing import Any

from agenda.models import (
    EventIndexPage,
    EventPage,
    EventParty,
    EventPractice,
    EventSpeaker,
    ProgrammeItem,
)
from home.models import HomePage
from home.seed.files import load
from home.seed.tree import child
from institutions.models import Institution, Region
from institutions.queries import InstitutionIndex
from practices.models import PracticePage

ROWS = {"programme": ProgrammeItem, "speakers": EventSpeaker, "parties": EventParty}
COUNTRY = "IDN"


def seed_events() -> None:
    texts = load("events")
    agenda = child(HomePage.objects.get(), EventIndexPage, texts["index"])
    institutions = InstitutionIndex()
    for event in texts["events"]:
        if not EventPage.objects.child_of(agenda).filter(slug=event["slug"]).exists():
            child(agenda, EventPage, _fields(event, institutions))


def _fields(event: dict[str, Any], institutions: InstitutionIndex) -> dict[str, Any]:
    told = {name: value for name, value in event.items() if name != "practices"}
    shown = PracticePage.objects.filter(slug__in=event["practices"])
    return {
        **told,
        "first_day": date.fromisoformat(event["first_day"]),
        "region": Region.objects.get(code=event["region"]) if event["region"] else None,
        "practice_links": [EventPractice(practice=one) for one in shown],
        **{
            name: [
                row(**_linked(fields, institutions), sort_order=place)
                for place, fields in enumerate(event[name])
            ]
            for name, row in ROWS.items()
        },
    }


def _linked(fields: dict[str, Any], institutions: InstitutionIndex) -> dict[str, Any]:
    """An institution that the site knows, else what the source calls it."""
    if "institution" not in fields:
        return fields
    known: Institution | None = institutions.find(fields["institution"], None, COUNTRY)
    return {**fields, "institution": known}
