from datetime import date

import pytest

from renaksi.domain.periods import Window
from renaksi.queries.workspace.deadlines import deadline_of, deadline_on, is_running

WINDOW = Window(opens=date(2026, 9, 20), closes=date(2026, 10, 10), verify_by=date(2026, 10, 31))
LAST_DAY = date(2026, 10, 10)


@pytest.mark.parametrize(
    ("today", "left", "code"),
    [
        (date(2026, 10, 2), "8 hari lagi", "info"),
        (date(2026, 10, 3), "7 hari lagi", "warn"),
        (date(2026, 10, 9), "1 hari lagi", "warn"),
        (date(2026, 10, 10), "hari terakhir", "warn"),
        (date(2026, 10, 11), "sudah lewat", "danger"),
    ],
)
def test_time_left_is_said_in_days(today, left, code):
    deadline = deadline_on(LAST_DAY, today)
    assert (deadline.text, deadline.left, deadline.code) == ("10 Okt 2026 pukul 23.59 WIB", left, code)


def test_returned_report_has_until_the_verification_ends():
    assert deadline_of(WINDOW, LAST_DAY, returned=False).on == LAST_DAY
    assert deadline_of(WINDOW, LAST_DAY, returned=True).on == date(2026, 10, 31)


def test_extension_moves_the_deadline():
    extended = Window(WINDOW.opens, WINDOW.closes, WINDOW.verify_by, date(2026, 10, 20))
    assert deadline_of(extended, LAST_DAY, returned=False).on == date(2026, 10, 20)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 19), False),
        (date(2026, 9, 20), True),
        (date(2026, 10, 31), True),
        (date(2026, 11, 1), False),
    ],
)
def test_period_runs_until_the_last_returned_report_may_come(today, expected):
    assert is_running(WINDOW, today) is expected
