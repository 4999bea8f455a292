"""What a verdict needs before it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from renaksi.domain.update_flow.problems import Problem, blank
from renaksi.enums import (
    WAITING_FOR_VERDICT_STATES,
    ItemVerdict,
    ReturnReason,
    ReviewVerdict,
    UpdateState,
)


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """`is_fresh`: judged since the report was sent this time; what was refused before stays on record."""

    id: int
    verdict: ItemVerdict
    reason_code: ReturnReason | None = None
    note: str = ""
    is_fresh: bool = True


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A verdict as the reviewer would give it; names are the form's.

    `involved` are the persons who wrote, submitted or approved the update.
    `verified_percent` is raw and follows from the verified value or step, `None` without one.
    `accepted_before` counts items that were accepted for the milestone earlier.
    `despite_refused`: the verifier knows that a proof was refused and verifies the rest.
    """

    state: UpdateState
    verdict: ReviewVerdict
    reviewer: int
    involved: frozenset[int]
    items: tuple[JudgedItem, ...]
    accepted_before: int
    value_field: Literal["verified_value", "verified_step"]
    verified_percent: Fraction | None = None
    reason_code: ReturnReason | None = None
    note: str = ""
    despite_refused: bool = False


def review_problems(facts: ReviewFacts) -> tuple[Problem, ...]:
    """Verifying at 100 or more does not make the milestone complete: see `completion`."""
    verifying = facts.verdict == ReviewVerdict.VERIFIED
    return (
        *_reviewer_problems(facts),
        *_item_problems(facts.items),
        *(_verifying_problems(facts) if verifying else _returning_problems(facts)),
    )


def _reviewer_problems(facts: ReviewFacts) -> Iterator[Problem]:
    # Judging what was only submitted begins its review: the action takes both steps.
    if facts.state not in WAITING_FOR_VERDICT_STATES:
        yield Problem("not_waiting_for_verdict")
    if facts.reviewer in facts.involved:
        yield Problem("own_work")


def _item_problems(items: tuple[JudgedItem, ...]) -> Iterator[Problem]:
    for item in items:
        if item.verdict != ItemVerdict.REFUSED:
            continue
        if item.reason_code is None:
            yield Problem("item_reason_missing", "reason_code", item.id)
        if blank(item.note):
            yield Problem("item_note_missing", "note", item.id)


def _verifying_problems(facts: ReviewFacts) -> Iterator[Problem]:
    for item in facts.items:
        if item.verdict == ItemVerdict.PENDING:
            yield Problem("item_not_judged", "verdict", item.id)
    percent = facts.verified_percent
    if percent is None:
        yield Problem("verified_value_missing", facts.value_field)
    accepted = facts.accepted_before + sum(item.verdict == ItemVerdict.ACCEPTED for item in facts.items)
    if percent is not None and percent > 0 and not accepted:
        yield Problem("accepted_evidence_missing", facts.value_field)
    refused = any(item.verdict == ItemVerdict.REFUSED and item.is_fresh for item in facts.items)
    if refused and not facts.despite_refused:
        yield Problem("refused_not_confirmed", "despite_refused")


def _returning_problems(facts: ReviewFacts) -> Iterator[Problem]:
    if facts.reason_code is None:
        yield Problem("reason_code_missing", "reason_code")
    if blank(facts.note):
        yield Problem("note_missing", "note")
