"""What the secretariat does with a mail that could not be sent: try it again, or let it go."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from foundation.audit.actions import record
from foundation.jobs.queue import enqueue_after_commit
from foundation.mail.models import MailState, OutgoingMail
from foundation.mail.tasks import send_queued_mail
from renaksi.actions.refusals import refuse_if
from renaksi.actions.steps import require
from renaksi.domain.update_flow import Problem
from renaksi.permissions import may_decide


@transaction.atomic
def retry_mail(*, mail: OutgoingMail, by: User, at: datetime) -> OutgoingMail:
    """A parked mail waits for the server again, and one that waits is tried at once. Raises Refused."""
    found = _standing(mail, by)
    found.state = MailState.QUEUED
    found.next_try_at = at
    found.attempts = 0
    found.save(update_fields=["state", "next_try_at", "attempts"])
    record(action="mail.retried", by=by, target=found)
    enqueue_after_commit(send_queued_mail, found.pk)
    return found


@transaction.atomic
def discard_mail(*, mail: OutgoingMail, by: User) -> None:
    """Nobody gets it any more; what it told still stands in the workspace of the person. Raises Refused."""
    found = _standing(mail, by)
    record(action="mail.discarded", by=by, target=found, data={"kind": found.kind})
    found.delete()


def _standing(mail: OutgoingMail, by: User) -> OutgoingMail:
    require(may_decide(by))
    found = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    refuse_if(Problem("mail_already_sent") if found.state == MailState.SENT else None)
    return found
