"""One cell of the commitments × periods grid."""

from dataclasses import dataclass
from datetime import date

from renaksi.domain.periods import Window, unreported_state
from renaksi.enums import CellState


@dataclass(frozen=True, slots=True)
class CellCounts:
    """A commitment's milestones in one period: expected, and what their updates came to.

    Drafts and what waits for approval inside the agency or region are in none of the last
    three: they have not been submitted.
    """

    expected: int
    verified: int = 0
    waiting: int = 0
    returned: int = 0

    @property
    def missing(self) -> int:
        return max(self.expected - self.verified - self.waiting - self.returned, 0)


def cell_state(counts: CellCounts, window: Window, on: date) -> CellState:
    """What is proven comes first, then what somebody has to act on, then what is missing.

    "Terverifikasi" only if nothing else is open; "tidak lapor" only if nothing came at all:
    the counts beside the word say how many are missing.
    """
    if counts.verified:
        unfinished = counts.waiting or counts.returned or counts.missing
        return CellState.PARTLY_VERIFIED if unfinished else CellState.VERIFIED
    if counts.returned:
        return CellState.RETURNED
    if counts.waiting:
        return CellState.WAITING
    return unreported_state(window, on) if counts.expected else CellState.NOT_EXPECTED
