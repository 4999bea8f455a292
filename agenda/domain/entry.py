"""What stands in a calendar, whatever it comes from."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EntryStatus(StrEnum):
    """Values of iCalendar's STATUS (RFC 5545, 3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of somebody's calendar.

    `starts` and `ends` are both days (the last one included) or both moments with their zone; a moment may have
    no end. `uid` is for ever; `sequence` rises whenever something changes that one plans by. `lang` is the code
    of the title's language where it is not the calendar's own.
    """

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime | None
    status: EntryStatus
    changed_at: datetime
    sequence: int
    url: str
    lang: str = ""
    text: str = ""
    place: str = ""
    category: str = ""
    takes_time: bool = True

    @property
    def is_whole_days(self) -> bool:
        return not isinstance(self.starts, datetime)
