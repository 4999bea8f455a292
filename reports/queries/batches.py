"""Orders for all regions, how far they are, and the schedules that give them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from renaksi.models import ActionPlan, Commitment
from reports.enums import UNFINISHED_STATES, BatchState, BuildState
from reports.models import ReportBatch, ReportBuild, ReportSchedule
from reports.queries.desk import BuildLine, build_lines, with_gone

MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class BatchLine:
    """`counts` by state; `left_out` are regions without a report, of the `regions` that it is about."""

    id: int
    title: str
    by: str
    requested_at: datetime
    state: BatchState
    regions: int
    counts: Mapping[str, int]
    left_out: int

    @property
    def is_filling(self) -> bool:
        """Its reports are still being asked for."""
        return self.state == BatchState.FILLING

    @property
    def is_stuck(self) -> bool:
        """Asking for them failed again and again."""
        return self.state == BatchState.FAILED

    @property
    def is_under_way(self) -> bool:
        return self.is_filling or bool(self.unfinished)

    @property
    def looked_at(self) -> int:
        """Regions whose report is asked for, or that have none."""
        return self.total + self.left_out

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def unfinished(self) -> int:
        return sum(self.counts.get(state, 0) for state in UNFINISHED_STATES)

    @property
    def done(self) -> int:
        return self.total - self.unfinished

    @property
    def ready(self) -> int:
        return self.counts.get(BuildState.READY, 0)

    @property
    def failed(self) -> int:
        return self.counts.get(BuildState.FAILED, 0)

    @property
    def published(self) -> int:
        return self.counts.get(BuildState.PUBLISHED, 0)


@dataclass(frozen=True, slots=True)
class BatchBuild:
    """`part` is its region; `title` says the plan, too."""

    part: str
    title: str
    build: BuildLine


def batch_lines(most: int = MOST_LISTED) -> tuple[BatchLine, ...]:
    """The newest first; two queries."""
    batches = list(ReportBatch.objects.select_related("plan", "period", "requested_by")[:most])
    counts = _counts(batches)
    return tuple(_batch_line(batch, counts.get(batch.pk, {})) for batch in batches)


def lines_of_batches(asked: Iterable[int]) -> tuple[BatchLine, ...]:
    """For a page that asks again and again how far some are; two queries."""
    batches = list(
        ReportBatch.objects.filter(pk__in=list(asked)).select_related("plan", "period", "requested_by")
    )
    counts = _counts(batches)
    return tuple(_batch_line(batch, counts.get(batch.pk, {})) for batch in batches)


def batch_line(batch: ReportBatch) -> BatchLine:
    return _batch_line(batch, _counts([batch]).get(batch.pk, {}))


def _counts(batches: Iterable[ReportBatch]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    rows = ReportBuild.objects.filter(batch__in=list(batches)).order_by().values("batch", "state")
    for row in rows.annotate(count=Count("pk")):
        found.setdefault(row["batch"], {})[row["state"]] = row["count"]
    return found


def _batch_line(batch: ReportBatch, counts: Mapping[str, int]) -> BatchLine:
    return BatchLine(
        id=batch.pk,
        title=str(batch),
        by=str(batch.requested_by or ""),
        requested_at=batch.requested_at,
        state=BatchState(batch.state),
        regions=batch.regions,
        counts=counts,
        left_out=len(batch.left_out),
    )


def batch_builds(batch: ReportBatch, *states: BuildState) -> tuple[BatchBuild, ...]:
    """By region; of these states, or all. One query."""
    builds = batch.builds.select_related("report__region", "report__plan").order_by(
        "report__region__code", "pk"
    )
    chosen = builds.filter(state__in=states) if states else builds
    found = list(with_gone(chosen))
    return tuple(
        BatchBuild(str(one.report.region or one.report.plan), str(one.report), line)
        for one, line in zip(found, build_lines(found), strict=True)
    )


def regions_in(plan: ActionPlan) -> int:
    """How many reports an order of this plan asks for: its regions, and those of the plans below it."""
    public = Commitment.objects.public().filter(Q(plan=plan) | Q(plan__parent_plan=plan))
    pairs = public.values_list("plan", "region", "plan__region").order_by().distinct()
    return len({(of, own or inherited) for of, own, inherited in pairs if own or inherited})


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    id: int
    title: str
    language: str
    for_each_region: bool
    is_active: bool
    last_period: str


def schedule_lines() -> tuple[ScheduleLine, ...]:
    """One query."""
    schedules = ReportSchedule.objects.select_related("plan", "last_period").order_by(
        "plan__label", "kind", "pk"
    )
    return tuple(
        ScheduleLine(
            id=one.pk,
            title=str(one),
            language=one.get_language_display(),
            for_each_region=one.for_each_region,
            is_active=one.is_active,
            last_period=str(one.last_period or ""),
        )
        for one in schedules
    )
