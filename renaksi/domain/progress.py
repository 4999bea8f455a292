"""Percent of a milestone, progress of a commitment and of a plan.

Percent are exact fractions from 0 to 100; `None` means that nothing was verified, which
is never the same as 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

ZERO = Fraction(0)
HUNDRED = Fraction(100)


class MeasureProblem(StrEnum):
    NOT_A_NUMBER = "not_a_number"
    TARGET_EQUALS_BASELINE = "target_equals_baseline"
    FALLING_NEEDS_BASELINE = "falling_needs_baseline"


class InvalidMeasure(ValueError):
    def __init__(self, code: MeasureProblem) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Measure:
    """What a milestone is measured by: a quantity if it has a target, else percent steps.

    Without a baseline a quantity starts at 0, so that a target below 0 is a falling measure
    that must name where it starts. Raises InvalidMeasure.
    """

    baseline: Decimal | None = None
    target: Decimal | None = None

    def __post_init__(self) -> None:
        if not all(n.is_finite() for n in (self.baseline, self.target) if n is not None):
            raise InvalidMeasure(MeasureProblem.NOT_A_NUMBER)
        if self.target is None:
            return
        if self.target == self.start:
            raise InvalidMeasure(MeasureProblem.TARGET_EQUALS_BASELINE)
        if self.baseline is None and self.target < self.start:
            raise InvalidMeasure(MeasureProblem.FALLING_NEEDS_BASELINE)

    @property
    def start(self) -> Decimal:
        return Decimal(0) if self.baseline is None else self.baseline

    @property
    def is_quantity(self) -> bool:
        return self.target is not None


def raw_percent(measure: Measure, realised: Decimal | None, step: int | None) -> Fraction | None:
    """(realised − baseline) ÷ (target − baseline) × 100 for a quantity, else the step.

    It may lie below 0 or above 100. `None` if the value that the measure needs is missing.
    """
    if measure.target is None:
        return None if step is None else Fraction(step)
    if realised is None:
        return None
    start = Fraction(measure.start)
    return (Fraction(realised) - start) / (Fraction(measure.target) - start) * HUNDRED


def counted(raw: Fraction) -> Fraction:
    """The part of a raw percent that counts and shows: 0 to 100."""
    return min(max(raw, ZERO), HUNDRED)


@dataclass(frozen=True, slots=True)
class Verification:
    """A verified version of a milestone's update; a superseded one counts until that day."""

    period_ends_on: date
    version: int
    verified_on: date
    raw_percent: Fraction
    superseded_on: date | None = None

    def is_valid_on(self, day: date) -> bool:
        return self.verified_on <= day and (self.superseded_on is None or day < self.superseded_on)


def verification_as_of(verifications: Iterable[Verification], as_of: date) -> Verification | None:
    """The latest period verified by `as_of`, in the newest version that was valid then.

    A late verdict on an older period does not replace a newer period's value.
    """
    valid = (one for one in verifications if one.is_valid_on(as_of))
    return max(valid, key=lambda one: (one.period_ends_on, one.version), default=None)


@dataclass(frozen=True, slots=True)
class MilestoneProgress:
    """`verified_percent` is raw or counted, both give the same progress."""

    weight: Decimal | int
    verified_percent: Fraction | None
    withdrawn: bool = False

    def __post_init__(self) -> None:
        if self.weight <= 0:
            raise ValueError("the weight of a milestone is above 0")


@dataclass(frozen=True, slots=True)
class Progress:
    """The proven part and its coverage: `verified` of `total` have a verified value.

    They are milestones for a commitment, commitments for a plan.
    """

    percent: Fraction | None
    verified: int
    total: int


def commitment_progress(milestones: Iterable[MilestoneProgress]) -> Progress:
    """Σ weight × verified percent ÷ Σ weight over the milestones that are not withdrawn."""
    kept = [milestone for milestone in milestones if not milestone.withdrawn]
    proven = [
        Fraction(milestone.weight) * counted(milestone.verified_percent)
        for milestone in kept
        if milestone.verified_percent is not None
    ]
    if not proven:
        return Progress(None, 0, len(kept))
    weights = sum((Fraction(milestone.weight) for milestone in kept), ZERO)
    return Progress(sum(proven, ZERO) / weights, len(proven), len(kept))


def plan_progress(commitments: Iterable[Progress]) -> Progress:
    """The mean over commitments that have milestones; nothing proven adds nothing."""
    counting = [commitment for commitment in commitments if commitment.total]
    proven = [one.percent for one in counting if one.percent is not None]
    if not proven:
        return Progress(None, 0, len(counting))
    return Progress(sum(proven, ZERO) / len(counting), len(proven), len(counting))


@dataclass(frozen=True, slots=True)
class ShownPercent:
    """A whole percent; `below_one` is shown as "< 1 %", for what is above 0."""

    whole: int
    below_one: bool


def shown(percent: Fraction) -> ShownPercent:
    """Rounded down, so that 100 stands for exactly 100 alone."""
    part = counted(percent)
    return ShownPercent(whole=int(part), below_one=ZERO < part < 1)
