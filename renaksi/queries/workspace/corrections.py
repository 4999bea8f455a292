"""Corrections that somebody began and nobody sent: they have no window, so that no list of a period shows them."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from renaksi.enums import EDITABLE_STATES, UpdateState
from renaksi.models import ProgressUpdate
from renaksi.permissions import updates_reported_by
from renaksi.queries.wording import numbered


@dataclass(frozen=True, slots=True)
class OpenCorrection:
    milestone: str
    period: str
    institution: str
    is_sample: bool
    reason: str
    url: str
    code: str
    word: str


def open_corrections(user: User) -> tuple[OpenCorrection, ...]:
    """That the person may go on with, the oldest first; one query."""
    found = (
        ProgressUpdate.objects.current()
        .filter(pk__in=updates_reported_by(user), corrects__isnull=False, state__in=EDITABLE_STATES)
        .select_related("milestone__commitment__plan", "period", "institution")
        .order_by("created_at", "pk")
    )
    return tuple(map(_open_correction, found))


def _open_correction(update: ProgressUpdate) -> OpenCorrection:
    return OpenCorrection(
        milestone=numbered(update.milestone),
        period=str(update.period),
        institution=update.institution.name,
        is_sample=update.milestone.commitment.plan.is_sample,
        reason=update.correction_reason,
        url=reverse("workspace:report", args=[update.period_id, update.milestone_id]),
        code=update.state,
        word=str(UpdateState(update.state).label),
    )
