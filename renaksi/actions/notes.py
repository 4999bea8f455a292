"""What an independent monitor remarks on a commitment, beside the ratings of OGP's assessors."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from foundation.audit.actions import record
from renaksi.actions.refusals import refuse_if
from renaksi.actions.steps import require
from renaksi.domain.update_flow import Problem
from renaksi.models import Commitment, IndependentNote
from renaksi.permissions import may_note


@transaction.atomic
def add_note(*, commitment: Commitment, text: str, by: User, at: datetime) -> IndependentNote:
    """Public at once, with the monitor's name. Raises Refused for a blank text."""
    require(may_note(by, commitment.plan))
    refuse_if(Problem("remark_missing", "text") if not text.strip() else None)
    note = IndependentNote.objects.create(
        commitment=commitment, monitor=by, text=text.strip(), noted_on=timezone.localdate(at)
    )
    record(action="commitment.noted", by=by, target=commitment, data={"note": note.pk})
    return note
