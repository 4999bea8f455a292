"""The secretariat plans reporting rounds and says who verifies or monitors which plan."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import has_role
from foundation.audit import actions as audit
from renaksi.actions.steps import require
from renaksi.domain.periods import Window, quarter_bounds
from renaksi.enums import GrantKind, PeriodCode
from renaksi.models import ActionPlan, PlanGrant, ReportingPeriod
from renaksi.permissions import ROLE_GRANTED, may_decide


@transaction.atomic
def plan_period(
    *, plan: ActionPlan, code: PeriodCode, year: int, window: Window, by: User
) -> ReportingPeriod:
    """A round of reporting, planned and not yet open. Raises ValidationError if the plan has it already."""
    require(may_decide(by))
    period = period_of(plan, code, year, window)
    period.full_clean()
    period.save()
    audit.record(action="period.planned", by=by, target=period, data={"plan": plan.slug})
    return period


def period_of(plan: ActionPlan, code: PeriodCode, year: int, window: Window) -> ReportingPeriod:
    """Planned, and not saved."""
    quarter = quarter_bounds(code, year)
    return ReportingPeriod(
        plan=plan,
        code=code,
        year=year,
        starts_on=quarter.first_day,
        ends_on=quarter.last_day,
        opens_on=window.opens,
        closes_on=window.closes,
        verify_by=window.verify_by,
    )


@transaction.atomic
def move_window(*, period: ReportingPeriod, window: Window, by: User) -> ReportingPeriod:
    """Other days for everybody; more time for one institution is `extend_period`."""
    require(may_decide(by))
    row = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    before = [row.opens_on, row.closes_on, row.verify_by]
    row.opens_on, row.closes_on, row.verify_by = window.opens, window.closes, window.verify_by
    row.full_clean()
    row.save(update_fields=["opens_on", "closes_on", "verify_by"])
    data = {"from": before, "to": [window.opens, window.closes, window.verify_by]}
    audit.record(action="period.window_moved", by=by, target=row, data=data)
    return row


@transaction.atomic
def grant_plan(*, user: User, plan: ActionPlan, kind: GrantKind, by: User) -> PlanGrant:
    """Lets a verifier or monitor work on one plan. Raises ValidationError for who lacks the role."""
    require(may_decide(by))
    if not has_role(user, ROLE_GRANTED[kind]):
        message = _("%(user)s belum berperan %(role)s; berikan perannya dulu.")
        raise ValidationError(message % {"user": user, "role": ROLE_GRANTED[kind].label})
    grant, is_new = PlanGrant.objects.get_or_create(user=user, plan=plan, kind=kind)
    if is_new:
        audit.record(action="plan.granted", by=by, target=plan, data={"user": user.pk, "kind": kind})
    return grant


@transaction.atomic
def revoke_plan(*, grant: PlanGrant, by: User) -> None:
    require(may_decide(by))
    data = {"user": grant.user_id, "kind": grant.kind}
    audit.record(action="plan.grant_revoked", by=by, target=grant.plan, data=data)
    grant.delete()
