"""The reports of all regions of a plan, asked for at once."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.audit.actions import record
from renaksi.models import ActionPlan, ReportingPeriod
from reports.actions.filling import RegionPart, queue_filling, region_parts
from reports.actions.requesting import ReportRefused, cancel_report, refuse_kind_and_period
from reports.domain.outlines import subjects_for
from reports.enums import UNFINISHED_STATES, BatchState, ReportKind, ReportLanguage, SubjectKind
from reports.models import ReportBatch, ReportBuild
from reports.permissions import may_build_reports
from reports.subject import Subject


@transaction.atomic
def request_batch(
    *, plan: ActionPlan, kind: str, period: ReportingPeriod | None, language: str, by: User | None
) -> ReportBatch:
    """One report for each region of the plan and of the plans below it; the same order under way is joined.

    The reports are asked for in the background; a region that cannot have one is left out then, and
    `ReportBatch.left_out` says why. `by` is None for schedules. Raises PermissionDenied, ReportRefused.
    """
    if by is not None and not may_build_reports(by):
        raise PermissionDenied
    order = {"plan": plan, "kind": kind, "period": period, "language": language}
    _refuse_kind(Subject(ReportKind(kind), plan, period, language=ReportLanguage(language)))
    # Two orders at the same moment: the second waits here and then finds the first.
    ActionPlan.objects.select_for_update().get(pk=plan.pk)
    running = _under_way().filter(**order).first()
    if running is not None:
        return running
    parts = region_parts(plan)
    _refuse_empty(parts)
    batch = ReportBatch.objects.create(**order, requested_by=by, regions=len(parts))
    record(action="report_batch.requested", by=by, target=batch, data={"regions": len(parts)})
    queue_filling(batch)
    return batch


def _under_way() -> QuerySet[ReportBatch]:
    is_building = Exists(ReportBuild.objects.filter(batch=OuterRef("pk"), state__in=UNFINISHED_STATES))
    return ReportBatch.objects.filter(Q(state=BatchState.FILLING) | is_building)


def _refuse_kind(whole: Subject) -> None:
    if SubjectKind.REGION not in subjects_for(whole.kind):
        raise ReportRefused(
            _("“%(kind)s” tidak disusun per daerah: pilih jenis lain.") % {"kind": whole.kind.label}
        )
    refuse_kind_and_period(whole, timezone.localdate())


def _refuse_empty(parts: Collection[RegionPart]) -> None:
    if any(part.is_published for part in parts):
        return
    why = _("Belum ada komitmen yang terbit.") if parts else _("Rencana aksi ini tidak menyebut daerah.")
    raise ReportRefused(_("Tidak ada laporan daerah yang dapat disusun. %(why)s") % {"why": why})


def cancel_batch(*, batch: ReportBatch, by: User) -> int:
    """All of it that is not finished, and what is not even asked for; how many builds. Raises PermissionDenied."""
    if not may_build_reports(by):
        raise PermissionDenied
    # By itself: builds that end lock their own row before that of their order, here it would be the other way round.
    with transaction.atomic():
        filling = ReportBatch.objects.filter(pk=batch.pk, state=BatchState.FILLING)
        if filling.update(state=BatchState.CANCELLED):
            record(action="report_batch.cancelled", by=by, target=batch)
    with transaction.atomic():
        unfinished = list(
            ReportBuild.objects.filter(batch=batch, state__in=UNFINISHED_STATES, is_cancelled=False)
        )
        for build in unfinished:
            cancel_report(build=build, by=by)
    return len(unfinished)
