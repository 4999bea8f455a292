"""Reads all that the editions of a report are made of, at one moment."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction
from django.utils import translation

from foundation.languages import choose
from renaksi.queries.figures import plan_figures, thresholds
from renaksi.queries.grid import PeriodFacts, periods_of
from renaksi.queries.lines import commitment_lines
from renaksi.queries.reported_then import reports_then
from reports.document import Payload
from reports.domain.outlines import QUARTERS, quarters_until
from reports.enums import ReportKind, TextSlot
from reports.models import ReportText
from reports.payload.history import history_of, reported
from reports.payload.loading import figures_then, load
from reports.payload.material import EditorialTexts, Material
from reports.payload.surroundings import surroundings_of
from reports.subject import Subject


def gather(
    subject: Subject, *, today: date, texts: Iterable[ReportText] = (), previous: Payload | None = None
) -> tuple[Material, ...]:
    """One for each edition of the report, in its language; all of them from the same state of the database."""
    written = list(texts)
    found = []
    with _one_moment():
        for lang in subject.languages:
            with translation.override(lang):
                found.append(_material(subject, lang, today, written, previous))
    return tuple(found)


@contextmanager
def _one_moment() -> Iterator[None]:
    """What others commit meanwhile is not seen; inside a transaction, that of the caller decides."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _material(
    subject: Subject, lang: str, today: date, texts: list[ReportText], previous: Payload | None
) -> Material:
    as_of = subject.as_of(today)
    loaded = load(subject, as_of=as_of)
    limits = thresholds()
    periods = periods_of([subject.plan.pk]).get(subject.plan.pk, ())
    period = _told_period(periods, subject, as_of)
    covered = covered_periods(periods, period, subject.kind)
    before = _day_before(periods, covered, as_of)
    earlier = figures_then(subject, as_of=before) if before else None
    known = {as_of: loaded.figures, **({before: earlier.figures} if before and earlier else {})}
    return Material(
        lang=lang,
        subject=subject,
        today=today,
        as_of=as_of,
        loaded=loaded,
        lines=commitment_lines(loaded.commitments, loaded.figures, loaded.partners),
        totals=plan_figures(loaded.figures.values(), limits=limits),
        limits=limits,
        periods=periods,
        period=period,
        covered=covered,
        before=before,
        earlier=earlier,
        earlier_totals=plan_figures(earlier.figures.values(), limits=limits) if earlier else None,
        previous=previous,
        texts=_editorial(texts),
        history=history_of(subject, known, periods=periods, period=period, as_of=as_of),
        reports=reports_then(
            loaded.commitments, loaded.figures, reported(subject, periods, covered), as_of=as_of
        ),
        surroundings=surroundings_of(subject, loaded, covered, as_of=as_of),
    )


def _told_period(periods: tuple[PeriodFacts, ...], subject: Subject, as_of: date) -> PeriodFacts | None:
    """The period that was asked for, else the latest one whose window has opened."""
    if subject.period:
        return next(period for period in periods if period.id == subject.period.pk)
    opened = [period for period in periods if period.window.opens <= as_of]
    return opened[-1] if opened else None


def covered_periods(
    periods: tuple[PeriodFacts, ...], period: PeriodFacts | None, kind: ReportKind
) -> tuple[PeriodFacts, ...]:
    """Those in the quarters that the kind tells of; a quarter without a period brings in no earlier one."""
    if period is None:
        return ()
    until = periods[: periods.index(period) + 1]
    quarters, last = QUARTERS.get(kind, 1), period.quarter.last_day
    if quarters is None:
        return until
    return tuple(one for one in until if quarters_until(one.quarter.first_day, last) <= quarters)


def _day_before(
    periods: tuple[PeriodFacts, ...], covered: tuple[PeriodFacts, ...], as_of: date
) -> date | None:
    """The last day for verdicts of the period before those that the report tells of."""
    place = periods.index(covered[0]) if covered else 0
    if not place:
        return None
    day = periods[place - 1].window.verify_by
    return day if day < as_of else None


def _editorial(texts: list[ReportText]) -> EditorialTexts:
    """Blank ones are none."""
    told = [(one, choose(one.text.strip(), one.text_en.strip())) for one in texts]
    return EditorialTexts(
        slots={TextSlot(one.slot): text for one, text in told if text and one.commitment_id is None},
        remarks={one.commitment_id: text for one, text in told if text and one.commitment_id is not None},
    )
