"""What the checklist of OGP's assessors answers, from what a repository holds."""

import pytest

from reports.domain.checklist import Finding, Proofs, Repository, findings, proven
from reports.enums import Answer, Criterion

pytestmark = pytest.mark.once
WHOLE = Proofs(items=2, dated=2, milestones=2, is_verified=True, is_fresh=True)
# One of three links is dead, one milestone of two has no proof, and the newest is older than six months.
THIN = Proofs(
    items=3, broken=1, dated=1, closed=1, milestones=2, unproven=1, is_verified=True, is_fresh=False
)
NOTHING = Proofs(milestones=1, unproven=1)


def answers(*commitments: Proofs, is_running: bool = True, **held: int) -> dict[Criterion, Finding]:
    found = findings(Repository(commitments, is_running, **held))
    assert [one.criterion for one in found] == list(Criterion)
    return {one.criterion: one for one in found}


@pytest.mark.parametrize(
    ("criterion", "answer", "count", "of"),
    [
        (Criterion.ONLINE, Answer.YES, 3, 3),
        (Criterion.ONE_PLACE, Answer.YES, 3, 3),
        (Criterion.DEVELOPMENT, Answer.PEOPLE, 4, None),
        (Criterion.IMPLEMENTATION, Answer.PARTLY, 2, 3),
        (Criterion.EVIDENCE, Answer.PARTLY, 2, 3),
        (Criterion.MILESTONES, Answer.PARTLY, 3, 5),
        (Criterion.OPENABLE, Answer.PARTLY, 4, 6),
        (Criterion.FRESH, Answer.PARTLY, 1, 3),
        (Criterion.DATED, Answer.PARTLY, 3, 5),
        (Criterion.TRACED, Answer.YES, 7, 7),
        (Criterion.FORUM, Answer.PEOPLE, 5, None),
        (Criterion.FEEDBACK, Answer.PEOPLE, None, None),
    ],
)
def test_each_criterion_counts_what_is_held(criterion, answer, count, of):
    found = answers(WHOLE, THIN, NOTHING, changes=7, meetings_before=4, meetings_since=5)
    assert found[criterion] == Finding(criterion, answer, count, of)


def test_all_is_well_only_if_every_commitment_is():
    found = answers(WHOLE, WHOLE, changes=1)
    assert {one.answer for one in found.values()} == {Answer.YES, Answer.PEOPLE}


def test_a_repository_without_commitments_answers_nothing_with_yes():
    assert {one.answer for one in answers().values()} == {Answer.NO, Answer.PEOPLE, Answer.NOT_ASKED}


def test_nothing_accepted_is_a_no_and_not_a_hundred_percent_of_nothing():
    found = answers(NOTHING)
    assert found[Criterion.EVIDENCE] == Finding(Criterion.EVIDENCE, Answer.NO, 0, 1)
    assert found[Criterion.OPENABLE] == Finding(Criterion.OPENABLE, Answer.NO, 0, 0)
    assert found[Criterion.DATED] == Finding(Criterion.DATED, Answer.NO, 0, 0)


def test_a_plan_whose_term_is_over_is_not_asked_for_news():
    assert answers(THIN, is_running=False)[Criterion.FRESH] == Finding(Criterion.FRESH, Answer.NOT_ASKED)


def test_what_has_not_begun_or_never_changed_is_not_asked():
    found = answers(Proofs())
    assert found[Criterion.MILESTONES].answer == Answer.NOT_ASKED
    assert found[Criterion.TRACED].answer == Answer.NOT_ASKED


@pytest.mark.parametrize(
    ("proofs", "expected"),
    [
        (Proofs(items=1), Answer.YES),
        (Proofs(items=2, broken=1), Answer.YES),
        (Proofs(items=1, broken=1), Answer.PARTLY),
        (Proofs(closed=1), Answer.PARTLY),
        (Proofs(removed=1), Answer.NO),
        (Proofs(), Answer.NO),
    ],
)
def test_only_what_opens_is_evidence(proofs: Proofs, expected: Answer):
    assert proofs.has_evidence == expected


@pytest.mark.parametrize("answer", list(Answer))
def test_a_yes_needs_an_address(answer: Answer):
    assert proven(answer, address="https://renaksi.example/") == answer
    assert proven(answer, address="") == (Answer.PEOPLE if answer == Answer.YES else answer)
