"""When an event is: days and hours as the clocks at its place show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agenda.enums import ZONE_NAMES, EventState, Zone


@dataclass(frozen=True, slots=True)
class When:
    """`begins` None means whole days; `ends` None with a beginning means that nobody said when it ends."""

    first_day: date
    last_day: date
    begins: time | None
    ends: time | None
    zone: Zone

    @property
    def is_whole_days(self) -> bool:
        return self.begins is None

    @property
    def starts_at(self) -> datetime:
        """Of whole days, the midnight that they begin with."""
        return self._at(self.first_day, self.begins or time.min)

    @property
    def ends_at(self) -> datetime:
        """The moment from which it is over: without an hour, the midnight after its last day."""
        if self.begins is None or self.ends is None:
            return self._at(self.last_day + timedelta(days=1), time.min)
        return self._at(self.last_day, self.ends)

    def is_over(self, now: datetime) -> bool:
        return self.ends_at <= now

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, ZoneInfo(ZONE_NAMES[self.zone]))


def problems(
    first_day: date | None, last_day: date | None, begins: time | None, ends: time | None
) -> Iterator[tuple[str, str]]:
    """(field, code) of what cannot be; days that are missing are told by their own fields."""
    if first_day and last_day and last_day < first_day:
        yield "last_day", "ends_before_start"
    if ends and not begins:
        yield "begins", "end_without_beginning"
    if begins and ends and ends <= begins and (last_day or first_day) == first_day:
        yield "ends", "ends_before_start_that_day"


def is_unrecorded(state: EventState, *, over: bool) -> bool:
    """Its time has passed and nobody said whether it took place."""
    return over and state in {EventState.PLANNED, EventState.CONFIRMED}
