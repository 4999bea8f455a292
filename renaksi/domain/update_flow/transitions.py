"""The transition table: it drives the buttons, the checks and the diagram in the docs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from renaksi.enums import AWAITING_APPROVAL_STATES, EDITABLE_STATES, UpdateState

Actor = Literal["author", "approver", "region", "verifier", "system"]

STATES_TO_WITHDRAW = frozenset(UpdateState) - {UpdateState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Transition:
    """`name` is unique; transitions that a person sees as one step share their `label_code`.

    `actor` is the side that takes it: the reporting institution, its approver, the regional
    coordinator, the secretariat. Whether a person is of that side is a matter of permissions.
    A step with `opens_version` leaves the update as it is: a new version of it stands at the target.
    """

    name: str
    sources: frozenset[UpdateState]
    target: UpdateState
    actor: Actor
    needs_reason: bool
    label_code: str
    opens_version: bool = False


def _edge(
    name: str,
    sources: Iterable[UpdateState],
    target: UpdateState,
    actor: Actor,
    *,
    needs_reason: bool = False,
    label_code: str = "",
    opens_version: bool = False,
) -> Transition:
    return Transition(
        name, frozenset(sources), target, actor, needs_reason, label_code or name, opens_version
    )


_S = UpdateState

TRANSITIONS: tuple[Transition, ...] = (
    _edge("submit", EDITABLE_STATES, _S.SUBMITTED, "author"),
    _edge("submit_to_agency", EDITABLE_STATES, _S.AWAITING_AGENCY, "author", label_code="submit"),
    _edge("submit_to_region", EDITABLE_STATES, _S.AWAITING_REGION, "author", label_code="submit"),
    _edge("approve", [_S.AWAITING_AGENCY], _S.SUBMITTED, "approver"),
    _edge("approve_to_region", [_S.AWAITING_AGENCY], _S.AWAITING_REGION, "approver", label_code="approve"),
    _edge("approve_region", [_S.AWAITING_REGION], _S.SUBMITTED, "region", label_code="approve"),
    _edge("send_back", [_S.AWAITING_AGENCY], _S.DRAFT, "approver", needs_reason=True),
    _edge(
        "send_back_region",
        [_S.AWAITING_REGION],
        _S.DRAFT,
        "region",
        needs_reason=True,
        label_code="send_back",
    ),
    _edge("recall", [*AWAITING_APPROVAL_STATES, _S.SUBMITTED], _S.DRAFT, "author"),
    _edge("start_review", [_S.SUBMITTED], _S.IN_REVIEW, "verifier"),
    _edge("verify", [_S.IN_REVIEW], _S.VERIFIED, "verifier"),
    _edge("return_", [_S.IN_REVIEW], _S.RETURNED, "verifier", needs_reason=True),
    _edge("correct", [_S.VERIFIED], _S.DRAFT, "author", needs_reason=True, opens_version=True),
    _edge("give_up", EDITABLE_STATES, _S.WITHDRAWN, "author"),
    _edge(
        "reopen",
        [_S.VERIFIED, _S.RETURNED],
        _S.SUBMITTED,
        "verifier",
        needs_reason=True,
        opens_version=True,
    ),
    _edge("withdraw", STATES_TO_WITHDRAW, _S.WITHDRAWN, "verifier", needs_reason=True),
)


class TransitionRefused(Exception):
    """The table has no such step from that state."""

    def __init__(self, state: UpdateState, name: str) -> None:
        super().__init__(state, name)
        self.state = state
        self.name = name

    def __str__(self) -> str:
        return f"{self.name} from {self.state}"


def allowed(state: UpdateState) -> tuple[Transition, ...]:
    return tuple(transition for transition in TRANSITIONS if state in transition.sources)


def apply(state: UpdateState, name: str) -> UpdateState:
    """The state after the transition; raises TransitionRefused."""
    for transition in allowed(state):
        if transition.name == name:
            return transition.target
    raise TransitionRefused(state, name)


def transition_for(
    state: UpdateState, label_code: str, approvals: Collection[UpdateState] = ()
) -> Transition:
    """The transition behind a button, given the approvals that the plan asks for.

    `approvals` are those of AWAITING_AGENCY and AWAITING_REGION that are asked: the next
    of them is where submitting or approving leads, without one it goes straight up.
    Raises TransitionRefused.
    """
    by_target = {one.target: one for one in allowed(state) if one.label_code == label_code}
    for stage in (UpdateState.AWAITING_AGENCY, UpdateState.AWAITING_REGION):
        if stage in approvals and stage in by_target:
            return by_target[stage]
    for target, transition in by_target.items():
        if target not in AWAITING_APPROVAL_STATES:
            return transition
    raise TransitionRefused(state, label_code)


def as_mermaid(transitions: Iterable[Transition]) -> str:
    """For docs/update-flow.md; an edge says who takes it, `*` asks for a reason, `+` opens a new version."""
    edges = [
        f"    {source} --> {transition.target}: {transition.name}"
        f"{'*' if transition.needs_reason else ''}{'+' if transition.opens_version else ''}"
        f" ({transition.actor})"
        for transition in transitions
        for source in UpdateState
        if source in transition.sources
    ]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {UpdateState.DRAFT}", *edges, ""])
