"""What came by letter or message: the secretariat types it in, with the letter as evidence."""

from datetime import date, datetime

from django.core.files.base import File
from django.utils import timezone

from accounts.models import User
from evidence.actions.receiving import receive_file
from evidence.enums import Visibility
from renaksi.actions.refusals import Refused, refuse_if
from renaksi.actions.steps import require
from renaksi.actions.updates import start_update
from renaksi.domain.update_flow import Problem
from renaksi.models import Milestone, ProgressUpdate, ReportingPeriod
from renaksi.permissions import may_write_on_behalf
from renaksi.queries.guards import beginning_problems, window_for


def start_on_behalf(
    *,
    milestone: Milestone,
    period: ReportingPeriod,
    letter: File,
    title: str,
    dated: date | None,
    by: User,
    at: datetime,
    idempotency_key: str = "",
) -> ProgressUpdate:
    """Receive the letter, never in public, then begin the draft that names it as its source.

    What the institution began itself is not touched. Not inside a transaction: bytes are slow.
    Raises UploadRefused, Refused.
    """
    require(may_write_on_behalf(by))
    known = ProgressUpdate.objects.current().filter(milestone=milestone, period=period).first()
    if known is not None:
        return _typed_in(known)
    owner = milestone.owner
    if owner is None:
        raise Refused([Problem("milestone_without_owner")])
    refuse_if(*beginning_problems(milestone, period, owner, timezone.localdate(at)))
    source = receive_file(
        file=letter,
        title=title,
        institution=owner,
        by=by,
        at=at,
        idempotency_key=f"atas-nama-{milestone.pk}-{period.pk}-{idempotency_key}" if idempotency_key else "",
        deadline_on=window_for(period, owner.pk).last_day,
        document_date=dated,
        visibility=Visibility.INTERNAL,
    )
    # The institution may have begun while the letter came.
    return _typed_in(start_update(milestone=milestone, period=period, by=by, at=at, on_behalf_source=source))


def _typed_in(update: ProgressUpdate) -> ProgressUpdate:
    refuse_if(Problem("draft_of_institution") if update.on_behalf_source_id is None else None)
    return update
