from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.periods import (
    ExpectedReport,
    InvalidWindow,
    Quarter,
    Rate,
    Rates,
    ReportableMilestone,
    Window,
    default_window,
    is_expected,
    is_open_for,
    may_return_until,
    quarter_bounds,
    rates,
    report_state,
)
from renaksi.enums import CellState, PeriodCode, UpdateState

B06 = Quarter(date(2026, 4, 1), date(2026, 6, 30))
WINDOW = Window(date(2026, 6, 20), date(2026, 7, 10), date(2026, 7, 31))
EXTENDED = Window(WINDOW.opens, WINDOW.closes, WINDOW.verify_by, extended_until=date(2026, 7, 20))


# --- Quarters and windows


@pytest.mark.parametrize(
    ("code", "first_day", "last_day"),
    [
        (PeriodCode.B03, date(2024, 1, 1), date(2024, 3, 31)),
        (PeriodCode.B06, date(2024, 4, 1), date(2024, 6, 30)),
        (PeriodCode.B09, date(2024, 7, 1), date(2024, 9, 30)),
        (PeriodCode.B12, date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_quarter_bounds(code, first_day, last_day):
    assert quarter_bounds(code, 2024) == (first_day, last_day)


@given(st.integers(2000, 2100))
def test_the_four_quarters_fill_the_year(year):
    quarters = [quarter_bounds(code, year) for code in PeriodCode]
    days = sum((quarter.last_day - quarter.first_day).days + 1 for quarter in quarters)
    assert days == date(year, 12, 31).timetuple().tm_yday


@pytest.mark.parametrize(
    ("code", "window"),
    [
        (PeriodCode.B06, WINDOW),
        (PeriodCode.B12, Window(date(2026, 12, 20), date(2027, 1, 10), date(2027, 1, 31))),
    ],
)
def test_default_window(code, window):
    assert default_window(code, 2026) == window


@pytest.mark.parametrize(
    ("opens", "closes", "verify_by"),
    [
        pytest.param(date(2026, 7, 10), date(2026, 7, 10), date(2026, 7, 31), id="opens as it closes"),
        pytest.param(date(2026, 6, 20), date(2026, 7, 10), date(2026, 7, 9), id="verified before it closes"),
    ],
)
def test_a_window_out_of_order_is_refused(opens, closes, verify_by):
    with pytest.raises(InvalidWindow):
        Window(opens, closes, verify_by)


@pytest.mark.parametrize(
    ("window", "on", "is_open"),
    [
        pytest.param(WINDOW, date(2026, 6, 19), False, id="the day before"),
        pytest.param(WINDOW, date(2026, 6, 20), True, id="the first day"),
        pytest.param(WINDOW, date(2026, 7, 10), True, id="the last day"),
        pytest.param(WINDOW, date(2026, 7, 11), False, id="the day after"),
        pytest.param(EXTENDED, date(2026, 7, 20), True, id="the last day of an extension"),
        pytest.param(EXTENDED, date(2026, 7, 21), False, id="after the extension"),
        pytest.param(EXTENDED, date(2026, 6, 19), False, id="an extension does not open earlier"),
    ],
)
def test_is_open_for(window, on, is_open):
    assert is_open_for(window, on) == is_open


def test_a_window_may_close_on_its_verify_by_day():
    assert may_return_until(Window(WINDOW.opens, WINDOW.closes, WINDOW.closes)) == WINDOW.closes


def test_an_extension_never_shortens_the_window():
    earlier = Window(WINDOW.opens, WINDOW.closes, WINDOW.verify_by, extended_until=date(2026, 7, 1))
    assert is_open_for(earlier, WINDOW.closes)


@pytest.mark.parametrize(
    ("extended_until", "until"),
    [(None, WINDOW.verify_by), (date(2026, 7, 20), WINDOW.verify_by), (date(2026, 8, 9), date(2026, 8, 9))],
)
def test_a_returned_update_may_come_back_until_verify_by_or_a_later_extension(extended_until, until):
    window = Window(WINDOW.opens, WINDOW.closes, WINDOW.verify_by, extended_until)
    assert may_return_until(window) == until


# --- What is expected


@pytest.mark.parametrize(
    ("milestone", "expected"),
    [
        pytest.param(ReportableMilestone(1, B06.first_day), True, id="started"),
        pytest.param(ReportableMilestone(1, B06.last_day), True, id="starts on the last day"),
        pytest.param(ReportableMilestone(1, date(2026, 7, 1)), False, id="starts after the quarter"),
        pytest.param(ReportableMilestone(1, None), True, id="no known start"),
        pytest.param(
            ReportableMilestone(1, B06.first_day, withdrawn_on=B06.last_day),
            False,
            id="withdrawn in the quarter",
        ),
        pytest.param(
            ReportableMilestone(1, B06.first_day, withdrawn_on=date(2026, 7, 1)), True, id="withdrawn later"
        ),
        pytest.param(
            ReportableMilestone(1, date(2026, 1, 1), completed_on=date(2026, 3, 31)),
            False,
            id="completed before",
        ),
        pytest.param(
            ReportableMilestone(1, date(2026, 1, 1), completed_on=B06.first_day),
            False,
            id="complete at its first day",
        ),
        pytest.param(
            ReportableMilestone(1, date(2026, 1, 1), completed_on=B06.last_day),
            True,
            id="completed by this quarter",
        ),
    ],
)
def test_is_expected(milestone, expected):
    assert is_expected(milestone, B06) == expected


# --- The state of one report

BEFORE, DURING, AFTER = date(2026, 6, 19), date(2026, 7, 10), date(2026, 7, 11)


@pytest.mark.parametrize(
    "state",
    [
        None,
        UpdateState.DRAFT,
        UpdateState.AWAITING_AGENCY,
        UpdateState.AWAITING_REGION,
        UpdateState.WITHDRAWN,
    ],
)
@pytest.mark.parametrize(
    ("on", "expected", "report"),
    [
        pytest.param(BEFORE, True, CellState.UPCOMING, id="before"),
        pytest.param(WINDOW.opens, True, CellState.OPEN, id="the first day"),
        pytest.param(DURING, True, CellState.OPEN, id="during"),
        pytest.param(AFTER, True, CellState.NOT_REPORTED, id="after"),
        pytest.param(AFTER, False, CellState.NOT_EXPECTED, id="not expected"),
    ],
)
def test_what_was_not_submitted_follows_the_window(state, on, expected, report):
    assert report_state(state, expected=expected, window=WINDOW, on=on) == report


@pytest.mark.parametrize("expected", [True, False])
@pytest.mark.parametrize("on", [DURING, AFTER])
@pytest.mark.parametrize(
    ("state", "report"),
    [
        (UpdateState.SUBMITTED, CellState.WAITING),
        (UpdateState.IN_REVIEW, CellState.WAITING),
        (UpdateState.RETURNED, CellState.RETURNED),
        (UpdateState.VERIFIED, CellState.VERIFIED),
    ],
)
def test_what_was_submitted_shows_whatever_the_day(state, report, on, expected):
    assert report_state(state, expected=expected, window=WINDOW, on=on) == report


def test_an_extension_keeps_a_report_open():
    assert report_state(None, expected=True, window=EXTENDED, on=AFTER) == CellState.OPEN


# --- Rates

LAST = WINDOW.closes


def test_rates_count_with_their_totals():
    reports = [
        ExpectedReport(LAST),
        ExpectedReport(LAST, LAST),
        ExpectedReport(LAST, LAST - timedelta(days=9), first_verdict_verified=True),
        ExpectedReport(LAST, LAST + timedelta(days=1), first_verdict_verified=False),
        ExpectedReport(LAST + timedelta(days=10), LAST + timedelta(days=10), first_verdict_verified=True),
    ]
    assert rates(reports) == Rates(reported=Rate(4, 5), on_time=Rate(3, 5), accepted_first=Rate(2, 3))


def test_rates_of_nothing_have_no_percent():
    assert rates([]) == Rates(Rate(0, 0), Rate(0, 0), Rate(0, 0))
    assert Rate(0, 0).percent is None


def test_percent_of_a_rate_is_exact():
    assert Rate(2, 3).percent == Fraction(200, 3)


@given(
    st.lists(
        st.builds(
            ExpectedReport,
            st.dates(),
            st.none() | st.dates(),
            st.none() | st.booleans(),
        )
    )
)
def test_on_time_is_part_of_reported_is_part_of_expected(reports):
    found = rates(reports)
    assert found.on_time.count <= found.reported.count <= found.reported.total == len(reports)
    assert found.accepted_first.count <= found.accepted_first.total
