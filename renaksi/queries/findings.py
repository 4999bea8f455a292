"""What independent reports say of whole plans, as printed, each report by itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from foundation.charts.marks import Mark
from foundation.charts.palette import Tone
from foundation.charts.stacked_bar import Segment, StackedBar
from foundation.formats import long_date
from foundation.languages import choose
from renaksi.enums import COMPLETION_MEASURES, FindingMeasure, Indicator
from renaksi.models import Assessment, PlanFinding
from renaksi.queries.ratings import INDICATOR_ORDER, in_reading_order, rating_word, scale_name

_LOOKS = {
    FindingMeasure.COMPLETED: (Tone.GOOD, Mark.FULL),
    FindingMeasure.SUBSTANTIAL: (Tone.INFO, Mark.HALF),
    FindingMeasure.LIMITED: (Tone.WARN, Mark.EMPTY),
    FindingMeasure.NOT_STARTED: (Tone.IDLE, Mark.EMPTY),
    FindingMeasure.UNCLEAR: (Tone.IDLE, Mark.DASH),
}


@dataclass(frozen=True, slots=True)
class FindingLine:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ReportFindings:
    """One independent report on one plan. `chart`: how far it found the commitments completed, if it says so."""

    plan_id: int
    report: str
    url: str
    chart: StackedBar | None
    lines: tuple[FindingLine, ...]


def findings_of(plan_ids: Iterable[int]) -> dict[int, tuple[ReportFindings, ...]]:
    """By plan, in the order in which the reports were recorded; one query."""
    grouped: dict[tuple[int, str], list[PlanFinding]] = defaultdict(list)
    for row in _told(plan_ids):
        grouped[row.plan_id, row.report].append(row)
    found: dict[int, list[ReportFindings]] = defaultdict(list)
    for (plan_id, report), rows in grouped.items():
        found[plan_id].append(_report(plan_id, report, rows))
    return {plan_id: tuple(reports) for plan_id, reports in found.items()}


def _told(plan_ids: Iterable[int]) -> QuerySet[PlanFinding]:
    """Remarks of whoever copied the figures are no findings of the report."""
    rows = PlanFinding.objects.filter(plan__in=list(plan_ids)).exclude(measure=FindingMeasure.NOTE)
    return rows.order_by("plan", "sort_order", "pk")


def _report(plan_id: int, report: str, rows: list[PlanFinding]) -> ReportFindings:
    return ReportFindings(
        plan_id=plan_id,
        report=report,
        url=next((row.url for row in rows if row.url), ""),
        chart=completion_chart(report, rows),
        lines=tuple(FindingLine(capfirst(row.get_measure_display()), _printed(row.value)) for row in rows),
    )


def _printed(value: str) -> str:
    """A day is stored as YYYY-MM-DD and told as every other day; words that nobody knows stay in English."""
    try:
        return long_date(datetime.strptime(value, "%Y-%m-%d").date())  # noqa: DTZ007  # a day has no zone
    except ValueError:
        word = rating_word(value)
    return choose("", value) if word == value and not value[:1].isdigit() else word


def completion_chart(report: str, rows: Iterable[PlanFinding]) -> StackedBar | None:
    """Only of what the report counts as numbers; None if it does not."""
    counted = {row.measure: int(row.value) for row in rows if row.value.isdigit()}
    segments = [
        Segment(capfirst(str(measure.label)), counted[measure], *_LOOKS[measure])
        for measure in COMPLETION_MEASURES
        if measure in counted
    ]
    if not any(segment.value for segment in segments):
        return None
    return StackedBar(
        title=_("Penyelesaian menurut %(report)s") % {"report": report},
        segments=segments,
        label_header=_("Penyelesaian"),
        value_header=_("Komitmen"),
        empty_text=_("Tidak dihitung"),
    )


@dataclass(frozen=True, slots=True)
class ValueCount:
    word: str
    printed: str
    count: int


@dataclass(frozen=True, slots=True)
class ScaleTally:
    """How often each value of one scale was given. Scales are never added up."""

    indicator: str
    label: str
    scale: str
    total: int
    values: tuple[ValueCount, ...]


def scale_tallies(rows: Iterable[Assessment]) -> tuple[ScaleTally, ...]:
    """Counted per indicator and scale version; what was rated twice on one scale counts by its last report."""
    newest: dict[tuple[str, str, int], str] = {}
    for row in in_reading_order(rows):
        newest.setdefault((row.indicator, row.scale, row.commitment_id), row.value)
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (indicator, scale, _commitment), value in newest.items():
        counts[indicator, scale][value] += 1
    ordered = sorted(counts, key=lambda key: (INDICATOR_ORDER.index(Indicator(key[0])), key[1]))
    return tuple(_tally(indicator, scale, counts[indicator, scale]) for indicator, scale in ordered)


def _tally(indicator: str, scale: str, counts: Counter[str]) -> ScaleTally:
    return ScaleTally(
        indicator=indicator,
        label=str(Indicator(indicator).label),
        scale=scale_name(indicator, scale),
        total=counts.total(),
        values=tuple(
            ValueCount(rating_word(value, indicator), value, count) for value, count in counts.most_common()
        ),
    )
