"""The way of a proof from its arrival to the public, as a table, and what keeps it from being published."""

from dataclasses import dataclass
from enum import StrEnum

from evidence.enums import EvidenceState, KipClass, Visibility

_S = EvidenceState


@dataclass(frozen=True, slots=True)
class Transition:
    name: str
    sources: frozenset[EvidenceState]
    target: EvidenceState


TRANSITIONS: tuple[Transition, ...] = (
    Transition("store", frozenset({_S.RECEIVING}), _S.QUARANTINED),
    # A link has no bytes to check; where it leads is for the reviewer to judge.
    Transition("record_link", frozenset({_S.RECEIVING}), _S.CLEAN),
    Transition("reject", frozenset({_S.QUARANTINED}), _S.REJECTED),
    Transition("clear", frozenset({_S.QUARANTINED}), _S.CLEAN),
    Transition("publish", frozenset({_S.CLEAN}), _S.PUBLISHED),
    Transition("hide", frozenset({_S.PUBLISHED}), _S.CLEAN),
    Transition("take_down", frozenset(_S) - {_S.TAKEN_DOWN}, _S.TAKEN_DOWN),
)


class TransitionRefused(Exception):
    """The table has no such step from that state."""

    def __init__(self, state: EvidenceState, name: str) -> None:
        super().__init__(state, name)
        self.state = state
        self.name = name

    def __str__(self) -> str:
        return f"{self.name} from {self.state}"


def apply(state: EvidenceState, name: str) -> EvidenceState:
    """The state after the transition; raises TransitionRefused."""
    for transition in TRANSITIONS:
        if transition.name == name and state in transition.sources:
            return transition.target
    raise TransitionRefused(state, name)


class Obstacle(StrEnum):
    """What keeps a proof from the public, in the order in which it is told."""

    NOT_APPROVED = "not_approved"
    NOT_CLEAN = "not_clean"
    INTERNAL = "internal"
    EXEMPT = "exempt"
    NOT_READ = "not_read"
    HINTS = "hints"


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """`is_approved`: a review accepted it. `was_read`: the server has looked for what seems to be personal data,
    or there is nothing to read; `has_hints`: it found some, `hints_cleared`: a person has looked at them since.
    """

    state: EvidenceState
    visibility: Visibility
    kip_class: KipClass
    is_approved: bool
    was_read: bool
    has_hints: bool
    hints_cleared: bool


def publication_obstacles(facts: PublicationFacts) -> tuple[Obstacle, ...]:
    """All that keeps the proof from being published; exempt is what UU 14/2008 art. 17 keeps closed."""
    found = {
        Obstacle.NOT_APPROVED: not facts.is_approved,
        Obstacle.NOT_CLEAN: facts.state != EvidenceState.CLEAN,
        Obstacle.INTERNAL: facts.visibility != Visibility.PUBLIC,
        Obstacle.EXEMPT: facts.kip_class == KipClass.EXEMPT,
        Obstacle.NOT_READ: not facts.was_read,
        Obstacle.HINTS: facts.has_hints and not facts.hints_cleared,
    }
    return tuple(obstacle for obstacle, stands in found.items() if stands)
