"""Reporting periods: their quarters and windows, what is expected in them, and the rates."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from renaksi.enums import WAITING_FOR_VERDICT_STATES, CellState, PeriodCode, UpdateState

OPENS_ON_DAY = 20
CLOSES_DAYS_AFTER_QUARTER = 10
# Three weeks for the review after the window has closed: B06 is verified by 31 July.
VERIFY_DAYS_AFTER_QUARTER = 31


class Quarter(NamedTuple):
    first_day: date
    last_day: date


def quarter_bounds(code: PeriodCode, year: int) -> Quarter:
    """B06 of a year: 1 April to 30 June."""
    last_month = int(PeriodCode(code).removeprefix("B"))
    return Quarter(
        date(year, last_month - 2, 1),
        date(year, last_month, monthrange(year, last_month)[1]),
    )


class InvalidWindow(ValueError):
    """A window opens before it closes, and closes no later than its verify-by day."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days in WIB, each included. `extended_until` is one institution's own last day."""

    opens: date
    closes: date
    verify_by: date
    extended_until: date | None = None

    def __post_init__(self) -> None:
        if not self.opens < self.closes <= self.verify_by:
            raise InvalidWindow(f"{self.opens} < {self.closes} <= {self.verify_by}")

    @property
    def last_day(self) -> date:
        """The last day to submit; an extension never shortens the window."""
        return max(self.closes, self.extended_until or self.closes)


def default_window(code: PeriodCode, year: int) -> Window:
    """Opens on the 20th of the quarter's last month and closes on the 10th of the next."""
    last_day = quarter_bounds(code, year).last_day
    return Window(
        opens=last_day.replace(day=OPENS_ON_DAY),
        closes=last_day + timedelta(days=CLOSES_DAYS_AFTER_QUARTER),
        verify_by=last_day + timedelta(days=VERIFY_DAYS_AFTER_QUARTER),
    )


def is_open_for(window: Window, on: date) -> bool:
    """For the institution whose extension the window carries."""
    return window.opens <= on <= window.last_day


def may_return_until(window: Window) -> date:
    """The last day on which a returned update may be submitted again."""
    return max(window.verify_by, window.last_day)


@dataclass(frozen=True, slots=True)
class ReportableMilestone:
    """`start` is the effective one.

    `completed_on` is the last day of the quarter whose update completed it, not the day of
    the verdict: else a finished milestone would be asked again because its review took time.
    """

    id: int
    start: date | None
    withdrawn_on: date | None = None
    completed_on: date | None = None


def is_expected(milestone: ReportableMilestone, quarter: Quarter) -> bool:
    """Started by the quarter's last day, not withdrawn by then, not complete at its first day.

    A milestone without any known start is expected: nothing says that it has not begun.
    """
    if milestone.start is not None and milestone.start > quarter.last_day:
        return False
    if milestone.withdrawn_on is not None and milestone.withdrawn_on <= quarter.last_day:
        return False
    return milestone.completed_on is None or milestone.completed_on > quarter.first_day


def unreported_state(window: Window, on: date) -> CellState:
    """What an expected report that was not submitted is called on that day."""
    if on < window.opens:
        return CellState.UPCOMING
    return CellState.OPEN if is_open_for(window, on) else CellState.NOT_REPORTED


def report_state(update_state: UpdateState | None, *, expected: bool, window: Window, on: date) -> CellState:
    """Of one milestone in one period; `update_state` is `None` if there is no update.

    What waits for approval inside the agency or region has not been submitted.
    """
    if update_state == UpdateState.VERIFIED:
        return CellState.VERIFIED
    if update_state == UpdateState.RETURNED:
        return CellState.RETURNED
    if update_state in WAITING_FOR_VERDICT_STATES:
        return CellState.WAITING
    return unreported_state(window, on) if expected else CellState.NOT_EXPECTED


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """One expected update as rates see it.

    `first_submitted_on` is `None` if nothing was submitted, or only what was withdrawn.
    `last_day` is the institution's own (with its extension). `first_verdict_verified` is
    `None` until the first verdict, then whether that verdict verified it.
    """

    last_day: date
    first_submitted_on: date | None = None
    first_verdict_verified: bool | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    count: int
    total: int

    @property
    def percent(self) -> Fraction | None:
        """`None` of nothing."""
        return Fraction(self.count * 100, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Rates:
    """Reported and on time are of what was expected, accepted at first of what was judged."""

    reported: Rate
    on_time: Rate
    accepted_first: Rate


def rates(reports: Iterable[ExpectedReport]) -> Rates:
    """A report that never came is not on time; one that waits for its verdict is not refused."""
    expected = list(reports)
    submitted = [
        (report.first_submitted_on, report.last_day)
        for report in expected
        if report.first_submitted_on is not None
    ]
    verdicts = [
        report.first_verdict_verified for report in expected if report.first_verdict_verified is not None
    ]
    return Rates(
        reported=Rate(len(submitted), len(expected)),
        on_time=Rate(sum(day <= last_day for day, last_day in submitted), len(expected)),
        accepted_first=Rate(sum(verdicts), len(verdicts)),
    )
