"""What a correction, and the undoing of a verdict, need before a new version begins."""

from collections.abc import Iterator
from dataclasses import dataclass

from renaksi.domain.update_flow.problems import Problem, blank
from renaksi.enums import FINISHED_PLAN_STATES, PlanState, UpdateState

STATES_WITH_VERDICT = frozenset({UpdateState.VERIFIED, UpdateState.RETURNED})


@dataclass(frozen=True, slots=True)
class CorrectionFacts:
    """`is_current`: no newer version stands or is being written."""

    state: UpdateState
    is_current: bool
    plan_state: PlanState
    reason: str


@dataclass(frozen=True, slots=True)
class ReopeningFacts:
    """`involved` are the persons who wrote, submitted or approved any version of the update.

    `mended_since`: its author has changed what was returned.
    """

    state: UpdateState
    is_current: bool
    plan_state: PlanState
    reason: str
    by: int
    involved: frozenset[int]
    mended_since: bool


def correction_problems(facts: CorrectionFacts) -> tuple[Problem, ...]:
    return tuple(_of_both(facts, frozenset({UpdateState.VERIFIED}), Problem("not_verified")))


def reopening_problems(facts: ReopeningFacts) -> tuple[Problem, ...]:
    return (
        *_of_both(facts, STATES_WITH_VERDICT, Problem("no_verdict")),
        *_of_reopening(facts),
    )


def _of_both(
    facts: CorrectionFacts | ReopeningFacts, states: frozenset[UpdateState], otherwise: Problem
) -> Iterator[Problem]:
    if not facts.is_current:
        yield Problem("newer_version")
    elif facts.state not in states:
        yield otherwise
    yield from plan_problems(facts.plan_state)
    if blank(facts.reason):
        yield Problem("reason_missing", "reason")


def _of_reopening(facts: ReopeningFacts) -> Iterator[Problem]:
    if facts.by in facts.involved:
        yield Problem("own_work")
    if facts.mended_since:
        yield Problem("already_mended")


def plan_problems(state: PlanState) -> tuple[Problem, ...]:
    """A correction has no window: it may be sent as long as the plan runs."""
    return (Problem("plan_finished"),) if state in FINISHED_PLAN_STATES else ()
