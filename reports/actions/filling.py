"""What an order for all regions asks for, in the background: a few at a time, so that it shows and a cancel is heard."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from foundation.audit.actions import record
from foundation.jobs.leases import extend, release, take_lease
from foundation.jobs.queue import enqueue_after_commit
from institutions.models import Region
from renaksi.models import ActionPlan, Commitment, ReportingPeriod
from reports.actions.requesting import ReportRefused, queue_version, refuse_kind_and_period
from reports.enums import BatchState, ReportKind, ReportLanguage
from reports.models import ReportBatch
from reports.notifications import tell_who_ordered
from reports.subject import Subject

logger = logging.getLogger(__name__)

FILL_LEASE_SECONDS = 120
MOST_ATTEMPTS = 3
# Each few are one transaction: long enough to be fast, short enough that others who write need not wait.
AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class RegionPart:
    """`is_published`: whether any commitment of the plan there is."""

    plan: ActionPlan
    region: Region
    is_published: bool

    @property
    def key(self) -> tuple[int, str]:
        return self.plan.pk, self.region.code


def region_parts(plan: ActionPlan) -> tuple[RegionPart, ...]:
    """Each region of the plan, then of the plans below it, by their codes. A handful of queries."""
    of_plan = Q(plan=plan) | Q(plan__parent_plan=plan)
    public = set(Commitment.objects.public().filter(of_plan).values_list("pk", flat=True))
    found: dict[tuple[int, int], bool] = {}
    rows = Commitment.objects.filter(of_plan).values_list("pk", "plan", "region", "plan__region")
    for pk, own_plan, region, plan_region in rows.order_by("pk"):
        if region or plan_region:
            key = (own_plan, region or plan_region)
            found[key] = found.get(key, False) or pk in public
    plans = ActionPlan.objects.select_related("region").in_bulk({of for of, _region in found})
    regions = Region.objects.in_bulk({region for _plan, region in found})
    parts = (RegionPart(plans[of], regions[region], is_public) for (of, region), is_public in found.items())
    return tuple(sorted(parts, key=lambda one: (one.plan.pk != plan.pk, one.plan.slug, one.region.code)))


def queue_filling(batch: ReportBatch) -> None:
    # By its name: the task calls what stands here, so it stands above this module.
    enqueue_after_commit(import_string("reports.tasks.fill_queued_batch"), batch.pk)


def fill_batch(*, batch: ReportBatch, now: datetime) -> ReportBatch | None:
    """Ask for the report of each region that was not looked at yet, outside any transaction.

    None if somebody else does or has done it, or if it was cancelled meanwhile. Whoever takes over from a worker
    that died goes on where it was: what is asked for, or left out, is known by its row.
    """
    orders = ReportBatch.objects.filter(state=BatchState.FILLING).select_related(
        "plan", "period", "requested_by"
    )
    leased = take_lease(orders, batch.pk, now=now, seconds=FILL_LEASE_SECONDS)
    if leased is None:
        return None
    try:
        parts = [part for part in region_parts(leased.plan) if part.key not in _looked_at(leased)]
        periods = _periods(leased, parts)
        few = (parts[start : start + AT_ONCE] for start in range(0, len(parts), AT_ONCE))
        if not all(_ask(leased, some, periods) for some in few):
            return None
    except Exception as error:
        logger.exception("order %s could not be filled", leased.pk)
        release(leased, error=type(error).__name__)
        return None
    return _finish(leased)


def _looked_at(batch: ReportBatch) -> frozenset[tuple[int, str]]:
    asked = batch.builds.values_list("report__plan", "report__region__code")
    left_out = ((one.get("plan"), one["code"]) for one in batch.left_out)
    return frozenset((*asked, *left_out))


def _periods(batch: ReportBatch, parts: Iterable[RegionPart]) -> Mapping[int, ReportingPeriod]:
    """The quarter of the order in each plan, by plan."""
    if batch.period is None:
        return {}
    same = ReportingPeriod.objects.filter(code=batch.period.code, year=batch.period.year)
    return {one.plan_id: one for one in same.filter(plan__in={part.plan.pk for part in parts})}


def _ask(leased: ReportBatch, parts: Iterable[RegionPart], periods: Mapping[int, ReportingPeriod]) -> bool:
    """False if the order is somebody else's by now, or nobody's."""
    # Committed by itself: what is rolled back below must not take the proof of holding the lease along.
    if not extend(leased, timezone.now() + timedelta(seconds=FILL_LEASE_SECONDS)):
        return False
    with transaction.atomic():
        # Who cancels waits for these few.
        mine = ReportBatch.objects.filter(
            pk=leased.pk, lease_until=leased.lease_until, state=BatchState.FILLING
        )
        if mine.select_for_update(no_key=True).first() is None:
            return False
        leased.left_out.extend(_left_out(leased, parts, periods))
        leased.save(update_fields=["left_out"])
    return True


def _left_out(
    batch: ReportBatch, parts: Iterable[RegionPart], periods: Mapping[int, ReportingPeriod]
) -> Iterator[dict[str, str | int]]:
    """Asks for the others."""
    for part in parts:
        why = _asked(batch, part, periods.get(part.plan.pk))
        if why:
            yield {"plan": part.plan.pk, "code": part.region.code, "region": part.region.name, "why": why}


def _asked(batch: ReportBatch, part: RegionPart, period: ReportingPeriod | None) -> str:
    """Why there is none, or blank."""
    if not part.is_published or (batch.period is not None and period is None):
        return _("tidak ada komitmen terbit, atau tidak ada periode yang sama.")
    kind, language = ReportKind(batch.kind), ReportLanguage(batch.language)
    subject = Subject(kind, part.plan, period, region=part.region, language=language)
    try:
        refuse_kind_and_period(subject, timezone.localdate())
        build = queue_version(subject=subject, by=batch.requested_by, batch=batch)
    except ReportRefused as refusal:
        return str(refusal)
    return "" if build.batch_id == batch.pk else _("laporannya sedang disusun dalam paket lain.")


@transaction.atomic
def _finish(leased: ReportBatch) -> ReportBatch | None:
    if not release(leased):
        return None
    if not _move(leased, BatchState.FILLED):
        return None
    told = {"builds": leased.builds.count(), "left_out": len(leased.left_out)}
    record(action="report_batch.filled", by=None, target=leased, data=told)
    tell_who_ordered(leased)
    return leased


def _move(batch: ReportBatch, state: BatchState) -> bool:
    """False if it is not being filled any more."""
    if not ReportBatch.objects.filter(pk=batch.pk, state=BatchState.FILLING).update(state=state):
        return False
    batch.state = state
    return True


@transaction.atomic
def give_up_filling(*, batch: ReportBatch) -> None:
    """Of an order whose workers failed again and again: it waits for a person instead."""
    if _move(batch, BatchState.FAILED):
        record(action="report_batch.failed", by=None, target=batch, data={"attempts": batch.attempts})
