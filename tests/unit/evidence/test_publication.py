import pytest

from evidence.domain.publication import TRANSITIONS, TransitionRefused, apply, may_be_published
from evidence.enums import EvidenceState, KipClass, Visibility

S = EvidenceState

EDGES = {
    ("store", S.RECEIVING): S.QUARANTINED,
    ("record_link", S.RECEIVING): S.CLEAN,
    ("reject", S.QUARANTINED): S.REJECTED,
    ("clear", S.QUARANTINED): S.CLEAN,
    ("publish", S.CLEAN): S.PUBLISHED,
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


@pytest.mark.parametrize(
    ("visibility", "kip_class", "expected"),
    [
        (Visibility.PUBLIC, KipClass.ANYTIME, True),
        (Visibility.PUBLIC, KipClass.PERIODIC, True),
        (Visibility.PUBLIC, KipClass.IMMEDIATE, True),
        (Visibility.PUBLIC, KipClass.EXEMPT, False),
        (Visibility.INTERNAL, KipClass.ANYTIME, False),
        (Visibility.INTERNAL, KipClass.EXEMPT, False),
    ],
)
def test_only_public_and_not_exempt_may_be_published(visibility, kip_class, expected):
    assert may_be_published(visibility, kip_class) is expected


def test_refused_transition_names_step_and_state():
    assert str(TransitionRefused(S.REJECTED, "publish")) == "publish from rejected"
