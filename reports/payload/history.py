"""How the plan stood at each of its periods: the same figures as of other days."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from renaksi.queries.figures import CommitmentFigures, PlanFigures, plan_figures
from renaksi.queries.grid import PeriodFacts
from reports.domain.outlines import PartKey
from reports.payload.loading import figures_then
from reports.subject import Subject

# Each costs the queries of a whole plan's figures.
MOST_PERIODS = 8


@dataclass(frozen=True, slots=True)
class Point:
    """`key` is that of a period (B09-2026), or `latest` for a day after the last one."""

    key: str
    label: str
    as_of: date
    figures: PlanFigures
    complete_milestones: int


def recent(periods: tuple[PeriodFacts, ...], period: PeriodFacts | None) -> tuple[PeriodFacts, ...]:
    """The last ones up to the period that is told, in time."""
    if period is None:
        return ()
    return periods[: periods.index(period) + 1][-MOST_PERIODS:]


def reported(
    subject: Subject, periods: tuple[PeriodFacts, ...], covered: tuple[PeriodFacts, ...]
) -> tuple[PeriodFacts, ...]:
    """Of which reporting is told: what the report covers, and in a long one how it was before."""
    if not covered or PartKey.REPORTING not in subject.outline:
        return covered
    return max(covered, recent(periods, covered[-1]), key=len)


def history_of(
    subject: Subject,
    known: Mapping[date, Mapping[int, CommitmentFigures]],
    *,
    periods: tuple[PeriodFacts, ...],
    period: PeriodFacts | None,
    as_of: date,
) -> tuple[Point, ...]:
    """In time; the last one is as of the report's own day. A report without results of all periods has that alone.

    `known` are figures that were read for other parts, by their day; that of the report itself is among them.
    """
    return tuple(_points(subject, known, recent(periods, period), as_of)) if periods else ()


def _points(
    subject: Subject,
    known: Mapping[date, Mapping[int, CommitmentFigures]],
    told: tuple[PeriodFacts, ...],
    as_of: date,
) -> Iterator[Point]:
    for period in told if PartKey.RESULTS in subject.outline else ():
        day = period.window.verify_by
        if day < as_of:
            figures = known.get(day) or figures_then(subject, as_of=day).figures
            yield _point(_key(period), period.label, day, figures.values())
    own = known[as_of].values()
    if told and told[-1].window.verify_by >= as_of:
        yield _point(_key(told[-1]), told[-1].label, as_of, own)
    else:
        yield _point("latest", _("Keadaan terakhir"), as_of, own)


def _key(period: PeriodFacts) -> str:
    return f"{period.code}-{period.year}"


def _point(key: str, label: str, day: date, each: Collection[CommitmentFigures]) -> Point:
    complete = sum(one.is_complete and not one.withdrawn for figures in each for one in figures.milestones)
    return Point(key, label, day, plan_figures(each), complete)
