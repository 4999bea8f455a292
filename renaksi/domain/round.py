"""One round of reporting, over all plans: its name, and for whom each expected report waits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from renaksi.domain.periods import Quarter, quarter_bounds
from renaksi.enums import WAITING_FOR_VERDICT_STATES, PeriodCode, UpdateState

_NAME = re.compile(r"(B03|B06|B09|B12)-([0-9]{4})")


@dataclass(frozen=True, slots=True)
class RoundName:
    """A code and a year: B06 2026."""

    code: PeriodCode
    year: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Reads B06-2026, as addresses say it; `None` for anything else."""
        written = _NAME.fullmatch(text)
        return cls(PeriodCode(written[1]), int(written[2])) if written else None

    @classmethod
    def running_on(cls, day: date) -> Self:
        """Of the quarter that holds the day: its window is the next one to open, or the one that is open."""
        return cls(list(PeriodCode)[(day.month - 1) // 3], day.year)

    @property
    def slug(self) -> str:
        return f"{self.code.value}-{self.year}"

    @property
    def quarter(self) -> Quarter:
        return quarter_bounds(self.code, self.year)

    @property
    def following(self) -> Self:
        codes = list(PeriodCode)
        place = codes.index(self.code) + 1
        return type(self)(codes[place % len(codes)], self.year + place // len(codes))

    def __str__(self) -> str:
        return f"{self.code.value} {self.year}"


class RoundStage(StrEnum):
    """Where one expected report stands, in the order in which it moves."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    AWAITING_AGENCY = "awaiting_agency"
    AWAITING_REGION = "awaiting_region"
    WAITING = "waiting"
    RETURNED = "returned"
    VERIFIED = "verified"
    NOT_REPORTED = "not_reported"


_UNSENT = {None: RoundStage.NOT_STARTED, UpdateState.DRAFT: RoundStage.DRAFT}


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One version of a report that is neither withdrawn nor superseded."""

    state: UpdateState
    is_current: bool
    first_submitted_at: datetime | None


def stage_of(versions: Iterable[VersionFacts], *, may_still_send: bool) -> RoundStage:
    """Who has to act: on a correction that was sent, too; while it is still being written the verified one counts.

    What was never sent in time is not reported.
    """
    found = list(versions)
    state = next((version.state for version in found if version.is_current), None)
    if state in WAITING_FOR_VERDICT_STATES:
        return RoundStage.WAITING
    if state != UpdateState.RETURNED and any(version.state == UpdateState.VERIFIED for version in found):
        return RoundStage.VERIFIED
    if state not in _UNSENT:
        return RoundStage(str(state))
    return _UNSENT[state] if may_still_send else RoundStage.NOT_REPORTED


def first_submission(versions: Iterable[VersionFacts], *, was_judged: bool) -> datetime | None:
    """When it first reached the verifiers; what was recalled before any verdict was not reported."""
    sent = [
        version.first_submitted_at
        for version in versions
        if version.first_submitted_at and (was_judged or version.state != UpdateState.DRAFT)
    ]
    return min(sent, default=None)
