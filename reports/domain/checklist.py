"""What OGP's assessors look for in the repository of an action plan, answered from what it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reports.enums import Answer, Criterion


@dataclass(frozen=True, slots=True)
class Proofs:
    """What one commitment has to show.

    `items` are accepted and anybody may find them; of these, `broken` are links that do not open now and `dated`
    bear the day of the document. `closed` are accepted but not for everybody, `removed` were public once.
    `milestones` are those that have begun, `unproven` those of them without one of the `items`.
    `is_fresh`: the newest of the items is at most six months old; None if there is none.
    """

    items: int = 0
    broken: int = 0
    dated: int = 0
    closed: int = 0
    removed: int = 0
    milestones: int = 0
    unproven: int = 0
    is_verified: bool = False
    is_fresh: bool | None = None

    @property
    def openable(self) -> int:
        return self.items - self.broken

    @property
    def has_evidence(self) -> Answer:
        if self.openable:
            return Answer.YES
        return Answer.PARTLY if self.items or self.closed else Answer.NO


@dataclass(frozen=True, slots=True)
class Repository:
    """`is_running` is false once the term is over. `meetings_before` its start and `meetings_since` have a page."""

    commitments: tuple[Proofs, ...]
    is_running: bool
    changes: int = 0
    meetings_before: int = 0
    meetings_since: int = 0

    def total(self, count: Callable[[Proofs], int]) -> int:
        return sum(count(one) for one in self.commitments)


@dataclass(frozen=True, slots=True)
class Finding:
    """It holds for `count` of `of`, where that can be counted."""

    criterion: Criterion
    answer: Answer
    count: int | None = None
    of: int | None = None


def findings(repository: Repository) -> tuple[Finding, ...]:
    """One for each criterion, in the order in which they are asked."""
    return tuple(_ANSWERS[criterion](repository, criterion) for criterion in Criterion)


def proven(answer: Answer, *, address: str) -> Answer:
    """Without an address that anybody can open, a "yes" is only somebody's word."""
    return Answer.PEOPLE if answer == Answer.YES and not address else answer


def _share(criterion: Criterion, count: int, of: int) -> Finding:
    if not count:
        return Finding(criterion, Answer.NO, count, of)
    return Finding(criterion, Answer.YES if count == of else Answer.PARTLY, count, of)


def _published(repository: Repository, criterion: Criterion) -> Finding:
    found = len(repository.commitments)
    return _share(criterion, found, found)


def _per_commitment(holds: Callable[[Proofs], bool]) -> "Rule":
    def answer(repository: Repository, criterion: Criterion) -> Finding:
        return _share(criterion, repository.total(holds), len(repository.commitments))

    return answer


def _milestones(repository: Repository, criterion: Criterion) -> Finding:
    begun = repository.total(lambda one: one.milestones)
    if not begun:
        return Finding(criterion, Answer.NOT_ASKED)
    return _share(criterion, begun - repository.total(lambda one: one.unproven), begun)


def _openable(repository: Repository, criterion: Criterion) -> Finding:
    """Of all that was accepted, also what is closed to the public."""
    accepted = repository.total(lambda one: one.items + one.closed)
    return _share(criterion, repository.total(lambda one: one.openable), accepted)


def _fresh(repository: Repository, criterion: Criterion) -> Finding:
    if not repository.is_running:
        return Finding(criterion, Answer.NOT_ASKED)
    return _per_commitment(lambda one: bool(one.is_fresh))(repository, criterion)


def _dated(repository: Repository, criterion: Criterion) -> Finding:
    return _share(criterion, repository.total(lambda one: one.dated), repository.total(lambda one: one.items))


def _traced(repository: Repository, criterion: Criterion) -> Finding:
    if not repository.changes:
        return Finding(criterion, Answer.NOT_ASKED)
    return _share(criterion, repository.changes, repository.changes)


def _for_people(count: Callable[[Repository], int]) -> "Rule":
    """What is held is counted; whether it is enough, only people can say."""

    def answer(repository: Repository, criterion: Criterion) -> Finding:
        return Finding(criterion, Answer.PEOPLE, count(repository))

    return answer


Rule = Callable[[Repository, Criterion], Finding]
_ANSWERS: Mapping[Criterion, Rule] = {
    Criterion.ONLINE: _published,
    Criterion.ONE_PLACE: _published,
    Criterion.DEVELOPMENT: _for_people(lambda found: found.meetings_before),
    Criterion.IMPLEMENTATION: _per_commitment(lambda one: one.is_verified),
    Criterion.EVIDENCE: _per_commitment(lambda one: one.has_evidence == Answer.YES),
    Criterion.MILESTONES: _milestones,
    Criterion.OPENABLE: _openable,
    Criterion.FRESH: _fresh,
    Criterion.DATED: _dated,
    Criterion.TRACED: _traced,
    Criterion.FORUM: _for_people(lambda found: found.meetings_since),
    Criterion.FEEDBACK: lambda _found, criterion: Finding(criterion, Answer.PEOPLE),
}
