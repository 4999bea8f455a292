import pytest

from renaksi.domain.update_flow import (
    TRANSITIONS,
    ApprovalFacts,
    Problem,
    approval_problems,
    reason_problems,
)
from renaksi.enums import UpdateState

AUTHOR, APPROVER = 1, 2


@pytest.mark.parametrize("state", list(UpdateState))
def test_only_what_awaits_approval_is_approved(state):
    awaiting = state in {UpdateState.AWAITING_AGENCY, UpdateState.AWAITING_REGION}
    problems = () if awaiting else (Problem("not_awaiting_approval"),)
    assert approval_problems(ApprovalFacts(state, APPROVER, frozenset({AUTHOR}))) == problems


def test_nobody_approves_what_they_wrote_submitted_or_approved():
    facts = ApprovalFacts(UpdateState.AWAITING_REGION, APPROVER, frozenset({AUTHOR, APPROVER}))
    assert approval_problems(facts) == (Problem("own_work"),)


@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda one: one.name)
@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_step_that_asks_for_a_reason_is_not_taken_without(transition, reason):
    problems = (Problem("reason_missing", "reason"),) if transition.needs_reason else ()
    assert reason_problems(transition, reason) == problems


@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda one: one.name)
def test_a_reason_is_enough(transition):
    assert reason_problems(transition, "Salah tonggak.") == ()
