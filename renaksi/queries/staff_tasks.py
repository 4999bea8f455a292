"""What waits for the secretariat's staff in the CMS."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from foundation.mail.models import MailState, OutgoingMail
from renaksi.enums import PeriodState
from renaksi.models import Commitment, ReportingPeriod
from renaksi.queries.holidays import missing_year
from renaksi.queries.workspace.ownerless import ownerless_items


@dataclass(frozen=True, slots=True)
class RoundTask:
    """`is_due` if a planned round should be open by now, or an open one is past its last day."""

    id: int
    name: str
    plan: str
    state: PeriodState
    opens_on: date
    closes_on: date
    is_due: bool


@dataclass(frozen=True, slots=True)
class StaffTasks:
    """`holidays_missing` is next year, if its holidays should be known by now and are not."""

    drafts: int
    changed: int
    ownerless: int
    parked_mails: int
    rounds: tuple[RoundTask, ...]
    holidays_missing: int | None


def staff_tasks(*, today: date) -> StaffTasks:
    commitments = Commitment.objects.filter(plan__country=settings.SITE_COUNTRY)
    return StaffTasks(
        drafts=commitments.filter(live=False).count(),
        changed=commitments.filter(live=True, has_unpublished_changes=True).count(),
        ownerless=len(ownerless_items(today=today)),
        parked_mails=OutgoingMail.objects.filter(state=MailState.PARKED).count(),
        rounds=tuple(_round(period, today) for period in _standing_rounds()),
        holidays_missing=missing_year(today),
    )


def _standing_rounds() -> list[ReportingPeriod]:
    periods = ReportingPeriod.objects.filter(plan__country=settings.SITE_COUNTRY).select_related("plan")
    return list(periods.exclude(state=PeriodState.CLOSED).order_by("opens_on", "plan__label"))


def _round(period: ReportingPeriod, today: date) -> RoundTask:
    planned = period.state == PeriodState.PLANNED
    return RoundTask(
        id=period.pk,
        name=str(period),
        plan=str(period.plan),
        state=PeriodState(period.state),
        opens_on=period.opens_on,
        closes_on=period.closes_on,
        is_due=today >= period.opens_on if planned else today > period.closes_on,
    )
