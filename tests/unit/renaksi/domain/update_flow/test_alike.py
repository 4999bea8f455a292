from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from renaksi.domain.update_flow import AlikeFacts, Likeness, Problem, SeenItem, alike_problems
from renaksi.enums import ItemVerdict

LIKENESS = Likeness(1, 2, "tim terbentuk", 100, None, None, None)
PROOF = SeenItem(7, "SK Tim", ItemVerdict.PENDING, is_readable=True, is_opened=True)
FACTS = AlikeFacts(LIKENESS, LIKENESS, Fraction(100), (PROOF,), is_answered=True)


def test_what_leaves_no_question_is_verified_together():
    assert alike_problems(FACTS) == ()


def test_later_version_is_read_against_what_stood_before():
    assert alike_problems(replace(FACTS, is_later_version=True)) == (Problem("bulk_later_version"),)


def test_nothing_done_needs_no_proof():
    assert alike_problems(replace(FACTS, percent=Fraction(0), items=(), is_answered=False)) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("plan", 9),
        ("period", 9),
        ("text", "lain"),
        ("step", 75),
        ("value", Decimal(3)),
        ("target", Decimal(8)),
    ],
)
def test_another_promise_or_claim_is_not_alike(name, value):
    other = replace(LIKENESS, **{name: value})
    assert alike_problems(replace(FACTS, likeness=other)) == (Problem("bulk_not_alike"),)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"percent": None}, Problem("bulk_value_missing")),
        ({"is_answered": False}, Problem("bulk_requirement_missing")),
    ],
)
def test_claim_that_leaves_a_question(changes, problem):
    assert alike_problems(replace(FACTS, **changes)) == (problem,)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"verdict": ItemVerdict.REFUSED}, Problem("bulk_has_refusal")),
        ({"is_readable": False}, Problem("bulk_not_readable")),
        ({"warning": "2 NIK"}, Problem("bulk_flagged", about="2 NIK")),
        ({"is_opened": False}, Problem("bulk_not_opened", about="“SK Tim”")),
    ],
)
def test_proof_that_leaves_a_question(changes, problem):
    assert alike_problems(replace(FACTS, items=(PROOF, replace(PROOF, **changes)))) == (problem,)


def test_a_warning_is_told_once():
    flagged = replace(PROOF, warning="2 NIK")
    assert alike_problems(replace(FACTS, items=(flagged, flagged))) == (
        Problem("bulk_flagged", about="2 NIK"),
    )
