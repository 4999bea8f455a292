"""Which reporting periods a report tells of."""

import pytest

from renaksi.domain.periods import default_window, quarter_bounds
from renaksi.enums import PeriodCode
from renaksi.queries.grid import PeriodFacts
from reports.enums import ReportKind
from reports.payload.gathering import covered_periods


def period(code: str, year: int) -> PeriodFacts:
    return PeriodFacts(
        id=0,
        label=f"{code} {year}",
        code=code,
        year=year,
        quarter=quarter_bounds(PeriodCode(code), year),
        window=default_window(PeriodCode(code), year),
        extensions={},
    )


# B03 2026 and B09 2025 were never opened.
KNOWN = (period("B06", 2025), period("B12", 2025), period("B06", 2026))


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (ReportKind.QUARTERLY, ["B06 2026"]),
        (ReportKind.SEMESTER, ["B06 2026"]),
        (ReportKind.ANNUAL, ["B12 2025", "B06 2026"]),
        (ReportKind.END_OF_TERM, ["B06 2025", "B12 2025", "B06 2026"]),
    ],
)
def test_quarter_without_a_period_brings_in_no_earlier_one(kind: ReportKind, labels: list[str]):
    assert [one.label for one in covered_periods(KNOWN, KNOWN[-1], kind)] == labels


def test_nothing_is_covered_before_the_first_window_opens():
    assert covered_periods(KNOWN, None, ReportKind.QUARTERLY) == ()
