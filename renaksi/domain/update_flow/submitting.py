"""What an update needs before it may be submitted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from renaksi.domain.periods import Window, is_open_for, may_return_until
from renaksi.domain.progress import counted
from renaksi.domain.update_flow.problems import Problem, blank
from renaksi.enums import Challenge

MOST_POINTS = 3
EXPLAIN_BELOW_PERCENT_OF_EXPECTED = 75


@dataclass(frozen=True, slots=True)
class NamedItem:
    id: int
    title: str


@dataclass(frozen=True, slots=True)
class SubmissionFacts:
    """An update as its author would submit it on day `on`; names are the form's.

    `window` carries the institution's extension; a correction has none. `was_returned`: a verifier returned it before,
    also if it is a draft again since. `claimed_percent` is raw, `None` without value.
    `evidence_items` are attached to it and may still prove something, `accepted_before` were accepted
    for its milestone earlier, `unreplaced` are refused and nothing stands in their place yet,
    `receiving` are files of which bytes are still missing.
    `expected_percent` is the milestone's on that day, `overdue` its standing before this claim.
    """

    on: date
    window: Window | None
    was_returned: bool
    value_field: Literal["realised", "step"]
    claimed_percent: Fraction | None
    narrative: str
    evidence_items: int
    accepted_before: int
    overdue: bool
    expected_percent: Fraction | None
    challenges: frozenset[Challenge] = frozenset()
    challenge_text: str = ""
    next_step: str = ""
    blocked_by: int | None = None
    blocked_since: date | None = None
    blocked_reason: str = ""
    unreplaced: tuple[NamedItem, ...] = ()
    receiving: tuple[NamedItem, ...] = ()


def submission_problems(facts: SubmissionFacts) -> tuple[Problem, ...]:
    return (
        *_window_problems(facts),
        *_required_problems(facts),
        *_evidence_problems(facts),
        *_receiving_problems(facts),
        *_challenge_problems(facts),
        *_blocked_problems(facts),
    )


def _window_problems(facts: SubmissionFacts) -> Iterator[Problem]:
    if facts.window is None or is_open_for(facts.window, facts.on):
        return
    if facts.on < facts.window.opens:
        yield Problem("window_not_open")
    elif not facts.was_returned:
        yield Problem("window_closed")
    elif facts.on > may_return_until(facts.window):
        yield Problem("return_too_late")


def _required_problems(facts: SubmissionFacts) -> Iterator[Problem]:
    if facts.claimed_percent is None:
        yield Problem("value_missing", facts.value_field)
    points = sum(not blank(line) for line in facts.narrative.splitlines())
    if not points:
        yield Problem("narrative_missing", "narrative")
    if points > MOST_POINTS:
        yield Problem("narrative_too_many_points", "narrative")


def _evidence_problems(facts: SubmissionFacts) -> Iterator[Problem]:
    if facts.claimed_percent is None or facts.claimed_percent <= 0:
        return
    if not facts.evidence_items + facts.accepted_before + len(facts.receiving):
        yield Problem("evidence_missing", "items")
    for item in facts.unreplaced:
        yield Problem("refused_item_not_replaced", "items", item.id, item.title)


def _receiving_problems(facts: SubmissionFacts) -> Iterator[Problem]:
    for item in facts.receiving:
        yield Problem("item_still_receiving", "items", item.id, item.title)


def _must_explain(facts: SubmissionFacts) -> bool:
    """Overdue, or claimed below 75 % of what is expected of the milestone by now."""
    if facts.overdue:
        return True
    if facts.claimed_percent is None or facts.expected_percent is None:
        return False
    least = facts.expected_percent * EXPLAIN_BELOW_PERCENT_OF_EXPECTED / 100
    return counted(facts.claimed_percent) < least


def _challenge_problems(facts: SubmissionFacts) -> Iterator[Problem]:
    if _must_explain(facts):
        if not facts.challenges:
            yield Problem("challenge_missing", "challenges")
        if blank(facts.next_step):
            yield Problem("next_step_missing", "next_step")
    if Challenge.OTHER in facts.challenges and blank(facts.challenge_text):
        yield Problem("challenge_text_missing", "challenge_text")


def _blocked_problems(facts: SubmissionFacts) -> Iterator[Problem]:
    said = facts.blocked_by is not None or facts.blocked_since or not blank(facts.blocked_reason)
    if not said and Challenge.DEPENDS not in facts.challenges:
        return
    if facts.blocked_by is None:
        yield Problem("blocked_by_missing", "blocked_by")
    if facts.blocked_since is None:
        yield Problem("blocked_since_missing", "blocked_since")
    elif facts.blocked_since > facts.on:
        yield Problem("blocked_since_in_future", "blocked_since")
    if blank(facts.blocked_reason):
        yield Problem("blocked_reason_missing", "blocked_reason")
