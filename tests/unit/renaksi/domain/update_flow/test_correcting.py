from dataclasses import replace

import pytest

from renaksi.domain.update_flow import (
    CorrectionFacts,
    ReopeningFacts,
    correction_problems,
    reopening_problems,
)
from renaksi.enums import PlanState
from renaksi.enums import UpdateState as S

AUTHOR, VERIFIER = 1, 2
CORRECTION = CorrectionFacts(S.VERIFIED, is_current=True, plan_state=PlanState.ACTIVE, reason="Salah ketik.")
REOPENING = ReopeningFacts(
    S.VERIFIED,
    is_current=True,
    plan_state=PlanState.ACTIVE,
    reason="Salah menekan.",
    by=VERIFIER,
    involved=frozenset({AUTHOR}),
    mended_since=False,
)


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize("state", list(S))
def test_only_what_is_verified_is_corrected(state):
    found = codes(correction_problems(replace(CORRECTION, state=state)))
    assert found == ([] if state == S.VERIFIED else ["not_verified"])


@pytest.mark.parametrize("state", list(S))
def test_only_a_verdict_is_undone(state):
    found = codes(reopening_problems(replace(REOPENING, state=state)))
    assert found == ([] if state in {S.VERIFIED, S.RETURNED} else ["no_verdict"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"is_current": False}, "newer_version", id="one correction at a time"),
        pytest.param({"plan_state": PlanState.CLOSED}, "plan_finished", id="plan closed"),
        pytest.param({"plan_state": PlanState.ARCHIVED}, "plan_finished", id="plan archived"),
        pytest.param({"reason": " \n"}, "reason_missing", id="reason blank"),
    ],
)
def test_what_both_ask_for(change, code):
    assert codes(correction_problems(replace(CORRECTION, **change))) == [code]
    assert codes(reopening_problems(replace(REOPENING, **change))) == [code]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"by": AUTHOR}, "own_work", id="who wrote it"),
        pytest.param({"mended_since": True}, "already_mended", id="its author goes on already"),
    ],
)
def test_what_undoing_a_verdict_asks_for(change, code):
    assert codes(reopening_problems(replace(REOPENING, **change))) == [code]


def test_all_problems_are_said_at_once():
    nothing_right = replace(
        REOPENING, is_current=False, plan_state=PlanState.CLOSED, reason="", by=AUTHOR, mended_since=True
    )
    assert codes(reopening_problems(nothing_right)) == [
        "newer_version",
        "plan_finished",
        "reason_missing",
        "own_work",
        "already_mended",
    ]
