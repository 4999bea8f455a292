from dataclasses import replace

import pytest

from evidence.domain.publication import (
    TRANSITIONS,
    Obstacle,
    PublicationFacts,
    TransitionRefused,
    apply,
    publication_obstacles,
)
from evidence.enums import EvidenceState, KipClass, Visibility

S = EvidenceState

EDGES = {
    ("store", S.RECEIVING): S.QUARANTINED,
    ("record_link", S.RECEIVING): S.CLEAN,
    ("reject", S.QUARANTINED): S.REJECTED,
    ("clear", S.QUARANTINED): S.CLEAN,
    ("publish", S.CLEAN): S.PUBLISHED,
    ("hide", S.PUBLISHED): S.CLEAN,
    **{("take_down", state): S.TAKEN_DOWN for state in S if state != S.TAKEN_DOWN},
}


@pytest.mark.parametrize("name", [transition.name for transition in TRANSITIONS])
@pytest.mark.parametrize("state", list(S))
def test_every_edge_leads_where_the_table_says_and_no_other_exists(name, state):
    target = EDGES.get((name, state))
    if target is None:
        with pytest.raises(TransitionRefused):
            apply(state, name)
    else:
        assert apply(state, name) == target


READY = PublicationFacts(
    state=S.CLEAN,
    visibility=Visibility.PUBLIC,
    kip_class=KipClass.ANYTIME,
    is_approved=True,
    was_read=True,
    has_hints=False,
    hints_cleared=False,
)


@pytest.mark.parametrize(
    ("change", "obstacles"),
    [
        ({}, ()),
        ({"kip_class": KipClass.PERIODIC}, ()),
        ({"kip_class": KipClass.IMMEDIATE}, ()),
        ({"kip_class": KipClass.EXEMPT}, (Obstacle.EXEMPT,)),
        ({"visibility": Visibility.INTERNAL}, (Obstacle.INTERNAL,)),
        ({"is_approved": False}, (Obstacle.NOT_APPROVED,)),
        *(({"state": state}, (Obstacle.NOT_CLEAN,)) for state in S if state != S.CLEAN),
        ({"was_read": False}, (Obstacle.NOT_READ,)),
        ({"has_hints": True}, (Obstacle.HINTS,)),
        ({"has_hints": True, "hints_cleared": True}, ()),
        # Nobody clears in advance what is found later.
        ({"was_read": False, "hints_cleared": True}, (Obstacle.NOT_READ,)),
        (
            {
                "state": S.QUARANTINED,
                "visibility": Visibility.INTERNAL,
                "kip_class": KipClass.EXEMPT,
                "is_approved": False,
                "was_read": False,
                "has_hints": True,
            },
            tuple(Obstacle),
        ),
    ],
)
def test_publication_obstacles_are_all_told_in_their_order(change, obstacles):
    assert publication_obstacles(replace(READY, **change)) == obstacles


def test_refused_transition_names_step_and_state():
    assert str(TransitionRefused(S.REJECTED, "publish")) == "publish from rejected"
