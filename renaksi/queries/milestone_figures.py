"""The figures of one milestone: what was claimed, what was verified, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from foundation.languages import Told, choose
from renaksi.domain.completion import (
    MilestoneProof,
    Requirement,
    completing_verification,
    is_complete,
)
from renaksi.domain.dates import PartialDate, effective_start
from renaksi.domain.lateness import Blocked, Punctuality, blocked_days, days_late, timeliness
from renaksi.domain.pace import Checkpoint, ExpectedMilestone
from renaksi.domain.periods import ReportableMilestone
from renaksi.domain.progress import Measure, Verification, raw_percent, verification_as_of
from renaksi.domain.waiting import Wait, WaitingReport, waits
from renaksi.enums import WAITING_FOR_VERDICT_STATES, DatePrecision, Timeliness, UpdateState
from renaksi.models import Commitment
from renaksi.queries.facts import UpdateFacts, local_day

_CLAIMING_STATES = WAITING_FOR_VERDICT_STATES | {UpdateState.VERIFIED}


@dataclass(frozen=True, slots=True)
class Claim:
    """What the institution says: the newest submitted update. `percent` is raw.

    `is_on_behalf`: the secretariat typed in what came by letter.
    """

    percent: Fraction
    value: Decimal | None
    step: int | None
    period_id: int
    period: str
    submitted_on: date
    is_on_behalf: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """What the secretariat verified for the latest period. `percent` is raw."""

    percent: Fraction
    value: Decimal | None
    step: int | None
    period_id: int
    period: str
    on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """For another institution, as the newest report that names it claims.

    `until` is None while it lasts. `days` count up to the day that is asked for. `reason` stands here also
    before a verifier read it: the public is told the reasons of verified reports only.
    """

    institution_id: int
    institution: str
    since: date
    until: date | None
    days: int
    period: str
    reason: str
    is_verified: bool

    @property
    def interval(self) -> Blocked:
        return Blocked(self.since, self.until)


@dataclass(frozen=True, slots=True)
class MilestoneFigures:
    """Its texts and names are told in the language of the page."""

    id: int
    number: str
    title: Told
    success_measure: Told
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    start: PartialDate | None
    effective_start: date | None
    due: PartialDate | None
    weight: Decimal
    owner_id: int | None
    owner_name: Told
    claim: Claim | None
    verified: Verified | None
    timeliness: Timeliness
    days_late: int
    waits: tuple[Waiting, ...]
    blocked_days: int
    is_complete: bool
    completed_period_ends_on: date | None
    accepted_items: int
    last_accepted_on: date | None
    missing_required: int
    checkpoint: Checkpoint | None
    withdrawn_on: date | None
    withdrawn_reason: str
    updates: tuple[UpdateFacts, ...]

    @property
    def withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    @property
    def waits_now(self) -> bool:
        return any(wait.until is None for wait in self.waits)

    @property
    def expectation(self) -> ExpectedMilestone:
        return ExpectedMilestone(
            weight=self.weight,
            start=self.effective_start,
            due=self.due.last_day if self.due else None,
            checkpoints=(self.checkpoint,) if self.checkpoint else (),
            withdrawn=self.withdrawn,
        )

    @property
    def reportable(self) -> ReportableMilestone:
        return ReportableMilestone(
            self.id, self.effective_start, self.withdrawn_on, self.completed_period_ends_on
        )


def _told(row: dict[str, Any], name: str) -> Told:
    return choose(row[name] or "", row[f"{name}_en"] or "")


def milestone_figures(
    commitment: Commitment, row: dict[str, Any], updates: tuple[UpdateFacts, ...], as_of: date
) -> MilestoneFigures:
    measure = Measure(row["baseline"], row["target"])
    withdrawn_on = row["withdrawn_on"] if row["withdrawn_on"] and row["withdrawn_on"] <= as_of else None
    reviewed = _reviewed(measure, updates)
    verified = _verified(reviewed, as_of)
    proof = MilestoneProof(
        verified.percent if verified else None,
        row["accepted_items"],
        # Figures need only how many required proofs are missing, not which.
        tuple(Requirement(number, True, False) for number in range(row["missing_required"])),
    )
    complete = is_complete(proof)
    completing = _completing(reviewed, updates, _proven_on(row)) if complete else None
    claim = _claim(measure, updates, as_of)
    punctuality = Punctuality(
        due=row["due_on"] if commitment.monitored else None,
        completed_on=completing.submitted_on if completing else None,
        completion_claimed_on=_completion_claimed_on(measure, updates, as_of),
        withdrawn=withdrawn_on is not None,
    )
    waited = _waits(updates, [punctuality.completed_on, withdrawn_on], as_of)
    kept = (
        "id",
        "number",
        "unit",
        "baseline",
        "target",
        "weight",
        "owner_id",
        "accepted_items",
        "missing_required",
    )
    return MilestoneFigures(
        **{name: row[name] for name in kept},
        title=_told(row, "title"),
        success_measure=_told(row, "success_measure"),
        owner_name=_told(row, "owner_name"),
        withdrawn_on=withdrawn_on,
        withdrawn_reason=row["withdrawn_reason"] if withdrawn_on else "",
        start=_partial(row["start_on"], row["start_precision"]),
        effective_start=effective_start(row["start_on"], commitment.start_on, commitment.plan.start_on),
        due=_partial(row["due_on"], row["due_precision"]),
        claim=claim,
        verified=verified,
        timeliness=timeliness(punctuality, as_of),
        days_late=days_late(punctuality, as_of),
        waits=waited,
        blocked_days=blocked_days((wait.interval for wait in waited), as_of),
        is_complete=complete,
        completed_period_ends_on=completing.period_ends_on if completing else None,
        last_accepted_on=local_day(row["last_accepted_at"]) if row["last_accepted_at"] else None,
        checkpoint=_checkpoint(row),
        updates=updates,
    )


def _partial(day: date | None, precision: str) -> PartialDate | None:
    return None if day is None else PartialDate.holding(day, DatePrecision(precision))


def _checkpoint(row: dict[str, Any]) -> Checkpoint | None:
    if row["checkpoint_percent"] is None:
        return None
    return Checkpoint(row["checkpoint_ends_on"], Fraction(row["checkpoint_percent"]))


def _reviewed(measure: Measure, updates: tuple[UpdateFacts, ...]) -> dict[Verification, UpdateFacts]:
    return {
        Verification(
            update.period_ends_on, update.version, update.review.on, percent, update.superseded_on
        ): update
        for update in updates
        if update.review
        and (percent := raw_percent(measure, update.review.value, update.review.step)) is not None
    }


def _verified(reviewed: dict[Verification, UpdateFacts], as_of: date) -> Verified | None:
    counting = verification_as_of(reviewed, as_of)
    if counting is None:
        return None
    update = reviewed[counting]
    assert update.review is not None  # noqa: S101 - only reviewed updates are collected above
    return Verified(
        percent=counting.raw_percent,
        value=update.review.value,
        step=update.review.step,
        period_id=update.period_id,
        period=update.period,
        on=counting.verified_on,
    )


def _proven_on(row: dict[str, Any]) -> date:
    """The last day of the period in which the last proof that it needed was there."""
    return max(row["first_proof_on"], row["last_requirement_on"] or row["first_proof_on"])


def _completing(
    reviewed: dict[Verification, UpdateFacts], updates: tuple[UpdateFacts, ...], proven_on: date
) -> UpdateFacts:
    """The update that completed it: since then every period stands at 100, and no proof was missing."""
    reached = reviewed[completing_verification(reviewed)]
    if proven_on <= reached.period_ends_on:
        return reached
    later = (one for one in updates if one.submitted_on and one.period_ends_on >= proven_on)
    return min(later, key=lambda one: (one.period_ends_on, one.version), default=reached)


def _claiming(updates: tuple[UpdateFacts, ...], as_of: date) -> tuple[UpdateFacts, ...]:
    """Of each period, newest first, the version that claims: a correction once it is sent, till then the older one."""
    found: dict[int, UpdateFacts] = {}
    for update in updates:
        sent = update.submitted_on is not None and update.submitted_on <= as_of
        if sent and update.state in _CLAIMING_STATES and update.superseded_on is None:
            found.setdefault(update.period_id, update)
    return tuple(found.values())


def _claim(measure: Measure, updates: tuple[UpdateFacts, ...], as_of: date) -> Claim | None:
    for update in _claiming(updates, as_of):
        percent = raw_percent(measure, update.realised, update.step)
        if percent is not None and update.submitted_on is not None:
            return Claim(
                percent=percent,
                value=update.realised,
                step=update.step,
                period_id=update.period_id,
                period=update.period,
                submitted_on=update.submitted_on,
                is_on_behalf=update.is_on_behalf,
            )
    return None


def _completion_claimed_on(measure: Measure, updates: tuple[UpdateFacts, ...], as_of: date) -> date | None:
    for update in updates:
        if update.is_current and update.state in WAITING_FOR_VERDICT_STATES and update.submitted_on:
            percent = raw_percent(measure, update.realised, update.step)
            if percent is not None and percent >= 100 and update.submitted_on <= as_of:
                return update.submitted_on
    return None


def _waits(updates: tuple[UpdateFacts, ...], ends: Iterable[date | None], as_of: date) -> tuple[Waiting, ...]:
    """Of the standing reports: what came back to its author no longer claims anything."""
    telling = {update.id: update for update in _claiming(updates, as_of)}
    reports = (
        WaitingReport(one.id, one.period_ends_on, one.submitted_on, one.blocked_by_id, one.blocked_since)
        for one in telling.values()
        if one.submitted_on
    )
    ended_on = min((day for day in ends if day is not None), default=None)
    return tuple(
        _waiting(wait, telling[wait.told_in], as_of)
        for wait in waits(reports, ended_on=ended_on, as_of=as_of)
    )


def _waiting(wait: Wait, update: UpdateFacts, as_of: date) -> Waiting:
    return Waiting(
        institution_id=wait.institution_id,
        institution=update.blocked_by,
        since=wait.interval.since,
        until=wait.interval.until,
        days=blocked_days([wait.interval], as_of),
        period=update.period,
        reason=update.blocked_reason,
        is_verified=update.state == UpdateState.VERIFIED,
    )
