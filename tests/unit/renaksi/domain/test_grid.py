from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.grid import CellCounts, cell_state
from renaksi.domain.periods import Window, report_state
from renaksi.enums import CellState, UpdateState

WINDOW = Window(date(2026, 6, 20), date(2026, 7, 10), date(2026, 7, 31))
BEFORE, DURING, AFTER = date(2026, 6, 19), date(2026, 7, 1), date(2026, 7, 11)


@pytest.mark.parametrize(
    ("counts", "on", "state"),
    [
        pytest.param(CellCounts(0), AFTER, CellState.NOT_EXPECTED, id="nothing expected"),
        pytest.param(CellCounts(3), BEFORE, CellState.UPCOMING, id="before the window"),
        pytest.param(CellCounts(3), DURING, CellState.OPEN, id="window open, nothing yet"),
        pytest.param(CellCounts(3), AFTER, CellState.NOT_REPORTED, id="nothing came"),
        pytest.param(CellCounts(3, verified=3), AFTER, CellState.VERIFIED, id="all verified"),
        pytest.param(CellCounts(0, verified=1), AFTER, CellState.VERIFIED, id="verified though not expected"),
        pytest.param(CellCounts(3, verified=2), AFTER, CellState.PARTLY_VERIFIED, id="one never came"),
        pytest.param(CellCounts(3, verified=2, waiting=1), DURING, CellState.PARTLY_VERIFIED, id="one waits"),
        pytest.param(
            CellCounts(3, verified=2, returned=1), AFTER, CellState.PARTLY_VERIFIED, id="one returned"
        ),
        pytest.param(
            CellCounts(1, verified=1, waiting=1), AFTER, CellState.PARTLY_VERIFIED, id="an extra one waits"
        ),
        pytest.param(
            CellCounts(3, waiting=1, returned=1), AFTER, CellState.RETURNED, id="returned before waiting"
        ),
        pytest.param(CellCounts(3, waiting=1), AFTER, CellState.WAITING, id="one waits, two never came"),
    ],
)
def test_cell_state(counts, on, state):
    assert cell_state(counts, WINDOW, on) == state


@pytest.mark.parametrize(
    ("counts", "missing"), [(CellCounts(5, 1, 1, 1), 2), (CellCounts(1, 1, 1, 0), 0), (CellCounts(2), 2)]
)
def test_missing_are_the_expected_that_were_not_submitted(counts, missing):
    assert counts.missing == missing


@pytest.mark.parametrize("on", [BEFORE, DURING, AFTER])
@pytest.mark.parametrize(
    ("update_state", "counts"),
    [
        (None, CellCounts(1)),
        (UpdateState.SUBMITTED, CellCounts(1, waiting=1)),
        (UpdateState.RETURNED, CellCounts(1, returned=1)),
        (UpdateState.VERIFIED, CellCounts(1, verified=1)),
    ],
)
def test_a_cell_of_one_milestone_says_what_its_report_says(update_state, counts, on):
    assert cell_state(counts, WINDOW, on) == report_state(update_state, expected=True, window=WINDOW, on=on)


small = st.integers(0, 4)


@given(st.builds(CellCounts, small, small, small, small), st.sampled_from([BEFORE, DURING, AFTER]))
def test_verified_and_not_reported_are_never_said_of_a_mixture(counts, on):
    state = cell_state(counts, WINDOW, on)
    submitted = counts.verified + counts.waiting + counts.returned
    if state == CellState.VERIFIED:
        assert submitted == counts.verified >= counts.expected
    if state == CellState.NOT_REPORTED:
        assert submitted == 0 < counts.expected
