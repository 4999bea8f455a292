from agenda.models.pages import EventIndexPage, EventPage
from agenda.models.rows import EventParty, EventSpeaker, ProgrammeItem

__all__ = ["EventIndexPage", "EventPage", "EventParty", "EventSpeaker", "ProgrammeItem"]
