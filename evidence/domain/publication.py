"""The way of a proof from its arrival to the public, as a table, and what keeps it from being published."""

from dataclasses import dataclass

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


def may_be_published(visibility: Visibility, kip_class: KipClass) -> bool:
    """Public by the sender's choice, and not exempt information (UU 14/2008 art. 17)."""
    return visibility == Visibility.PUBLIC and kip_class != KipClass.EXEMPT
