from agenda.queries.events import EventLine, event_line, events_of, public_events, upcoming

__all__ = ["EventLine", "event_line", "events_of", "public_events", "upcoming"]
