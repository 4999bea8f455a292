"""The one source of numbers: pages, tables, exports and reports all ask here.

Percent are exact fractions from 0 to 100, `None` where nothing was verified. `as_of` is the day
whose figures are asked for; what was verified, accepted or decided later does not count.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from renaksi.domain.completion import propose_status
from renaksi.domain.freshness import days_since_accepted, is_stale
from renaksi.domain.lateness import blocked_days
from renaksi.domain.pace import DEFAULT_THRESHOLDS, Thresholds, expected_progress, pace
from renaksi.domain.progress import MilestoneProgress, Progress, commitment_progress, plan_progress
from renaksi.enums import FINISHED_PLAN_STATES, CompletionStatus, Pace, Timeliness
from renaksi.models import Commitment, TrackingSettings
from renaksi.queries.facts import UpdateFacts, local_day, milestone_rows, updates_by_milestone
from renaksi.queries.milestone_figures import MilestoneFigures, milestone_figures
from renaksi.queries.values_then import restore_values


@dataclass(frozen=True, slots=True)
class CommitmentFigures:
    """`proposed`, `status`, `pace` are `None` for a plan that is only a record.

    `waiting` counts the milestones that wait for another institution now; `blocked_days` are the days on which
    any of them did. Neither is taken off the days late.
    """

    commitment_id: int
    monitored: bool
    progress: Progress
    claimed: Progress
    expected: Fraction | None
    pace: Pace | None
    proposed: CompletionStatus | None
    decided: CompletionStatus | None
    overdue: int
    waiting: int
    blocked_days: int
    last_accepted_on: date | None
    days_since_accepted: int | None
    is_stale: bool
    last_verified_on: date | None
    last_claimed_on: date | None
    milestones: tuple[MilestoneFigures, ...]
    limits: Thresholds = DEFAULT_THRESHOLDS

    @property
    def status(self) -> CompletionStatus | None:
        """The decision, else the proposal; a decided "complete" stands only while the proof does."""
        if self.decided == CompletionStatus.COMPLETE != self.proposed:
            return self.proposed
        return self.decided or self.proposed


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """`by_status` counts commitments in OGP's order, every status once, zero included."""

    progress: Progress
    expected: Fraction | None
    pace: Pace | None
    by_status: tuple[tuple[CompletionStatus, int], ...]
    overdue: int
    waiting: int
    commitments: int
    milestones: int
    verified_milestones: int


def thresholds() -> Thresholds:
    stored = TrackingSettings.objects.first()
    return Thresholds(stored.pace_blue, stored.pace_green, stored.pace_yellow) if stored else Thresholds()


def figures_for(commitments: Iterable[Commitment], *, as_of: date) -> dict[int, CommitmentFigures]:
    """Figures by commitment id. Commitments come from `CommitmentQuerySet.for_figures()`; three queries."""
    found = list(commitments)
    monitored = [commitment.pk for commitment in found if commitment.monitored]
    found_rows = list(milestone_rows([commitment.pk for commitment in found], as_of=as_of))
    restore_values(found_rows, as_of=as_of)
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in found_rows:
        rows[row["commitment_id"]].append(row)
    updates = updates_by_milestone(monitored, as_of=as_of)
    limits = thresholds()
    return {
        commitment.pk: _commitment_figures(commitment, rows[commitment.pk], updates, limits, as_of)
        for commitment in found
    }


def figures_of(commitment_id: int, *, as_of: date) -> CommitmentFigures:
    """Of one commitment, published or not."""
    found = Commitment.objects.for_figures().get(pk=commitment_id)
    return figures_for([found], as_of=as_of)[found.pk]


def _commitment_figures(
    commitment: Commitment,
    rows: list[dict[str, Any]],
    updates: Mapping[int, tuple[UpdateFacts, ...]],
    limits: Thresholds,
    as_of: date,
) -> CommitmentFigures:
    milestones = tuple(milestone_figures(commitment, row, updates.get(row["id"], ()), as_of) for row in rows)
    standing = [milestone for milestone in milestones if not milestone.withdrawn]
    progress = commitment_progress(
        MilestoneProgress(m.weight, m.verified.percent if m.verified else None) for m in standing
    )
    expected = expected_progress((m.expectation for m in standing), as_of) if commitment.monitored else None
    last_accepted = max((m.last_accepted_on for m in milestones if m.last_accepted_on), default=None)
    days = days_since_accepted(last_accepted, as_of)
    proposed = propose_status(progress, sum(m.is_complete for m in standing))
    return CommitmentFigures(
        commitment_id=commitment.pk,
        monitored=commitment.monitored,
        progress=progress,
        claimed=commitment_progress(
            MilestoneProgress(m.weight, m.claim.percent if m.claim else None) for m in standing
        ),
        expected=expected,
        pace=pace(progress.percent, expected, limits),
        proposed=proposed if commitment.monitored else None,
        decided=_decision(commitment, as_of),
        overdue=sum(m.timeliness == Timeliness.OVERDUE for m in standing) if commitment.monitored else 0,
        waiting=sum(m.waits_now for m in standing),
        blocked_days=blocked_days((wait.interval for m in standing for wait in m.waits), as_of),
        last_accepted_on=last_accepted,
        days_since_accepted=days,
        is_stale=is_stale(days, plan_closed=commitment.plan.state in FINISHED_PLAN_STATES),
        last_verified_on=max((m.verified.on for m in standing if m.verified), default=None),
        last_claimed_on=max((m.claim.submitted_on for m in standing if m.claim), default=None),
        milestones=milestones,
        limits=limits,
    )


def _decision(commitment: Commitment, as_of: date) -> CompletionStatus | None:
    if not commitment.monitored or commitment.decided_status is None:
        return None
    return CompletionStatus(commitment.decided_status) if local_day(commitment.decided_at) <= as_of else None


def plan_figures(
    commitments: Iterable[CommitmentFigures], *, limits: Thresholds | None = None
) -> PlanFigures:
    """Of the given commitments: a plan's, or any selection of one (a region's, an institution's)."""
    found = list(commitments)
    limits = limits or (found[0].limits if found else DEFAULT_THRESHOLDS)
    progress = plan_progress(one.progress for one in found)
    expected_parts = [one.expected for one in found if one.expected is not None]
    expected = sum(expected_parts, Fraction(0)) / len(expected_parts) if expected_parts else None
    standing = [m for one in found for m in one.milestones if not m.withdrawn]
    return PlanFigures(
        progress=progress,
        expected=expected,
        pace=pace(progress.percent, expected, limits),
        by_status=tuple((status, sum(one.status == status for one in found)) for status in CompletionStatus),
        overdue=sum(one.overdue for one in found),
        waiting=sum(one.waiting for one in found),
        commitments=len(found),
        milestones=len(standing),
        verified_milestones=sum(m.verified is not None for m in standing),
    )
