"""The whole report as one frozen value, read once, so that no two of its numbers can differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from foundation.charts.stacked_bar import StackedBar
from foundation.formats import long_date
from renaksi.models import ReportingPeriod
from renaksi.queries.charts import status_chart
from renaksi.queries.figures import CommitmentFigures, PlanFigures, plan_figures, thresholds
from renaksi.queries.findings import ReportFindings, findings_of, scale_tallies
from renaksi.queries.grid import Grid, PeriodFacts, commitments_grid, periods_of
from renaksi.queries.lines import CommitmentLine, commitment_lines
from renaksi.queries.texts import Fact
from renaksi.queries.verdict_table import VerdictTable, verdict_table
from renaksi.queries.wording import Meter, plan_meter, span
from reports.payload.attention import Attention, attention_of
from reports.payload.loading import Loaded, load
from reports.payload.definitions import Definition, independent_definitions, tracking_definitions
from reports.payload.parts import split, split_grid
from reports.payload.sections import Section, sections_of
from reports.payload.summary import Tile, monitored_sentences, record_sentences, tiles_of
from reports.scope import Scope

# So many scales have room on an upright page; more lie across.
UPRIGHT_COLUMNS = 4
VERDICT_ROWS_UPRIGHT = 14
VERDICT_ROWS_ACROSS = 9


@dataclass(frozen=True, slots=True)
class Tracking:
    """What only a monitored plan has."""

    figures: PlanFigures
    meter: Meter
    tiles: tuple[Tile, ...]
    status_chart: StackedBar
    grids: tuple[Grid, ...]
    attention: Attention


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """`tracking` is None for a plan that is only a record; `verdicts` is empty for one that is monitored.

    `evidence_ids` are of what it names that still stands: what a later takedown makes it to be replaced for.
    """

    title: str
    plan: str
    address: str
    period: str
    facts: tuple[Fact, ...]
    scope: tuple[Fact, ...]
    is_sample: bool
    as_of: date
    built_on: date
    site: str
    about: str
    summary: tuple[str, ...]
    tracking: Tracking | None
    verdicts: tuple[VerdictTable, ...]
    findings: tuple[ReportFindings, ...]
    sections: tuple[Section, ...]
    method: tuple[Definition, ...]
    lines: tuple[CommitmentLine, ...]
    evidence_ids: frozenset[int]

    @property
    def verdicts_lie_across(self) -> bool:
        return bool(self.verdicts) and len(self.verdicts[0].columns) > UPRIGHT_COLUMNS


def progress_report(scope: Scope, *, today: date) -> ProgressReport:
    """Of the scope, with the figures of its day; `today` is also the day on which it is built."""
    as_of = scope.as_of(today)
    loaded = load(scope, as_of=as_of)
    lines = commitment_lines(loaded.commitments, loaded.figures, loaded.partners)
    totals = plan_figures(loaded.figures.values(), limits=thresholds())
    periods = periods_of([scope.plan.pk]).get(scope.plan.pk, ())
    monitored = bool(periods)
    ratings = [rating for rows in loaded.ratings.values() for rating in rows]
    return ProgressReport(
        title=_("Laporan kemajuan rencana aksi") if monitored else _("Laporan rencana aksi"),
        plan=scope.plan.label,
        address=f"{scope.site}{scope.plan.get_absolute_url()}",
        period=_period_name(scope.period),
        facts=_cover_facts(scope),
        scope=_scope_facts(scope, len(lines)),
        is_sample=scope.plan.is_sample,
        as_of=as_of,
        built_on=today,
        site=scope.site,
        about=scope.plan.summary,
        summary=_summary(scope, loaded, totals, periods, as_of),
        tracking=_tracking(
            totals, lines=lines, figures=loaded.figures, periods=periods, wanted=scope.period, as_of=as_of
        )
        if monitored
        else None,
        verdicts=() if monitored else _verdict_tables(verdict_table(lines, ratings)),
        findings=()
        if scope.region or scope.institution
        else findings_of([scope.plan.pk]).get(scope.plan.pk, ()),
        sections=sections_of(loaded, site=scope.site, as_of=as_of),
        method=(*(tracking_definitions(thresholds()) if monitored else ()), *independent_definitions()),
        lines=lines,
        evidence_ids=frozenset(
            one.evidence_id for listed in loaded.evidence.values() for one in listed if one.stands
        ),
    )


def _summary(
    scope: Scope, loaded: Loaded, totals: PlanFigures, periods: tuple[PeriodFacts, ...], as_of: date
) -> tuple[str, ...]:
    if periods:
        told = _told_period(periods, scope.period, as_of)
        return monitored_sentences(totals, loaded.figures.values(), told, as_of)
    ratings = [rating for rows in loaded.ratings.values() for rating in rows]
    assessed = sum(bool(rows) for rows in loaded.ratings.values())
    return record_sentences(totals, assessed, scale_tallies(ratings))


def _told_period(
    periods: tuple[PeriodFacts, ...], wanted: ReportingPeriod | None, as_of: date
) -> PeriodFacts | None:
    """The period that was asked for, else the latest one whose window has opened."""
    if wanted:
        return next(period for period in periods if period.id == wanted.pk)
    opened = [period for period in periods if period.window.opens <= as_of]
    return opened[-1] if opened else None


def _tracking(
    totals: PlanFigures,
    *,
    lines: tuple[CommitmentLine, ...],
    figures: Mapping[int, CommitmentFigures],
    periods: tuple[PeriodFacts, ...],
    wanted: ReportingPeriod | None,
    as_of: date,
) -> Tracking:
    told = _told_period(periods, wanted, as_of)
    return Tracking(
        figures=totals,
        meter=plan_meter(totals, as_of),
        tiles=tiles_of(totals),
        status_chart=status_chart(totals),
        grids=split_grid(commitments_grid(lines, figures, periods, as_of)),
        attention=attention_of({line.id: line for line in lines}, figures, told, as_of),
    )


def _verdict_tables(table: VerdictTable) -> tuple[VerdictTable, ...]:
    upright = len(table.columns) <= UPRIGHT_COLUMNS
    size = VERDICT_ROWS_UPRIGHT if upright else VERDICT_ROWS_ACROSS
    return tuple(VerdictTable(table.columns, rows) for rows in split(table.rows, size))


def _period_name(period: ReportingPeriod | None) -> str:
    if period is None:
        return ""
    return _("%(code)s (%(first)s – %(last)s)") % {
        "code": period,
        "first": long_date(period.starts_on),
        "last": long_date(period.ends_on),
    }


def _cover_facts(scope: Scope) -> tuple[Fact, ...]:
    plan = scope.plan
    facts = (
        Fact(_("Tingkat"), plan.get_level_display()),
        Fact(_("Masa berlaku"), span(plan.start_on, plan.start_precision, plan.end_on, plan.end_precision)),
        Fact(_("Nama di OGP"), plan.ogp_label),
        Fact(_("Dasar hukum"), plan.legal_basis),
    )
    return tuple(fact for fact in facts if fact.value)


def _scope_facts(scope: Scope, commitments: int) -> tuple[Fact, ...]:
    """A part of the plan is never taken for all of it: the cover says which."""
    part = [
        Fact(_("Hanya daerah"), f"{scope.region.name} ({scope.region.code})" if scope.region else ""),
        Fact(_("Hanya instansi"), scope.institution.name if scope.institution else ""),
    ]
    chosen = [fact for fact in part if fact.value]
    whole = Fact(_("Cakupan"), _("seluruh rencana aksi, %(count)s komitmen") % {"count": commitments})
    return (*chosen, Fact(_("Komitmen di dalamnya"), str(commitments))) if chosen else (whole,)
