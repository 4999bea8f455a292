from datetime import date

import pytest

from practices.domain.life import LifeFacts, is_answered, is_to_be_asked
from practices.enums import Life

PUBLISHED = date(2025, 11, 22)


@pytest.mark.parametrize(
    ("life", "confirmed", "asked", "today", "expected"),
    [
        (Life.UNKNOWN, None, None, date(2026, 11, 21), False),
        (Life.UNKNOWN, None, None, date(2026, 11, 22), True),
        (Life.RUNNING, date(2026, 3, 1), None, date(2026, 11, 22), False),
        (Life.RUNNING, date(2026, 3, 1), None, date(2027, 3, 1), True),
        (Life.GROWN, date(2024, 2, 29), None, date(2025, 2, 28), False),
        (Life.GROWN, date(2024, 2, 29), None, date(2025, 3, 1), True),
        # Asked and silent: again a year after the question, not every morning.
        (Life.UNKNOWN, None, date(2026, 11, 22), date(2026, 11, 23), False),
        (Life.UNKNOWN, None, date(2026, 11, 22), date(2027, 11, 22), True),
        # Answered after it was asked: a year after the answer.
        (Life.RUNNING, date(2026, 12, 5), date(2026, 11, 22), date(2027, 11, 22), False),
        (Life.RUNNING, date(2026, 12, 5), date(2026, 11, 22), date(2027, 12, 5), True),
        (Life.STOPPED, date(2020, 1, 1), None, date(2026, 11, 22), False),
    ],
)
def test_owner_is_asked_once_a_year(life, confirmed, asked, today, expected):
    assert is_to_be_asked(LifeFacts(life, PUBLISHED, confirmed, asked), today) is expected


@pytest.mark.parametrize(
    ("answer", "lesson", "expected"),
    [
        (Life.RUNNING, "", True),
        (Life.GROWN, "", True),
        (Life.STOPPED, "", False),
        (Life.STOPPED, "  ", False),
        (Life.STOPPED, "Dana habis.", True),
        (Life.UNKNOWN, "Entah.", False),
    ],
)
def test_who_stopped_says_why(answer, lesson, expected):
    assert is_answered(answer, lesson) is expected
