"""The expected reports of periods and what they had come to by a day: rates, and the counts beside them.

The round page asks for all milestones now; this asks for given commitments as of any day, by the same rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from renaksi.domain.periods import ExpectedReport, Quarter, is_expected
from renaksi.domain.round import first_submission
from renaksi.enums import CellState
from renaksi.models import Commitment
from renaksi.queries.facts import local_day
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.grid import PeriodFacts, milestone_state
from renaksi.queries.milestone_figures import MilestoneFigures
from renaksi.queries.period_submissions import Wanted, first_verdicts_in, versions_in


@dataclass(frozen=True, slots=True)
class ReportThen:
    """One milestone in one period; `owner_id` is None if nobody reports on it, `state` is that of the grid."""

    period_id: int
    commitment_id: int
    milestone_id: int
    owner_id: int | None
    state: CellState
    report: ExpectedReport


def reports_then(
    commitments: Iterable[Commitment],
    figures: Mapping[int, CommitmentFigures],
    periods: Iterable[PeriodFacts],
    *,
    as_of: date,
) -> tuple[ReportThen, ...]:
    """By period, in the order of the commitments; `figures` are of the same day. Two queries."""
    asked, told = list(commitments), list(periods)
    wanted = Wanted([period.id for period in told], list(figures), as_of)
    versions, verdicts = versions_in(wanted), first_verdicts_in(wanted)
    found = []
    for period in told:
        for commitment, milestone in _expected(asked, figures, period.quarter):
            key = period.id, milestone.id
            verdict = verdicts.get(key)
            first = first_submission(versions.get(key, ()), was_judged=verdict is not None)
            last_day = period.window_for(milestone.owner_id).last_day
            found.append(
                ReportThen(
                    period.id,
                    commitment.pk,
                    milestone.id,
                    milestone.owner_id,
                    milestone_state(milestone, period, as_of),
                    ExpectedReport(last_day, local_day(first) if first else None, verdict),
                )
            )
    return tuple(found)


def _expected(
    commitments: list[Commitment], figures: Mapping[int, CommitmentFigures], quarter: Quarter
) -> Iterable[tuple[Commitment, MilestoneFigures]]:
    """Of a promise that was taken back nothing is expected, as of a milestone."""
    for commitment in commitments:
        if commitment.withdrawn_on is not None and commitment.withdrawn_on <= quarter.last_day:
            continue
        for milestone in figures[commitment.pk].milestones:
            if is_expected(milestone.reportable, quarter):
                yield commitment, milestone
