"""The reports of all regions of a plan, asked for at once."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.audit.actions import record
from institutions.models import Region
from renaksi.models import ActionPlan, Commitment, ReportingPeriod
from reports.actions.requesting import ReportRefused, cancel_report, request_report
from reports.domain.outlines import subjects_for
from reports.enums import UNFINISHED_STATES, ReportKind, ReportLanguage, SubjectKind
from reports.models import ReportBatch, ReportBuild
from reports.permissions import may_build_reports
from reports.subject import Subject


@transaction.atomic
def request_batch(
    *, plan: ActionPlan, kind: str, period: ReportingPeriod | None, language: str, by: User | None
) -> ReportBatch:
    """One report for each region of the plan and of the plans below it; the same order under way is joined.

    A region that cannot have one is left out and `ReportBatch.left_out` says why. `by` is None for schedules.
    Raises PermissionDenied, ReportRefused.
    """
    if by is not None and not may_build_reports(by):
        raise PermissionDenied
    if SubjectKind.REGION not in subjects_for(ReportKind(kind)):
        raise ReportRefused(
            _("“%(kind)s” tidak disusun per daerah: pilih jenis lain.") % {"kind": ReportKind(kind).label}
        )
    # Two orders at the same moment: the second waits here and then finds the first.
    ActionPlan.objects.select_for_update().get(pk=plan.pk)
    order = {"plan": plan, "kind": kind, "period": period, "language": language}
    running = ReportBatch.objects.filter(**order, builds__state__in=UNFINISHED_STATES).first()
    if running is not None:
        return running
    batch = ReportBatch.objects.create(**order, requested_by=by)
    _fill(batch, by)
    record(action="report_batch.requested", by=by, target=batch, data={"builds": batch.builds.count()})
    return batch


def _fill(batch: ReportBatch, by: User | None) -> None:
    """Raises ReportRefused if no region at all can have a report."""
    for region, subject in _subjects(batch):
        why = _("tidak ada komitmen terbit, atau tidak ada periode yang sama.")
        if subject is not None:
            try:
                request_report(subject=subject, by=by, batch=batch)
            except ReportRefused as refusal:
                why = str(refusal)
            else:
                continue
        batch.left_out.append({"code": region.code, "region": region.name, "why": why})
    if not batch.builds.exists():
        first = batch.left_out[0]["why"] if batch.left_out else _("Rencana aksi ini tidak menyebut daerah.")
        raise ReportRefused(
            _("Tidak ada laporan daerah yang dapat disusun. %(why)s") % {"why": first[:1].upper() + first[1:]}
        )
    batch.save(update_fields=["left_out"])


def _subjects(batch: ReportBatch) -> Iterator[tuple[Region, Subject | None]]:
    """By plan, then by the region's code; None for a region of which nothing is published."""
    below = batch.plan.children.select_related("region").order_by("slug")
    for plan in (batch.plan, *below):
        period = _period_in(plan, batch.period)
        lacks_period = batch.period is not None and period is None
        for region, has_published in _regions(plan):
            if not has_published or lacks_period:
                yield region, None
            else:
                kind, language = ReportKind(batch.kind), ReportLanguage(batch.language)
                yield region, Subject(kind, plan, period, region=region, language=language)


def _period_in(plan: ActionPlan, period: ReportingPeriod | None) -> ReportingPeriod | None:
    """The same quarter in another plan."""
    if period is None or period.plan_id == plan.pk:
        return period
    return plan.periods.filter(code=period.code, year=period.year).first()


def _regions(plan: ActionPlan) -> list[tuple[Region, bool]]:
    """With whether any commitment there is published."""
    found: dict[Region, bool] = {}
    public = set(Commitment.objects.public().filter(plan=plan).values_list("pk", flat=True))
    for commitment in plan.commitments.select_related("region", "plan__region").order_by("pk"):
        region = commitment.region or commitment.plan.region
        if region is not None:
            found[region] = found.get(region, False) or commitment.pk in public
    return sorted(found.items(), key=lambda one: one[0].code)


def cancel_batch(*, batch: ReportBatch, by: User) -> int:
    """All of it that is not finished; how many. Raises PermissionDenied."""
    if not may_build_reports(by):
        raise PermissionDenied
    with transaction.atomic():
        unfinished = list(
            ReportBuild.objects.filter(batch=batch, state__in=UNFINISHED_STATES, is_cancelled=False)
        )
        for build in unfinished:
            cancel_report(build=build, by=by)
    return len(unfinished)
