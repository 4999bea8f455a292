"""What an approval needs before an update goes up, and every step that must give its reason."""

from dataclasses import dataclass

from renaksi.domain.update_flow.problems import Problem, blank
from renaksi.domain.update_flow.transitions import Transition
from renaksi.enums import AWAITING_APPROVAL_STATES, UpdateState


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """`involved` are the persons who wrote, submitted or approved this update so far."""

    state: UpdateState
    approver: int
    involved: frozenset[int]


def approval_problems(facts: ApprovalFacts) -> tuple[Problem, ...]:
    problems = []
    if facts.state not in AWAITING_APPROVAL_STATES:
        problems.append(Problem("not_awaiting_approval"))
    if facts.approver in facts.involved:
        problems.append(Problem("own_work"))
    return tuple(problems)


def reason_problems(transition: Transition, reason: str) -> tuple[Problem, ...]:
    """For sending back and withdrawing; the reasons of a review are in `review_problems`."""
    if transition.needs_reason and blank(reason):
        return (Problem("reason_missing", "reason"),)
    return ()
