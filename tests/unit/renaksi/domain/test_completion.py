from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.completion import (
    MilestoneProof,
    MissingProof,
    MissingProofCode,
    Requirement,
    completing_verification,
    is_complete,
    missing_proof,
    propose_status,
)
from renaksi.domain.progress import Progress, Verification
from renaksi.enums import CompletionStatus

MET = Requirement(1, required=True, accepted=True)
UNMET = Requirement(2, required=True, accepted=False)
ALSO_UNMET = Requirement(3, required=True, accepted=False)
OPTIONAL = Requirement(4, required=False, accepted=False)
NO_EVIDENCE_AT_ALL = MissingProof(MissingProofCode.ANY_EVIDENCE)


def unanswered(requirement: Requirement) -> MissingProof:
    return MissingProof(MissingProofCode.REQUIREMENT, requirement.id)


@pytest.mark.parametrize(
    ("proof", "complete", "missing"),
    [
        pytest.param(MilestoneProof(Fraction(100), 1), True, (), id="100 with an accepted item"),
        pytest.param(MilestoneProof(Fraction(130), 1, (MET,)), True, (), id="above 100"),
        pytest.param(
            MilestoneProof(Fraction(100), 2, (MET, OPTIONAL)), True, (), id="optional may stay open"
        ),
        pytest.param(MilestoneProof(Fraction(9999, 100), 3, (MET,)), False, (), id="below 100"),
        pytest.param(MilestoneProof(None, 3, (MET,)), False, (), id="never verified"),
        pytest.param(MilestoneProof(Fraction(100), 0), False, (NO_EVIDENCE_AT_ALL,), id="no evidence"),
        pytest.param(
            MilestoneProof(Fraction(100), 0, (OPTIONAL,)),
            False,
            (NO_EVIDENCE_AT_ALL,),
            id="only optional, none given",
        ),
        pytest.param(
            MilestoneProof(Fraction(100), 1, (MET, UNMET, ALSO_UNMET)),
            False,
            (unanswered(UNMET), unanswered(ALSO_UNMET)),
            id="each required requirement without accepted item",
        ),
        pytest.param(
            MilestoneProof(Fraction(100), 0, (UNMET,)),
            False,
            (unanswered(UNMET),),
            id="the required one says it all",
        ),
        pytest.param(
            MilestoneProof(Fraction(60), 0, (UNMET,)), False, (), id="below 100 nothing is missing yet"
        ),
    ],
)
def test_complete_only_with_its_proof(proof, complete, missing):
    assert (is_complete(proof), missing_proof(proof)) == (complete, missing)


proofs = st.builds(
    MilestoneProof,
    st.none() | st.fractions(0, 200),
    st.integers(0, 3),
    st.lists(st.builds(Requirement, st.integers(1, 9), st.booleans(), st.booleans()), max_size=4).map(tuple),
)


@given(proofs)
def test_at_100_a_milestone_is_complete_or_says_what_is_missing(proof):
    reached = proof.raw_percent is not None and proof.raw_percent >= 100
    assert is_complete(proof) == (reached and not missing_proof(proof))


@given(proofs)
def test_complete_never_without_accepted_evidence(proof):
    assert not is_complete(MilestoneProof(proof.raw_percent, 0, proof.requirements))


@pytest.mark.parametrize(
    ("progress", "complete", "status"),
    [
        pytest.param(Progress(None, 0, 0), 0, CompletionStatus.NO_EVIDENCE, id="no milestones"),
        pytest.param(Progress(None, 0, 3), 0, CompletionStatus.NO_EVIDENCE, id="nothing verified"),
        pytest.param(Progress(Fraction(100), 3, 3), 3, CompletionStatus.COMPLETE, id="all complete"),
        pytest.param(
            Progress(Fraction(100), 3, 3), 2, CompletionStatus.SUBSTANTIAL, id="at 100 with a proof missing"
        ),
        pytest.param(Progress(Fraction(50), 2, 3), 1, CompletionStatus.SUBSTANTIAL, id="from 50"),
        pytest.param(Progress(Fraction(4999, 100), 2, 3), 1, CompletionStatus.LIMITED, id="below 50"),
        pytest.param(Progress(Fraction(1, 100), 1, 3), 0, CompletionStatus.LIMITED, id="above 0"),
        pytest.param(
            Progress(Fraction(0), 3, 3), 0, CompletionStatus.NOT_STARTED, id="0, every one verified"
        ),
        pytest.param(Progress(Fraction(0), 2, 3), 0, CompletionStatus.NO_EVIDENCE, id="0, some unverified"),
    ],
)
def test_propose_status(progress, complete, status):
    assert propose_status(progress, complete) == status


def _verification(month: int, percent: int, version: int = 1) -> Verification:
    day = date(2026, month, 28)
    return Verification(day, version, day, Fraction(percent))


@pytest.mark.parametrize(
    ("history", "completed_in"),
    [
        ([(3, 100)], 3),
        ([(3, 75), (6, 100)], 6),
        ([(3, 100), (6, 100), (9, 120)], 3),
        ([(3, 100), (6, 80), (9, 100)], 9),
        ([(3, 100), (3, 60, 2), (6, 100)], 6),
        ([(3, 60), (3, 100, 2), (6, 100)], 3),
    ],
)
def test_the_latest_unbroken_run_at_hundred_completes(
    history: list[tuple[int, ...]], completed_in: int
) -> None:
    verifications = [_verification(*one) for one in history]
    assert completing_verification(reversed(verifications)).period_ends_on.month == completed_in


def _taken_over(day: int, percent: int, version: int, *, until: int | None = None) -> Verification:
    superseded_on = date(2026, 7, until) if until else None
    return Verification(date(2026, 6, 30), version, date(2026, 7, day), Fraction(percent), superseded_on)


@pytest.mark.parametrize(
    ("versions", "completed_by"),
    [
        pytest.param([(1, 100, 1, 9), (9, 100, 2, None)], 1, id="corrected, and at 100 all along"),
        pytest.param([(1, 75, 1, 9), (9, 100, 2, None)], 2, id="only its correction reached 100"),
        pytest.param([(1, 100, 1, 5), (5, 80, 2, 9), (9, 100, 3, None)], 3, id="below 100 in between"),
        pytest.param([(1, 100, 1, 5), (9, 100, 2, None)], 2, id="undone, returned, mended"),
    ],
)
def test_of_versions_at_hundred_that_took_over_from_each_other_the_first_completed_it(versions, completed_by):
    given_versions = [
        _taken_over(day, percent, version, until=until) for day, percent, version, until in versions
    ]
    assert completing_verification(reversed(given_versions)).version == completed_by


def test_an_undone_verdict_breaks_the_run():
    undone = _taken_over(1, 100, 1, until=5)
    assert completing_verification([_verification(3, 100), undone, _verification(9, 100)]) == _verification(
        3, 100
    )
