"""Lists of reports: one line each, what waits for an approval, and the receipts of what was sent."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain.rights import Right
from accounts.models import User
from accounts.permissions import reach
from foundation.formats import moment
from renaksi.enums import UpdateState
from renaksi.models import ProgressUpdate
from renaksi.queries.wording import numbered, value_text
from renaksi.queries.workspace.queue_filters import LONG_WAIT_DAYS


@dataclass(frozen=True, slots=True)
class QueueLine:
    """`waiting` is the time since it was sent; `items` counts its evidence."""

    url: str
    milestone: str
    commitment: str
    plan: str
    is_sample: bool
    institution: str
    period: str
    claimed: str
    items: str
    sent: str
    waiting: str
    is_long: bool
    code: str
    word: str
    receipt: str


def waiting_for_approval(user: User) -> QuerySet[ProgressUpdate]:
    """Of the agencies whose approver the person is, and of the regions that they coordinate."""
    agency, region = _approved_by(user)
    waits = agency & Q(state=UpdateState.AWAITING_AGENCY) | region & Q(state=UpdateState.AWAITING_REGION)
    found = ProgressUpdate.objects.current().filter(waits)
    return for_lines(found).order_by("submitted_at", "pk")


def approved_elsewhere(user: User) -> QuerySet[ProgressUpdate]:
    """Reports that go past this person and do not wait for them: approved, sent back, or not sent yet."""
    agency, region = _approved_by(user)
    waits = waiting_for_approval(user).order_by().values("pk")
    return ProgressUpdate.objects.filter(agency | region).exclude(pk__in=waits)


def _approved_by(user: User) -> tuple[Q, Q]:
    agencies = reach(user, Right.APPROVE_FOR_AGENCY).institutions
    regions = reach(user, Right.APPROVE_FOR_REGION).regions
    return Q(institution__in=agencies), Q(institution__region__in=regions)


def for_lines(updates: QuerySet[ProgressUpdate]) -> QuerySet[ProgressUpdate]:
    """With all that `queue_line` needs."""
    return updates.select_related("institution", "period", "milestone__commitment__plan").annotate(
        item_count=Count("items")
    )


def queue_line(update: ProgressUpdate, *, today: date, url_name: str, query: str = "") -> QueueLine:
    """`query` is what its page needs to know of the list, for the way on and back."""
    milestone, commitment = update.milestone, update.milestone.commitment
    days = _days_since(update.submitted_at, today)
    return QueueLine(
        url=reverse(url_name, args=[update.pk]) + (f"?{query}" if query else ""),
        milestone=numbered(milestone),
        commitment=numbered(commitment),
        plan=commitment.plan.label,
        is_sample=commitment.plan.is_sample,
        institution=update.institution.name,
        period=str(update.period),
        claimed=value_text(milestone, update.realised, update.step),
        items=_items_text(update.item_count),  # type: ignore[attr-defined]  # annotated in `for_lines`
        sent=moment(update.submitted_at),
        waiting=_waiting_text(days),
        is_long=days > LONG_WAIT_DAYS,
        code=update.state,
        word=str(UpdateState(update.state).label),
        receipt=update.receipt,
    )


def _days_since(at: datetime | None, today: date) -> int:
    return (today - timezone.localdate(at)).days if at else 0


def _waiting_text(days: int) -> str:
    if days < 1:
        return _("hari ini")
    return ngettext("%(days)s hari", "%(days)s hari", days) % {"days": days}


def _items_text(count: int) -> str:
    if not count:
        return _("tanpa bukti")
    return ngettext("%(count)s bukti", "%(count)s bukti", count) % {"count": count}
