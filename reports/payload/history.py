"""How the plan stood at each of its periods: the same figures as of other days."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from renaksi.queries.figures import CommitmentFigures, PlanFigures, figures_for, plan_figures
from renaksi.queries.grid import PeriodFacts
from renaksi.queries.lines import TEXT_BLOCKS
from reports.domain.outlines import PartKey
from reports.payload.loading import Loaded
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
    loaded: Loaded,
    *,
    periods: tuple[PeriodFacts, ...],
    period: PeriodFacts | None,
    as_of: date,
) -> tuple[Point, ...]:
    """In time; the last one is as of the report's own day. A report without results of all periods has that alone."""
    return tuple(_points(subject, loaded, recent(periods, period), as_of)) if periods else ()


def _points(subject: Subject, loaded: Loaded, told: tuple[PeriodFacts, ...], as_of: date) -> Iterator[Point]:
    for period in told if PartKey.RESULTS in subject.outline else ():
        if period.window.verify_by < as_of:
            yield _point(subject, f"{period.code}-{period.year}", period.label, period.window.verify_by)
    ends_with_period = bool(told) and told[-1].window.verify_by >= as_of
    key, label = (
        (f"{told[-1].code}-{told[-1].year}", told[-1].label)
        if ends_with_period
        else ("latest", _("Keadaan terakhir"))
    )
    yield _as_of(key, label, as_of, loaded.figures.values())


def _point(subject: Subject, key: str, label: str, day: date) -> Point:
    commitments = subject.commitments().for_figures(as_of=day).defer(*TEXT_BLOCKS)
    return _as_of(key, label, day, figures_for(commitments, as_of=day).values())


def _as_of(key: str, label: str, day: date, each: Collection[CommitmentFigures]) -> Point:
    complete = sum(one.is_complete and not one.withdrawn for figures in each for one in figures.milestones)
    return Point(key, label, day, plan_figures(each), complete)
