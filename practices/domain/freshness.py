"""How old the word of an owner is: asked once a year, it is old after twelve months."""

from dataclasses import dataclass
from datetime import date

MONTHS_UNTIL_STALE = 12


@dataclass(frozen=True, slots=True)
class Freshness:
    """`months` are whole months since the owner last answered; both blank if they never did."""

    confirmed_on: date | None = None
    months: int | None = None

    @property
    def is_stale(self) -> bool:
        return self.months is not None and self.months >= MONTHS_UNTIL_STALE


def freshness(confirmed_on: date | None, today: date) -> Freshness:
    """A day in the future counts as today."""
    if confirmed_on is None:
        return Freshness()
    return Freshness(confirmed_on, max(0, whole_months(confirmed_on, today)))


def whole_months(first: date, last: date) -> int:
    """Between two days; negative if the last one is earlier."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)
