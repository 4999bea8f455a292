"""The commitments × periods grid, and the same states for one commitment period by period.

Shape of the dataclasses: `templates/components/grid_table.html`. The report draws the same grid.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from foundation.formats import long_date
from renaksi.domain.grid import CellCounts, cell_state
from renaksi.domain.periods import Quarter, Window, is_expected, report_state
from renaksi.enums import CellState, UpdateState
from renaksi.models import PeriodExtension, ReportingPeriod
from renaksi.queries.facts import UpdateFacts
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.lines import CommitmentLine
from renaksi.queries.milestone_figures import MilestoneFigures


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """A reporting period; `extensions` maps an institution to its own last day."""

    id: int
    label: str
    code: str
    year: int
    quarter: Quarter
    window: Window
    extensions: Mapping[int, date]

    @property
    def anchor(self) -> str:
        return f"periode-{self.code.lower()}-{self.year}"

    def window_for(self, institution_id: int | None) -> Window:
        extended = self.extensions.get(institution_id) if institution_id else None
        if extended is None:
            return self.window
        return Window(self.window.opens, self.window.closes, self.window.verify_by, extended)

    def is_open(self, on: date) -> bool:
        return self.window.opens <= on <= self.window.closes


def periods_of(plan_ids: Iterable[int]) -> dict[int, tuple[PeriodFacts, ...]]:
    """By plan, in time; two queries."""
    wanted = list(plan_ids)
    extensions: dict[int, dict[int, date]] = {}
    for extension in PeriodExtension.objects.filter(period__plan__in=wanted):
        extensions.setdefault(extension.period_id, {})[extension.institution_id] = extension.closes_on
    found: dict[int, list[PeriodFacts]] = {}
    for period in ReportingPeriod.objects.filter(plan__in=wanted).order_by("ends_on"):
        facts = _period_facts(period, extensions.get(period.pk, {}))
        found.setdefault(period.plan_id, []).append(facts)
    return {plan_id: tuple(periods) for plan_id, periods in found.items()}


def _period_facts(period: ReportingPeriod, extensions: Mapping[int, date]) -> PeriodFacts:
    return PeriodFacts(
        id=period.pk,
        label=str(period),
        code=period.code,
        year=period.year,
        quarter=Quarter(period.starts_on, period.ends_on),
        window=Window(period.opens_on, period.closes_on, period.verify_by),
        extensions=extensions,
    )


def milestone_state(milestone: MilestoneFigures, period: PeriodFacts, as_of: date) -> CellState:
    """What one milestone's report in one period came to."""
    update = update_in(milestone, period, as_of)
    return report_state(
        _state_as_of(update),
        expected=is_expected(milestone.reportable, period.quarter),
        window=period.window_for(milestone.owner_id),
        on=as_of,
    )


def update_in(milestone: MilestoneFigures, period: PeriodFacts, as_of: date) -> UpdateFacts | None:
    """The version that counts: a verified one until its correction is verified, else the newest that was sent."""
    versions = [
        update
        for update in milestone.updates
        if update.period_id == period.id and update.submitted_on and update.submitted_on <= as_of
    ]
    counting = (update for update in versions if update.review and update.superseded_on is None)
    return next(counting, versions[0] if versions else None)


def _state_as_of(update: UpdateFacts | None) -> UpdateState | None:
    if update is None:
        return None
    if update.review:
        return UpdateState.VERIFIED
    # Verified after the day that is asked for: on that day it was waiting.
    return UpdateState.SUBMITTED if update.state == UpdateState.VERIFIED else update.state


@dataclass(frozen=True, slots=True)
class GridColumn:
    label: str
    sub: str
    current: bool


@dataclass(frozen=True, slots=True)
class GridCell:
    """`detail` counts milestones, so that a word never hides how many are missing."""

    code: str
    word: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class GridRow:
    number: str
    title: str
    url: str
    meta: str
    percent_text: str | None
    coverage: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class LegendItem:
    code: str
    word: str


@dataclass(frozen=True, slots=True)
class Grid:
    id: str
    caption: str
    note: str
    show_proof: bool
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    legend: tuple[LegendItem, ...]
    sorts: "GridSorts | None" = None


@dataclass(frozen=True, slots=True)
class GridSorts:
    """Links that sort the rows; the one that is in force says how, as `aria-sort` does."""

    first_url: str
    first_sort: str
    proof_url: str
    proof_sort: str


def grid_sorts(sort: str) -> GridSorts:
    """`sort` is "number" or "progress"."""
    return GridSorts(
        first_url="?sort=number#kisi-judul",
        first_sort="ascending" if sort == "number" else "",
        proof_url="?sort=progress#kisi-judul",
        proof_sort="descending" if sort == "progress" else "",
    )


def commitments_grid(
    lines: Iterable[CommitmentLine],
    figures: Mapping[int, CommitmentFigures],
    periods: tuple[PeriodFacts, ...],
    as_of: date,
) -> Grid:
    rows = tuple(_row(line, figures[line.id], periods, as_of) for line in lines)
    return Grid(
        id="kisi",
        caption=_("Komitmen × periode pelaporan"),
        note=_("Keadaan laporan tonggak pada tiap periode, per %(date)s. Setiap sel menuju buktinya.")
        % {"date": long_date(as_of)},
        show_proof=True,
        columns=tuple(_column(period, as_of) for period in periods),
        rows=rows,
        legend=_legend(rows),
    )


def _column(period: PeriodFacts, as_of: date) -> GridColumn:
    return GridColumn(
        label=period.label,
        sub=_("s.d. %(date)s") % {"date": long_date(period.quarter.last_day)},
        current=period.is_open(as_of),
    )


def _row(
    line: CommitmentLine, figures: CommitmentFigures, periods: tuple[PeriodFacts, ...], as_of: date
) -> GridRow:
    return GridRow(
        number=line.number,
        title=line.title,
        url=line.url,
        meta=line.lead_names,
        percent_text=line.percent_text,
        coverage=_counted(figures.progress.verified, figures.progress.total),
        cells=tuple(_cell(line.url, figures, period, as_of) for period in periods),
    )


def _cell(url: str, figures: CommitmentFigures, period: PeriodFacts, as_of: date) -> GridCell:
    counts = cell_counts(figures.milestones, period, as_of)
    missing = [m for m in figures.milestones if milestone_state(m, period, as_of) == CellState.OPEN]
    # Whoever has more time keeps the cell open.
    window = period.window_for(missing[0].owner_id) if missing else period.window
    state = cell_state(counts, window, as_of)
    leads_somewhere = state not in {CellState.NOT_EXPECTED, CellState.UPCOMING}
    return GridCell(
        code=state.value,
        word=str(state.label),
        detail=_cell_detail(state, counts),
        url=f"{url}#{period.anchor}" if leads_somewhere else "",
    )


def cell_counts(milestones: Iterable[MilestoneFigures], period: PeriodFacts, as_of: date) -> CellCounts:
    states = [milestone_state(milestone, period, as_of) for milestone in milestones]
    return CellCounts(
        expected=sum(state != CellState.NOT_EXPECTED for state in states),
        verified=states.count(CellState.VERIFIED),
        waiting=states.count(CellState.WAITING),
        returned=states.count(CellState.RETURNED),
    )


def _cell_detail(state: CellState, counts: CellCounts) -> str:
    told = {
        CellState.VERIFIED: counts.verified,
        CellState.PARTLY_VERIFIED: counts.verified,
        CellState.WAITING: counts.waiting,
        CellState.RETURNED: counts.returned,
        CellState.OPEN: counts.missing,
        CellState.NOT_REPORTED: counts.missing,
    }.get(state)
    if told is None:
        return ""
    return _counted(told, counts.expected)


def _counted(told: int, expected: int) -> str:
    return _("%(told)s dari %(expected)s tonggak") % {"told": told, "expected": expected}


def _legend(rows: tuple[GridRow, ...]) -> tuple[LegendItem, ...]:
    """Only what occurs, in the order of the enum."""
    shown = {cell.code for row in rows for cell in row.cells}
    return tuple(LegendItem(state.value, str(state.label)) for state in CellState if state.value in shown)
