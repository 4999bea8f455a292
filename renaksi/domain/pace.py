"""Expected progress at a date, and how actual progress compares with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from renaksi.domain.progress import HUNDRED, ZERO
from renaksi.enums import Pace


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The percent that a milestone should have reached at the end of that day."""

    ends_on: date
    percent: Fraction | int


@dataclass(frozen=True, slots=True)
class ExpectedMilestone:
    """`start` is the effective one: the milestone's, else the commitment's, else the plan's."""

    weight: Decimal | int
    start: date | None
    due: date | None
    checkpoints: tuple[Checkpoint, ...] = ()
    withdrawn: bool = False


def expected_milestone(milestone: ExpectedMilestone, on: date) -> Fraction | None:
    """Percent expected at the end of day `on`; `None`: left out.

    0 before the start, 100 after the due date, between them the target of the latest
    checkpoint that has closed, else linear by days. Left out are milestones without due date
    or withdrawn, and one without any known start for as long as neither a checkpoint nor
    the due date says what to expect: a number would be invented.
    """
    if milestone.due is None or milestone.withdrawn:
        return None
    if on > milestone.due:
        return HUNDRED
    if milestone.start is not None and on < milestone.start:
        return ZERO
    closed = [point for point in milestone.checkpoints if point.ends_on <= on]
    if closed:
        return Fraction(max(closed, key=lambda point: point.ends_on).percent)
    return None if milestone.start is None else _linear(milestone.start, milestone.due, on)


def _linear(start: date, due: date, on: date) -> Fraction:
    days = (due - start).days
    # A milestone of a single day is expected at the end of that day.
    return Fraction((on - start).days * 100, days) if days else HUNDRED


def expected_progress(milestones: Iterable[ExpectedMilestone], on: date) -> Fraction | None:
    """The weighted mean of what is expected; `None` if no milestone expects anything known."""
    expected = [
        (Fraction(milestone.weight), percent)
        for milestone in milestones
        if (percent := expected_milestone(milestone, on)) is not None
    ]
    if not expected:
        return None
    weights = sum((weight for weight, _ in expected), ZERO)
    return sum((weight * percent for weight, percent in expected), ZERO) / weights


class InvalidThresholds(ValueError):
    """The thresholds do not fall from blue to yellow, or are not above 0."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least percent of expected progress for each colour; below yellow it is red."""

    blue: int = 100
    green: int = 75
    yellow: int = 50

    def __post_init__(self) -> None:
        if not self.blue > self.green > self.yellow > 0:
            raise InvalidThresholds(f"{self.blue}, {self.green}, {self.yellow}")


DEFAULT_THRESHOLDS = Thresholds()


def pace(
    progress: Fraction | None,
    expected: Fraction | None,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Pace | None:
    """`None` if there is no progress to speak of, or nothing known is expected of it."""
    if progress is None or expected is None:
        return None
    if expected == 0:
        return Pace.AHEAD if progress > 0 else Pace.NOT_DUE
    ratio = progress / expected * HUNDRED
    if ratio >= thresholds.blue:
        return Pace.ON_TRACK
    if ratio >= thresholds.green:
        return Pace.NEARLY
    return Pace.BEHIND if ratio >= thresholds.yellow else Pace.FAR_BEHIND
