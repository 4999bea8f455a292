from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.update_flow import (
    TRANSITIONS,
    TransitionRefused,
    allowed,
    apply,
    as_mermaid,
    transition_for,
)
from renaksi.enums import UpdateState as S

REPOSITORY = Path(__file__).parents[5]
NAMES = [transition.name for transition in TRANSITIONS]

EDGES = {
    (S.DRAFT, "submit"): S.SUBMITTED,
    (S.DRAFT, "submit_to_agency"): S.AWAITING_AGENCY,
    (S.DRAFT, "submit_to_region"): S.AWAITING_REGION,
    (S.RETURNED, "submit"): S.SUBMITTED,
    (S.RETURNED, "submit_to_agency"): S.AWAITING_AGENCY,
    (S.RETURNED, "submit_to_region"): S.AWAITING_REGION,
    (S.AWAITING_AGENCY, "approve"): S.SUBMITTED,
    (S.AWAITING_AGENCY, "approve_to_region"): S.AWAITING_REGION,
    (S.AWAITING_AGENCY, "send_back"): S.DRAFT,
    (S.AWAITING_AGENCY, "recall"): S.DRAFT,
    (S.AWAITING_REGION, "approve_region"): S.SUBMITTED,
    (S.AWAITING_REGION, "send_back_region"): S.DRAFT,
    (S.AWAITING_REGION, "recall"): S.DRAFT,
    (S.SUBMITTED, "recall"): S.DRAFT,
    (S.SUBMITTED, "start_review"): S.IN_REVIEW,
    (S.IN_REVIEW, "verify"): S.VERIFIED,
    (S.IN_REVIEW, "return_"): S.RETURNED,
    (S.VERIFIED, "correct"): S.DRAFT,
    (S.DRAFT, "give_up"): S.WITHDRAWN,
    (S.RETURNED, "give_up"): S.WITHDRAWN,
    (S.VERIFIED, "reopen"): S.SUBMITTED,
    (S.RETURNED, "reopen"): S.SUBMITTED,
    (S.DRAFT, "withdraw"): S.WITHDRAWN,
    (S.AWAITING_AGENCY, "withdraw"): S.WITHDRAWN,
    (S.AWAITING_REGION, "withdraw"): S.WITHDRAWN,
    (S.SUBMITTED, "withdraw"): S.WITHDRAWN,
    (S.IN_REVIEW, "withdraw"): S.WITHDRAWN,
    (S.RETURNED, "withdraw"): S.WITHDRAWN,
    (S.VERIFIED, "withdraw"): S.WITHDRAWN,
}


@pytest.mark.parametrize("name", [*NAMES, "publish"])
@pytest.mark.parametrize("state", list(S))
def test_every_edge_of_the_flow_and_no_other(state, name):
    if (state, name) in EDGES:
        assert apply(state, name) == EDGES[state, name]
        return
    with pytest.raises(TransitionRefused) as refused:
        apply(state, name)
    assert (refused.value.state, refused.value.name) == (state, name)


@pytest.mark.parametrize("state", list(S))
def test_allowed_are_the_edges_of_a_state(state):
    assert {(state, one.name): one.target for one in allowed(state)} == {
        edge: target for edge, target in EDGES.items() if edge[0] == state
    }


def test_names_are_unique_and_fit_the_history():
    assert len(set(NAMES)) == len(NAMES)
    assert max(map(len, NAMES)) <= 20


def test_what_needs_a_reason():
    assert {one.name for one in TRANSITIONS if one.needs_reason} == {
        "send_back",
        "send_back_region",
        "return_",
        "correct",
        "reopen",
        "withdraw",
    }


def test_what_a_new_version_takes():
    assert {one.name for one in TRANSITIONS if one.opens_version} == {"correct", "reopen"}


def test_who_takes_which_step():
    assert {one.name: one.actor for one in TRANSITIONS} == {
        "submit": "author",
        "submit_to_agency": "author",
        "submit_to_region": "author",
        "approve": "approver",
        "approve_to_region": "approver",
        "approve_region": "region",
        "send_back": "approver",
        "send_back_region": "region",
        "recall": "author",
        "start_review": "verifier",
        "verify": "verifier",
        "return_": "verifier",
        "correct": "author",
        "give_up": "author",
        "reopen": "verifier",
        "withdraw": "verifier",
    }


AGENCY, REGION = S.AWAITING_AGENCY, S.AWAITING_REGION


@pytest.mark.parametrize(
    ("state", "label_code", "approvals", "name"),
    [
        pytest.param(S.DRAFT, "submit", (), "submit", id="nothing asked"),
        pytest.param(S.DRAFT, "submit", (AGENCY,), "submit_to_agency", id="agency asked"),
        pytest.param(S.DRAFT, "submit", (REGION,), "submit_to_region", id="region asked"),
        pytest.param(S.DRAFT, "submit", (REGION, AGENCY), "submit_to_agency", id="agency first"),
        pytest.param(S.RETURNED, "submit", (AGENCY,), "submit_to_agency", id="submitted again"),
        pytest.param(AGENCY, "approve", (AGENCY,), "approve", id="agency approves"),
        pytest.param(AGENCY, "approve", (AGENCY, REGION), "approve_to_region", id="agency, then region"),
        pytest.param(REGION, "approve", (AGENCY, REGION), "approve_region", id="region approves"),
        pytest.param(AGENCY, "send_back", (AGENCY, REGION), "send_back", id="agency sends back"),
        pytest.param(REGION, "send_back", (AGENCY, REGION), "send_back_region", id="region sends back"),
        pytest.param(S.IN_REVIEW, "verify", (AGENCY,), "verify", id="a step with one way"),
    ],
)
def test_transition_behind_a_button(state, label_code, approvals, name):
    assert transition_for(state, label_code, approvals).name == name


def test_transition_behind_a_button_that_the_state_does_not_have():
    with pytest.raises(TransitionRefused):
        transition_for(S.VERIFIED, "submit", (AGENCY,))


@given(st.lists(st.sampled_from(NAMES), max_size=30))
def test_no_walk_is_verified_without_submission_and_review(names):
    state, walked = S.DRAFT, [S.DRAFT]
    for name in names:
        if name in {one.name for one in allowed(state)}:
            state = apply(state, name)
            walked.append(state)
    for before, after in pairwise(walked):
        assert after != S.VERIFIED or before == S.IN_REVIEW
        assert after != S.IN_REVIEW or before == S.SUBMITTED
        assert before != S.WITHDRAWN


def test_every_state_can_be_reached_from_a_draft():
    reached = {S.DRAFT}
    for _ in S:
        reached |= {one.target for state in reached for one in allowed(state)}
    assert reached == set(S)


def test_the_documented_diagram_is_the_table():
    text = (REPOSITORY / "docs" / "update-flow.md").read_text(encoding="utf-8")
    _, fence, rest = text.partition("```mermaid\n")
    assert fence + rest == f"```mermaid\n{as_mermaid(TRANSITIONS)}```\n"


def test_the_diagram_draws_one_line_for_each_edge():
    lines = as_mermaid(TRANSITIONS).splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    [*] --> draft"]
    assert {line.strip().split(":")[0] for line in lines[2:]} == {
        f"{source} --> {target}" for (source, _), target in EDGES.items()
    }
    assert len(lines[2:]) == len(EDGES)
