"""Which reports are asked for by themselves; that they are is `schedules`."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.audit.actions import record
from renaksi.models import ActionPlan
from reports.actions.requesting import ReportRefused
from reports.enums import PERIODIC_KINDS
from reports.models import ReportSchedule
from reports.permissions import may_build_reports


@transaction.atomic
def add_schedule(
    *, plan: ActionPlan, kind: str, language: str, for_each_region: bool, by: User
) -> ReportSchedule:
    """From the next period on: those whose verify-by is over are made by hand. Raises PermissionDenied, ReportRefused."""
    if not may_build_reports(by):
        raise PermissionDenied
    ActionPlan.objects.select_for_update().get(pk=plan.pk)
    if kind not in PERIODIC_KINDS or not plan.periods.exists():
        raise ReportRefused(_("Hanya laporan berperiode dari rencana yang dipantau yang dapat dijadwalkan."))
    same = {"plan": plan, "kind": kind, "language": language}
    if ReportSchedule.objects.filter(**same).exists():
        raise ReportRefused(_("Jadwal itu sudah ada: hidupkan atau matikan di daftar di bawah."))
    over = plan.periods.filter(verify_by__lt=timezone.localdate()).order_by("-ends_on").first()
    schedule = ReportSchedule.objects.create(**same, for_each_region=for_each_region, last_period=over)
    record(action="report_schedule.added", by=by, target=schedule)
    return schedule


@transaction.atomic
def switch_schedule(*, schedule: ReportSchedule, is_active: bool, by: User) -> bool:
    """False if it was so already. Raises PermissionDenied."""
    if not may_build_reports(by):
        raise PermissionDenied
    switched = ReportSchedule.objects.filter(pk=schedule.pk, is_active=not is_active).update(
        is_active=is_active
    )
    if switched:
        action = "report_schedule.switched_on" if is_active else "report_schedule.switched_off"
        record(action=action, by=by, target=schedule)
    return bool(switched)
