"""Standings: what the figures say of each commitment, as rows that the database can filter, sort and count.

`standings_for` is the only way from figures to a row; `actions.standings` writes the rows and keeps them right.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from renaksi.domain.progress import Progress, plan_progress
from renaksi.enums import CompletionStatus
from renaksi.models import (
    Amendment,
    Commitment,
    CommitmentMark,
    CommitmentStanding,
    CompletionDecision,
    EvidenceItem,
    Milestone,
    ProgressUpdate,
    Review,
)
from renaksi.queries.facts import local_day
from renaksi.queries.figures import CommitmentFigures, figures_for
from renaksi.queries.lines import TEXT_BLOCKS

# Of one batch: enough to make a query worth its while, few enough to hold.
BATCH = 500


def standings_for(commitments: Iterable[Commitment], *, on: date) -> list[CommitmentStanding]:
    """Computed, not stored. Commitments come from `CommitmentQuerySet.for_figures()`; five queries."""
    found = list(commitments)
    figures = figures_for(found, as_of=on)
    changes = _next_changes(figures, after=on)
    return [_standing(one, figures[one.pk], changes.get(one.pk)) for one in found]


def _standing(
    commitment: Commitment, figures: CommitmentFigures, next_change_on: date | None
) -> CommitmentStanding:
    percent = figures.progress.percent if figures.monitored else None
    return CommitmentStanding(
        commitment_id=commitment.pk,
        monitored=figures.monitored,
        status=figures.status.value if figures.status else "",
        proven="" if percent is None else str(percent),
        percent=None if percent is None else float(percent),
        milestones=figures.progress.total,
        verified_milestones=figures.progress.verified,
        overdue=figures.overdue,
        place=place_of(commitment.number),
        next_change_on=next_change_on,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What a line of a list says of a commitment, read from its row."""

    monitored: bool
    progress: Progress
    status: CompletionStatus | None
    overdue: int


def standing_of(row: CommitmentStanding) -> Standing:
    return Standing(
        monitored=row.monitored,
        progress=Progress(row.proven_percent, row.verified_milestones, row.milestones),
        status=CompletionStatus(row.status) if row.status else None,
        overdue=row.overdue,
    )


def place_of(number: str) -> str:
    """As text in the order of `number_key`: hexadecimal, because every database sorts that alike."""
    parts = []
    for part in number.replace("-", ".").split("."):
        rest = part.lstrip("0123456789")
        digits = part[: len(part) - len(rest)]
        value = str(int(digits or 0))
        parts.append(f"{0 if digits else 1}{len(value):02}{value}{rest}")
    return ("0" if number else "1") + "\x00".join(parts).encode().hex()


def _next_changes(commitment_ids: Iterable[int], *, after: date) -> dict[int, date]:
    """By commitment, the first later day on which dates alone change something; two queries."""
    ids = list(commitment_ids)
    days: dict[int, list[date]] = defaultdict(list)
    for commitment_id, due_on, withdrawn_on in _dated_milestones(ids, after):
        if due_on and due_on >= after:
            days[commitment_id].append(due_on + timedelta(days=1))
        if withdrawn_on and withdrawn_on > after:
            days[commitment_id].append(withdrawn_on)
    for commitment_id, moment in _later_moments(ids, after):
        days[commitment_id].append(local_day(moment))
    return {commitment_id: min(found) for commitment_id, found in days.items()}


def _dated_milestones(ids: list[int], after: date) -> QuerySet[Milestone, Any]:
    later = Q(due_on__gte=after) | Q(withdrawn_on__gt=after)
    dated = Milestone.objects.filter(later, commitment__in=ids).order_by()
    return dated.values_list("commitment_id", "due_on", "withdrawn_on")


def _later_moments(ids: list[int], after: date) -> QuerySet[Any, Any]:
    """What is dated after that day counts from its own day on."""
    tomorrow = timezone.make_aware(datetime.combine(after + timedelta(days=1), time.min))
    sources = (
        (Review, "update__milestone__commitment", "at"),
        (EvidenceItem, "update__milestone__commitment", "judged_at"),
        (EvidenceItem, "update__milestone__commitment", "evidence__taken_down_at"),
        (ProgressUpdate, "milestone__commitment", "submitted_at"),
        (ProgressUpdate, "milestone__commitment", "superseded_at"),
        (CompletionDecision, "commitment", "at"),
        (Amendment, "commitment", "at"),
    )
    first, *others = (
        model._default_manager.filter(**{f"{path}__in": ids, f"{moment}__gte": tomorrow})
        .order_by()
        .values_list(path)
        .annotate(first=Min(moment))
        for model, path, moment in sources
    )
    return first.union(*others, all=True)


def waiting_ids(*, on: date, at_most: int | None = None) -> list[int]:
    """Commitments whose row may no longer be right: something changed, or a day came; one query."""
    marked = CommitmentMark.objects.order_by().values_list("commitment_id")
    due = CommitmentStanding.objects.filter(next_change_on__lte=on).order_by().values_list("commitment_id")
    found = marked.union(due)
    return [pk for (pk,) in (found if at_most is None else found[:at_most])]


def waiting_among(commitment_ids: Iterable[int], *, on: date) -> list[int]:
    """The same, of these commitments; one query."""
    ids = list(commitment_ids)
    marked = CommitmentMark.objects.filter(commitment_id__in=ids).order_by().values_list("commitment_id")
    due = CommitmentStanding.objects.filter(commitment__in=ids, next_change_on__lte=on).order_by()
    return [pk for (pk,) in marked.union(due.values_list("commitment_id"))]


def stray_standings(*, on: date) -> Iterator[tuple[int, dict[str, tuple[Any, Any]]]]:
    """Rows that nothing announces as waiting and that are not what the figures say: (id, {field: (row, figures)}).

    There should be none. Reads everything, in batches.
    """
    waiting = set(waiting_ids(on=on))
    ids = list(Commitment.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = [pk for pk in ids[start : start + BATCH] if pk not in waiting]
        stored = CommitmentStanding.objects.in_bulk(batch)
        for right in standings_for(commitments_of(batch), on=on):
            differing = _differing(stored.get(right.commitment_id), right)
            if differing:
                yield right.commitment_id, differing


def commitments_of(ids: Iterable[int]) -> QuerySet[Commitment]:
    return (
        Commitment.objects.filter(pk__in=list(ids))
        .for_figures()
        .defer(*TEXT_BLOCKS, "plan__summary", "plan__summary_en")
        .order_by("pk")
    )


def _differing(stored: CommitmentStanding | None, right: CommitmentStanding) -> dict[str, tuple[Any, Any]]:
    """`next_change_on` may be earlier than it must: the row is computed again then, and the same."""
    fields = [field.attname for field in CommitmentStanding._meta.fields if field.name != "next_change_on"]
    found = {name: (getattr(stored, name, None), getattr(right, name)) for name in fields}
    differing = {name: values for name, values in found.items() if values[0] != values[1]}
    late = _change_is_late(stored, right)
    return {**differing, "next_change_on": late} if late else differing


def _change_is_late(
    stored: CommitmentStanding | None, right: CommitmentStanding
) -> tuple[date | None, date | None] | None:
    if stored is None or right.next_change_on is None:
        return None
    if stored.next_change_on is not None and stored.next_change_on <= right.next_change_on:
        return None
    return (stored.next_change_on, right.next_change_on)


@dataclass(frozen=True, slots=True)
class PlanStanding:
    progress: Progress
    overdue: int


def plan_standing(commitments: QuerySet[Commitment]) -> PlanStanding:
    """Of a plan's commitments, as `plan_figures` says it; two queries for any number of them."""
    rows = (
        commitments.filter(standing__isnull=False)
        .order_by()
        .values_list("standing__proven", "standing__milestones", "standing__verified_milestones")
        .annotate(found=Count("pk"))
    )
    progresses = [
        Progress(Fraction(proven) if proven else None, verified, total)
        for proven, total, verified, found in rows
        for _one in range(found)
    ]
    overdue = commitments.order_by().aggregate(total=Sum("standing__overdue"))["total"]
    return PlanStanding(plan_progress(progresses), overdue or 0)


@dataclass(frozen=True, slots=True)
class PlaceProgress:
    """`percent` is exact, None if nothing of it is proven; `commitments` are those monitored that have milestones."""

    percent: Fraction | None
    commitments: int


def progress_by_province(as_of: date) -> dict[str, PlaceProgress]:
    """By province code: the proven part of what it, its regencies and its cities promised; samples are left out."""
    province = Coalesce(
        "region__province__code", "region__code", "plan__region__province__code", "plan__region__code"
    )
    return _progress_by(province, Commitment.objects.public().real(), as_of)


def progress_by_region(as_of: date, *, sample: bool) -> dict[str, PlaceProgress]:
    """By code of the region itself: a province without its regencies and cities."""
    promised = Commitment.objects.public().filter(plan__is_sample=sample)
    return _progress_by(Coalesce("region__code", "plan__region__code"), promised, as_of)


def _progress_by(place: Coalesce, commitments: QuerySet[Commitment], as_of: date) -> dict[str, PlaceProgress]:
    """As `plan_progress` says it of a plan: the mean over monitored commitments that have milestones, what is not
    proven counting as nothing. Rows that wait are computed here, if they are few.
    """
    promised = commitments.annotate(place_code=place).exclude(place_code=None)
    waiting = waiting_ids(on=as_of, at_most=BATCH)
    progresses: dict[str, list[Progress]] = defaultdict(list)
    for code, proven, total, found in _counted_progress(promised.exclude(pk__in=waiting)):
        progresses[code] += [Progress(Fraction(proven) if proven else None, 0, total)] * found
    codes = dict(promised.filter(pk__in=waiting).values_list("pk", "place_code")) if waiting else {}
    for pk, figures in figures_for(commitments_of(codes), as_of=as_of).items():
        if figures.monitored:
            progresses[codes[pk]].append(figures.progress)
    return {code: _of_place(plan_progress(found)) for code, found in progresses.items()}


def _counted_progress(commitments: QuerySet[Commitment]) -> QuerySet[Commitment, Any]:
    """(place, exact percent, milestones, how many commitments stand like that)."""
    return (
        commitments.filter(standing__monitored=True)
        .order_by()
        .values_list("place_code", "standing__proven", "standing__milestones")
        .annotate(found=Count("pk"))
    )


def _of_place(progress: Progress) -> PlaceProgress:
    return PlaceProgress(progress.percent, progress.total)
