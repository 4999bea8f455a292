"""Dates of which only the year or the month may be known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

from renaksi.enums import DatePrecision

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class InvalidPartialDate(ValueError):
    """The text or the bounds are no year, month or day of the calendar."""


def _bounds(first_day: date, precision: DatePrecision) -> tuple[date, date]:
    """The first and last day of the year, month or day that holds `first_day`."""
    year, month = first_day.year, first_day.month
    if precision == DatePrecision.YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    if precision == DatePrecision.MONTH:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return first_day, first_day


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: `first_day` serves as a start, `last_day` as a deadline.

    Raises InvalidPartialDate if the two days are not the bounds of that precision.
    """

    first_day: date
    last_day: date
    precision: DatePrecision

    def __post_init__(self) -> None:
        if (self.first_day, self.last_day) != _bounds(self.first_day, self.precision):
            raise InvalidPartialDate(f"{self.first_day} to {self.last_day}: no {self.precision}")

    @classmethod
    def year(cls, year: int) -> Self:
        return cls._holding(year, 1, 1, DatePrecision.YEAR)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        return cls._holding(year, month, 1, DatePrecision.MONTH)

    @classmethod
    def day(cls, day: date) -> Self:
        return cls(day, day, DatePrecision.DAY)

    @classmethod
    def holding(cls, day: date, precision: DatePrecision) -> Self:
        """The year, month or day that holds it."""
        return cls._holding(day.year, day.month, day.day, precision)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads `2017`, `2022-12` or `2022-12-31`, nothing else; raises InvalidPartialDate."""
        written = _WRITTEN.fullmatch(text.strip())
        if written is None:
            raise InvalidPartialDate(text)
        year, month, day = written.groups()
        if day:
            return cls._holding(int(year), int(month), int(day), DatePrecision.DAY)
        if month:
            return cls.month(int(year), int(month))
        return cls.year(int(year))

    @classmethod
    def _holding(cls, year: int, month: int, day: int, precision: DatePrecision) -> Self:
        try:
            known = date(year, month, day)
        except ValueError as error:
            raise InvalidPartialDate(f"{year}-{month}-{day}: {error}") from error
        return cls(*_bounds(known, precision), precision)

    def iso(self) -> str:
        """What `parse` reads: only the part that is known."""
        length = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7, DatePrecision.DAY: 10}
        return self.first_day.isoformat()[: length[self.precision]]


def effective_start(*starts: date | None) -> date | None:
    """The first start that is known; give the milestone's, the commitment's, then the plan's."""
    return next((start for start in starts if start is not None), None)
