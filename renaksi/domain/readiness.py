"""What still stands between a report and "selesai": the proof of completion, point by point.

`domain.completion` decides; this tells the author where each point stands before anybody has decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from renaksi.domain.completion import MissingProofCode

HUNDRED = 100


class Standing(StrEnum):
    """From nothing to done. `ARRIVING`: bytes are still missing; `ATTACHED`: there, and not judged yet."""

    MISSING = "missing"
    REFUSED = "refused"
    ARRIVING = "arriving"
    ATTACHED = "attached"
    ACCEPTED = "accepted"


_ORDER = tuple(Standing)


class PointCode(StrEnum):
    VALUE = "value"
    ANY_EVIDENCE = MissingProofCode.ANY_EVIDENCE.value
    REQUIREMENT = MissingProofCode.REQUIREMENT.value


@dataclass(frozen=True, slots=True)
class Answer:
    """One item that proves; `requirement` is the id of what it answers, if anything."""

    requirement: int | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class ReadinessFacts:
    """Percents are raw. `answers` are the items of this report and of every other on the milestone."""

    claimed_percent: Fraction | None
    verified_percent: Fraction | None
    required: tuple[int, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Point:
    code: PointCode
    standing: Standing
    requirement: int | None = None


def points_to_completion(facts: ReadinessFacts) -> tuple[Point, ...]:
    """The value, then each required requirement; without any, that there is a proof at all.

    All accepted is the same as complete, and nothing else is.
    """
    proofs = tuple(
        Point(PointCode.REQUIREMENT, _best(_answering(facts.answers, one)), one) for one in facts.required
    )
    return (
        Point(PointCode.VALUE, _value_standing(facts)),
        *(proofs or (Point(PointCode.ANY_EVIDENCE, _best(facts.answers)),)),
    )


def _answering(answers: Iterable[Answer], requirement: int) -> tuple[Answer, ...]:
    return tuple(one for one in answers if one.requirement == requirement)


def _best(answers: Iterable[Answer]) -> Standing:
    return max((one.standing for one in answers), key=_ORDER.index, default=Standing.MISSING)


def _value_standing(facts: ReadinessFacts) -> Standing:
    """What this report claims counts: below 100 it takes back what an earlier one proved."""
    if facts.claimed_percent is None or facts.claimed_percent < HUNDRED:
        return Standing.MISSING
    verified = facts.verified_percent is not None and facts.verified_percent >= HUNDRED
    return Standing.ACCEPTED if verified else Standing.ATTACHED
