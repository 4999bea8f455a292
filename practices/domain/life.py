"""When the owner of a practice is asked whether it still runs: once a year, by one link."""

from dataclasses import dataclass
from datetime import date

from practices.domain.freshness import MONTHS_UNTIL_STALE, whole_months
from practices.enums import Life


@dataclass(frozen=True, slots=True)
class LifeFacts:
    """`asked_on` is the day of the last question, answered or not."""

    life: Life
    published_on: date
    confirmed_on: date | None = None
    asked_on: date | None = None


def is_to_be_asked(facts: LifeFacts, today: date) -> bool:
    """Twelve months after the last word, or after publication; then again a year after a question without answer.

    What has stopped is not asked any more: its page stays as it is.
    """
    if facts.life == Life.STOPPED:
        return False
    last = max(filter(None, (facts.confirmed_on or facts.published_on, facts.asked_on)))
    return whole_months(last, today) >= MONTHS_UNTIL_STALE


def is_answered(answer: Life, lesson: str) -> bool:
    """Who says that a practice stopped says why: that is what others learn from."""
    return answer != Life.UNKNOWN and (answer != Life.STOPPED or bool(lesson.strip()))
