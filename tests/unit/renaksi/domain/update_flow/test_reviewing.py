from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.update_flow import JudgedItem, Problem, ReviewFacts, review_problems
from renaksi.enums import ItemVerdict, ReturnReason, ReviewVerdict, UpdateState

AUTHOR, APPROVER, REVIEWER = 1, 2, 3
ACCEPTED = JudgedItem(10, ItemVerdict.ACCEPTED)
REFUSED = JudgedItem(11, ItemVerdict.REFUSED, ReturnReason.UNSIGNED, "Lembar kedua tanpa tanda tangan.")
PENDING = JudgedItem(12, ItemVerdict.PENDING)

VERIFYING = ReviewFacts(
    state=UpdateState.IN_REVIEW,
    verdict=ReviewVerdict.VERIFIED,
    reviewer=REVIEWER,
    involved=frozenset({AUTHOR, APPROVER}),
    items=(ACCEPTED, REFUSED),
    accepted_before=0,
    value_field="verified_value",
    verified_percent=Fraction(60),
    despite_refused=True,
)
RETURNING = replace(
    VERIFYING,
    verdict=ReviewVerdict.RETURNED,
    items=(REFUSED, PENDING),
    verified_percent=None,
    reason_code=ReturnReason.UNSIGNED,
    note="Mohon kirim notulen yang ditandatangani.",
)
UNCONFIRMED = Problem("refused_not_confirmed", "despite_refused")
NO_PROOF = Problem("accepted_evidence_missing", "verified_value")


@pytest.mark.parametrize("facts", [VERIFYING, RETURNING], ids=["verified", "returned"])
def test_a_complete_verdict_has_no_problem(facts):
    assert review_problems(facts) == ()


@pytest.mark.parametrize("facts", [VERIFYING, RETURNING], ids=["verified", "returned"])
@pytest.mark.parametrize("state", list(UpdateState))
def test_only_what_waits_for_a_verdict_is_judged(facts, state):
    waiting = state in {UpdateState.SUBMITTED, UpdateState.IN_REVIEW}
    problems = () if waiting else (Problem("not_waiting_for_verdict"),)
    assert review_problems(replace(facts, state=state)) == problems


@pytest.mark.parametrize("facts", [VERIFYING, RETURNING], ids=["verified", "returned"])
@pytest.mark.parametrize("person", [AUTHOR, APPROVER])
def test_nobody_judges_what_they_wrote_submitted_or_approved(facts, person):
    assert review_problems(replace(facts, reviewer=person)) == (Problem("own_work"),)


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param(
            {"items": (ACCEPTED, PENDING)},
            (Problem("item_not_judged", "verdict", 12),),
            id="an item is not judged",
        ),
        pytest.param(
            {"verified_percent": None}, (Problem("verified_value_missing", "verified_value"),), id="no value"
        ),
        pytest.param(
            {"verified_percent": None, "value_field": "verified_step"},
            (Problem("verified_value_missing", "verified_step"),),
            id="no step",
        ),
        pytest.param({"items": ()}, (NO_PROOF,), id="above 0 without any item"),
        pytest.param({"items": (REFUSED,)}, (NO_PROOF,), id="above 0 with refused items only"),
        pytest.param({"items": (REFUSED,), "accepted_before": 1}, (), id="accepted in an earlier period"),
        pytest.param({"items": (ACCEPTED,), "accepted_before": 1}, (), id="accepted now and earlier"),
        pytest.param({"items": (REFUSED,), "verified_percent": Fraction(0)}, (), id="0 needs no proof"),
        pytest.param({"verified_percent": Fraction(100)}, (), id="100 may be verified before it is complete"),
        pytest.param({"note": "", "reason_code": None}, (), id="verified needs no reason"),
        pytest.param({"despite_refused": False}, (UNCONFIRMED,), id="a proof was refused just now"),
        pytest.param(
            {"items": (ACCEPTED, replace(REFUSED, is_fresh=False)), "despite_refused": False},
            (),
            id="a proof was refused before it was sent again",
        ),
        pytest.param({"items": (ACCEPTED,), "despite_refused": False}, (), id="nothing was refused"),
    ],
)
def test_verifying(changes, problems):
    assert review_problems(replace(VERIFYING, **changes)) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param({"reason_code": None}, (Problem("reason_code_missing", "reason_code"),), id="no reason"),
        pytest.param({"note": "  "}, (Problem("note_missing", "note"),), id="no note"),
        pytest.param({"items": ()}, (), id="for the value, not for an item"),
    ],
)
def test_returning(changes, problems):
    assert review_problems(replace(RETURNING, **changes)) == problems


@pytest.mark.parametrize("facts", [VERIFYING, RETURNING], ids=["verified", "returned"])
@pytest.mark.parametrize(
    ("item", "problems"),
    [
        pytest.param(
            replace(REFUSED, reason_code=None),
            (Problem("item_reason_missing", "reason_code", 11),),
            id="no reason",
        ),
        pytest.param(replace(REFUSED, note=" "), (Problem("item_note_missing", "note", 11),), id="no note"),
        pytest.param(ACCEPTED, (), id="accepted needs neither"),
    ],
)
def test_a_refused_item_has_its_reason_and_note(facts, item, problems):
    assert review_problems(replace(facts, items=(ACCEPTED, item))) == problems


def test_all_problems_are_shown_at_once():
    hopeless = replace(
        VERIFYING,
        state=UpdateState.DRAFT,
        reviewer=AUTHOR,
        items=(JudgedItem(11, ItemVerdict.REFUSED), PENDING),
        despite_refused=False,
    )
    assert review_problems(hopeless) == (
        Problem("not_waiting_for_verdict"),
        Problem("own_work"),
        Problem("item_reason_missing", "reason_code", 11),
        Problem("item_note_missing", "note", 11),
        Problem("item_not_judged", "verdict", 12),
        NO_PROOF,
        UNCONFIRMED,
    )


items = st.lists(
    st.builds(JudgedItem, st.integers(1, 99), st.sampled_from(ItemVerdict), st.none(), st.just("x"))
)


@given(items.map(tuple), st.fractions(min_value=Fraction(1, 100), max_value=200))
def test_nothing_above_0_is_verified_without_accepted_evidence(judged, percent):
    facts = replace(VERIFYING, items=judged, verified_percent=percent)
    accepted = ItemVerdict.ACCEPTED in {item.verdict for item in judged}
    assert (NO_PROOF in review_problems(facts)) == (not accepted)
