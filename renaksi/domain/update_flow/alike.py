"""Which reports may be verified together: the same claim on the same promise, with nothing left to look at.

A bulk verdict gives each report exactly what it claims. So it is for reports that leave no question: of the same
plan, period and milestone text, with the same claim; every proof passed the check, was opened by this verifier
(or another one with the very same bytes was) and carries no warning; and above 0 every required proof is there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from renaksi.domain.update_flow.problems import Problem
from renaksi.enums import ItemVerdict


@dataclass(frozen=True, slots=True)
class Likeness:
    """Reports with equal ones are alike; `text` is the milestone's, whoever owns it."""

    plan: int
    period: int
    text: str
    step: int | None
    value: Decimal | None
    baseline: Decimal | None
    target: Decimal | None


@dataclass(frozen=True, slots=True)
class SeenItem:
    """A proof as the verifier knows it; `warning` says what must be looked at, if anything."""

    id: int
    title: str
    verdict: ItemVerdict
    is_readable: bool
    is_opened: bool
    warning: str = ""


@dataclass(frozen=True, slots=True)
class AlikeFacts:
    """`wanted` is the likeness of the reports that are verified together, `percent` what this one claims.

    `is_answered`: each required requirement has a proof that may still count, here or accepted before.
    `is_later_version`: a correction, or a report whose verdict was undone.
    """

    likeness: Likeness
    wanted: Likeness
    percent: Fraction | None
    items: tuple[SeenItem, ...]
    is_answered: bool
    is_later_version: bool = False


def alike_problems(facts: AlikeFacts) -> tuple[Problem, ...]:
    """Why this one needs a look of its own."""
    return (*_claim_problems(facts), *_item_problems(facts.items))


def _claim_problems(facts: AlikeFacts) -> Iterator[Problem]:
    if facts.likeness != facts.wanted:
        yield Problem("bulk_not_alike")
    # What was corrected or judged wrongly is read against what stood before.
    if facts.is_later_version:
        yield Problem("bulk_later_version")
    if facts.percent is None:
        yield Problem("bulk_value_missing")
    elif facts.percent > 0 and not facts.is_answered:
        yield Problem("bulk_requirement_missing")


def _item_problems(items: tuple[SeenItem, ...]) -> Iterator[Problem]:
    if any(item.verdict == ItemVerdict.REFUSED for item in items):
        yield Problem("bulk_has_refusal")
    if not all(item.is_readable for item in items):
        yield Problem("bulk_not_readable")
    warnings = dict.fromkeys(item.warning for item in items if item.warning)
    if warnings:
        yield Problem("bulk_flagged", about="; ".join(warnings))
    unopened = [item.title for item in items if item.is_readable and not item.is_opened]
    if unopened:
        yield Problem("bulk_not_opened", about=", ".join(f"“{title}”" for title in unopened))
