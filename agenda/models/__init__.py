from agenda.models.pages import EventIndexPage, EventPage
from agenda.models.rows import EventCommitment, EventParty, EventPractice, EventSpeaker, ProgrammeItem

__all__ = [
    "EventCommitment",
    "EventIndexPage",
    "EventPage",
    "EventParty",
    "EventPractice",
    "EventSpeaker",
    "ProgrammeItem",
]
