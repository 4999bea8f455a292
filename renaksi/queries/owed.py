"""What somebody still owes: milestones by deadline, and reports that never came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from renaksi.enums import CellState, Timeliness
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.grid import PeriodFacts, milestone_state
from renaksi.queries.lines import CommitmentLine
from renaksi.queries.milestone_figures import MilestoneFigures
from renaksi.queries.milestone_items import late_text, milestone_anchor
from renaksi.queries.wording import blocked_days_text, partial_text, percent_text

_DONE = frozenset({Timeliness.COMPLETE, Timeliness.COMPLETE_LATE, Timeliness.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class OwedMilestone:
    """`due_on` is the last day of what is known of the deadline."""

    title: str
    url: str
    commitment: str
    owner: str
    due: str
    due_on: date | None
    code: str
    word: str
    late_text: str
    blocked_days_text: str
    percent_text: str | None


@dataclass(frozen=True, slots=True)
class Unreported:
    """Expected in a period whose window has closed, and nothing came."""

    title: str
    url: str
    commitment: str
    period: str
    ends_on: date


def owned_milestones(
    figures: Iterable[CommitmentFigures], owner_id: int | None
) -> list[tuple[int, MilestoneFigures]]:
    """(commitment id, milestone) of monitored plans, of one owner or of all."""
    return [
        (one.commitment_id, milestone)
        for one in figures
        if one.monitored
        for milestone in one.milestones
        if owner_id is None or milestone.owner_id == owner_id
    ]


def owed_milestones(
    owned: Iterable[tuple[int, MilestoneFigures]], lines: Mapping[int, CommitmentLine]
) -> tuple[OwedMilestone, ...]:
    """Not complete, the earliest deadline first, those without one last."""
    owed = (_owed(milestone, lines[pk]) for pk, milestone in owned if milestone.timeliness not in _DONE)
    return tuple(sorted(owed, key=lambda one: (one.due_on is None, one.due_on or date.max)))


def _owed(milestone: MilestoneFigures, line: CommitmentLine) -> OwedMilestone:
    return OwedMilestone(
        title=milestone.title,
        url=f"{line.url}#{milestone_anchor(milestone)}",
        commitment=line.title,
        owner=milestone.owner_name,
        due=partial_text(milestone.due),
        due_on=milestone.due.last_day if milestone.due else None,
        code=milestone.timeliness.value,
        word=str(milestone.timeliness.label),
        late_text=late_text(milestone),
        blocked_days_text=blocked_days_text(milestone),
        percent_text=percent_text(milestone.verified.percent) if milestone.verified else None,
    )


def unreported(
    owned: Iterable[tuple[int, MilestoneFigures]],
    lines: Mapping[int, CommitmentLine],
    periods: Mapping[int, tuple[PeriodFacts, ...]],
    as_of: date,
) -> tuple[Unreported, ...]:
    """`periods` by plan; the newest period first."""
    found = [
        _unreported(milestone, lines[pk], period)
        for pk, milestone in owned
        for period in periods.get(lines[pk].plan_id, ())
        if milestone_state(milestone, period, as_of) == CellState.NOT_REPORTED
    ]
    return tuple(sorted(found, key=lambda one: one.ends_on, reverse=True))


def _unreported(milestone: MilestoneFigures, line: CommitmentLine, period: PeriodFacts) -> Unreported:
    return Unreported(
        title=milestone.title,
        url=f"{line.url}#{period.anchor}",
        commitment=line.title,
        period=period.label,
        ends_on=period.quarter.last_day,
    )
