"""Lists of reports: what waits for a verdict, for an approval, and the receipts of what was sent."""

from collections.abc import Mapping
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
from renaksi.permissions import plans_verified_by, reporting_institutions
from renaksi.queries.wording import numbered
from renaksi.queries.workspace.update import value_text


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


LONG_WAIT_DAYS = 14


def waiting_for_verdict(user: User, filters: Mapping[str, int | None]) -> QuerySet[ProgressUpdate]:
    """Of the plans that the person verifies, the longest waiting first.

    `filters` may hold ids of `plan`, `institution`, `period`.
    """
    found = ProgressUpdate.objects.waiting_for_verdict().filter(
        milestone__commitment__plan__in=plans_verified_by(user)
    )
    places = {
        "plan": "milestone__commitment__plan",
        "institution": "institution",
        "period": "period",
    }
    chosen = {places[name]: value for name, value in filters.items() if value}
    return _for_lines(found.filter(**chosen)).order_by("submitted_at", "pk")


def waiting_for_approval(user: User) -> QuerySet[ProgressUpdate]:
    """Of the agencies whose approver the person is, and of the regions that they coordinate."""
    agencies = reach(user, Right.APPROVE_FOR_AGENCY).institutions
    regions = reach(user, Right.APPROVE_FOR_REGION).regions
    agency = Q(state=UpdateState.AWAITING_AGENCY, institution__in=agencies)
    region = Q(state=UpdateState.AWAITING_REGION, institution__region__in=regions)
    found = ProgressUpdate.objects.current().filter(agency | region)
    return _for_lines(found).order_by("submitted_at", "pk")


def receipts_of(user: User) -> QuerySet[ProgressUpdate]:
    """Everything that the person's institutions ever sent, newest first."""
    sent = ProgressUpdate.objects.filter(institution__in=reporting_institutions(user)).exclude(receipt="")
    return _for_lines(sent).order_by("-submitted_at", "-pk")


def _for_lines(updates: QuerySet[ProgressUpdate]) -> QuerySet[ProgressUpdate]:
    return updates.select_related("institution", "period", "milestone__commitment__plan").annotate(
        item_count=Count("items")
    )


def queue_line(update: ProgressUpdate, *, today: date, url_name: str) -> QueueLine:
    milestone, commitment = update.milestone, update.milestone.commitment
    days = _days_since(update.submitted_at, today)
    return QueueLine(
        url=reverse(url_name, args=[update.pk]),
        milestone=numbered(milestone),
        commitment=numbered(commitment),
        plan=commitment.plan.label,
        is_sample=commitment.plan.is_sample,
        institution=update.institution.name,
        period=str(update.period),
        claimed=value_text(milestone, update.realised, update.step),
        items=_items_text(update.item_count),  # type: ignore[attr-defined]  # annotated in `_for_lines`
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
