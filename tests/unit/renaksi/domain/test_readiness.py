from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.completion import MilestoneProof, Requirement, is_complete
from renaksi.domain.readiness import (
    Answer,
    Point,
    PointCode,
    ReadinessFacts,
    Standing,
    points_to_completion,
)

ATTACHED, ACCEPTED, REFUSED = Standing.ATTACHED, Standing.ACCEPTED, Standing.REFUSED


def facts(claimed=None, verified=None, required=(), answers=()):
    percents = (None if one is None else Fraction(one) for one in (claimed, verified))
    return ReadinessFacts(*percents, required, tuple(Answer(*one) for one in answers))


def standings(given_facts):
    return [point.standing for point in points_to_completion(given_facts)]


def test_points_are_the_value_and_each_required_requirement():
    assert points_to_completion(facts(required=(7, 8), answers=[(8, ATTACHED)])) == (
        Point(PointCode.VALUE, Standing.MISSING),
        Point(PointCode.REQUIREMENT, Standing.MISSING, 7),
        Point(PointCode.REQUIREMENT, ATTACHED, 8),
    )


def test_without_required_requirement_any_proof_does():
    assert points_to_completion(facts(100, 100, answers=[(None, ACCEPTED)])) == (
        Point(PointCode.VALUE, ACCEPTED),
        Point(PointCode.ANY_EVIDENCE, ACCEPTED),
    )


@pytest.mark.parametrize(
    ("claimed", "verified", "standing"),
    [
        (None, None, Standing.MISSING),
        (99, None, Standing.MISSING),
        (100, None, ATTACHED),
        (130, 75, ATTACHED),
        (100, 100, ACCEPTED),
        (75, 100, Standing.MISSING),
    ],
)
def test_value_stands_where_this_report_puts_it(claimed, verified, standing):
    assert standings(facts(claimed, verified))[0] == standing


@pytest.mark.parametrize(
    ("answers", "standing"),
    [
        ([(1, REFUSED)], REFUSED),
        ([(1, REFUSED), (1, Standing.ARRIVING)], Standing.ARRIVING),
        ([(1, ATTACHED), (1, REFUSED)], ATTACHED),
        ([(1, ATTACHED), (1, ACCEPTED)], ACCEPTED),
        ([(2, ACCEPTED), (None, ACCEPTED)], Standing.MISSING),
    ],
)
def test_best_answer_to_a_requirement_counts_and_no_other(answers, standing):
    assert standings(facts(100, 100, (1,), answers))[1:] == [standing]


REQUIREMENTS = (1, 2, 3)


@given(
    percent=st.none() | st.integers(0, 200).map(Fraction),
    required=st.sets(st.sampled_from(REQUIREMENTS)).map(lambda found: tuple(sorted(found))),
    answers=st.lists(
        st.tuples(st.sampled_from([None, *REQUIREMENTS]), st.sampled_from(list(Standing))), max_size=6
    ),
)
def test_all_accepted_is_what_completion_calls_complete(percent, required, answers):
    accepted = [requirement for requirement, standing in answers if standing == ACCEPTED]
    proof = MilestoneProof(
        percent,
        len(accepted),
        tuple(Requirement(one, required=one in required, accepted=one in accepted) for one in REQUIREMENTS),
    )
    told = standings(facts(percent, percent, required, answers))
    assert (set(told) == {ACCEPTED}) == is_complete(proof)
