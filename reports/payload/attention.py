"""What needs somebody's attention: late milestones, and reports of the period that never came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from renaksi.enums import CellState, Timeliness
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.grid import PeriodFacts, milestone_state
from renaksi.queries.lines import CommitmentLine
from renaksi.queries.milestone_figures import MilestoneFigures
from renaksi.queries.milestone_items import late_text
from renaksi.queries.wording import blocked_days_text, partial_text, percent_text
from reports.payload.parts import split
from reports.payload.sections import section_anchor

# Fits below the heading of its part even if each row takes three lines.
ROWS_PER_TABLE = 14


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """`anchor` leads to the commitment's section; `percent_text` is None if nothing was verified."""

    anchor: str
    commitment: str
    title: str
    owner: str
    due: str
    late: str
    blocked_days_text: str
    percent_text: str | None


@dataclass(frozen=True, slots=True)
class Attention:
    """Each in tables of at most a page; the longest delay first."""

    late: tuple[tuple[AttentionRow, ...], ...]
    unreported: tuple[tuple[AttentionRow, ...], ...]
    period: str


def attention_of(
    lines: Mapping[int, CommitmentLine],
    figures: Mapping[int, CommitmentFigures],
    period: PeriodFacts | None,
    as_of: date,
) -> Attention:
    all_of_them = [(lines[pk], milestone) for pk, one in figures.items() for milestone in one.milestones]
    late = [pair for pair in all_of_them if pair[1].timeliness == Timeliness.OVERDUE]
    late.sort(key=lambda pair: -pair[1].days_late)
    silent = [
        pair
        for pair in all_of_them
        if period and milestone_state(pair[1], period, as_of) == CellState.NOT_REPORTED
    ]
    return Attention(
        late=split((_row(*pair) for pair in late), ROWS_PER_TABLE),
        unreported=split((_row(*pair) for pair in silent), ROWS_PER_TABLE),
        period=period.label if period else "",
    )


def _row(line: CommitmentLine, milestone: MilestoneFigures) -> AttentionRow:
    return AttentionRow(
        anchor=section_anchor(line.id),
        commitment=line.number,
        title=milestone.title,
        owner=milestone.owner_name or "",
        due=partial_text(milestone.due),
        late=late_text(milestone),
        blocked_days_text=blocked_days_text(milestone),
        percent_text=percent_text(milestone.verified.percent) if milestone.verified else None,
    )
