from datetime import date, timedelta

import pytest

from renaksi.domain.freshness import days_since_accepted, is_stale

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("last", "days"),
    [
        pytest.param(None, None, id="never"),
        pytest.param(TODAY, 0, id="today"),
        pytest.param(TODAY - timedelta(days=184), 184, id="half a year"),
        pytest.param(TODAY + timedelta(days=1), 0, id="a clock ahead"),
    ],
)
def test_days_since_accepted(last, days):
    assert days_since_accepted(last, TODAY) == days


@pytest.mark.parametrize(
    ("days", "plan_closed", "stale"),
    [
        pytest.param(183, False, False, id="183 is fresh"),
        pytest.param(184, False, True, id="over 183"),
        pytest.param(None, False, False, id="never accepted is its own case"),
        pytest.param(900, True, False, id="closed plans are exempt"),
    ],
)
def test_is_stale(days, plan_closed, stale):
    assert is_stale(days, plan_closed=plan_closed) == stale
