"""Writing a mail into the outbox; `foundation.mail.sending` takes it from there."""

from datetime import datetime
from email.utils import make_msgid, parseaddr

from django.conf import settings

from foundation.jobs.queue import enqueue_after_commit
from foundation.mail.models import OutgoingMail
from foundation.mail.tasks import send_queued_mail


def queue_mail(
    *,
    key: str,
    kind: str,
    recipient: str,
    subject: str,
    text: str,
    html: str,
    at: datetime,
    reply_to: str = "",
) -> OutgoingMail:
    """Writes it in the transaction of the change that it tells of; the same key again is the same mail.

    `kind` is a code. The subject is one line: line breaks become spaces.
    """
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "message_id": make_msgid(domain=_domain()),
            "recipient": recipient,
            "reply_to": reply_to,
            "subject": " ".join(subject.split())[:255],
            "text": text,
            "html": html,
            "created_at": at,
            "next_try_at": at,
        },
    )
    if is_new:
        enqueue_after_commit(send_queued_mail, mail.pk)
    return mail


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
