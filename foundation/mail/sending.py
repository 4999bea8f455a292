"""From the outbox to the mail server: at least once, one worker at a time, the same Message-ID with every try.

Nobody can know whether a server that dies before it answers has taken a mail. Then it is sent again; its
Message-ID is the same, by which mail boxes tell that they have it already.
"""

import logging
from datetime import datetime, timedelta
from email.errors import MessageError
from enum import Enum, auto
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet

from foundation.faults import fail_point
from foundation.jobs.leases import MOST_ATTEMPTS, expired, release, take_lease
from foundation.mail.models import MailState, OutgoingMail

logger = logging.getLogger(__name__)

LEASE_SECONDS = 120
SHORTEST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
KEPT = timedelta(days=90)
_ABOUT_US = (SMTPConnectError, SMTPHeloError, SMTPAuthenticationError, SMTPSenderRefused)


class Outcome(Enum):
    """Of one try. `SERVER_DOWN`: the server gave no answer, so it will take nothing else now either."""

    SENT = auto()
    NOT_OURS = auto()
    PUT_OFF = auto()
    PARKED = auto()
    SERVER_DOWN = auto()


def send_mail(*, pk: int, now: datetime) -> Outcome:
    """`NOT_OURS` for a mail that another worker has, that is sent already or whose time has not come."""
    mail = take_lease(_due(now), pk, now=now, seconds=LEASE_SECONDS)
    if mail is None:
        return Outcome.NOT_OURS
    fail_point("mail.after_lease")
    try:
        _message(mail).send()
    except (ValueError, MessageError) as error:
        # No address, or what reads like a second line in a header: no server would ever take it.
        return _park(mail, str(error))
    except OSError as error:
        return _park(mail, _in_words(error)) if _is_permanent(error) else _put_off(mail, error, now)
    fail_point("mail.after_sending")
    return _keep_as_sent(mail, now)


def send_waiting(now: datetime) -> int:
    """All that wait and that nobody works on, the oldest first; tells how many the server took.

    What killed its worker too often is parked. Once the server does not answer the rest is not tried.
    """
    _park_what_kills(now)
    sent = 0
    for pk in list(expired(_due(now), now).order_by("created_at", "pk").values_list("pk", flat=True)):
        outcome = send_mail(pk=pk, now=now)
        sent += outcome == Outcome.SENT
        if outcome == Outcome.SERVER_DOWN:
            break
    return sent


def forget_sent(now: datetime) -> int:
    """Rows of mails that were sent long ago; their text went when they were sent."""
    deleted, _by_model = OutgoingMail.objects.filter(state=MailState.SENT, sent_at__lt=now - KEPT).delete()
    return deleted


def _due(now: datetime) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(state=MailState.QUEUED, next_try_at__lte=now)


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    if not mail.recipient:
        raise ValueError("there is no address")
    # Auto-Submitted (RFC 3834): nobody's absence note is to answer.
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    reply_to = [mail.reply_to] if mail.reply_to else None
    message = EmailMultiAlternatives(
        mail.subject, mail.text, to=[mail.recipient], headers=headers, reply_to=reply_to
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _keep_as_sent(mail: OutgoingMail, now: datetime) -> Outcome:
    """What was sent is not kept: it may hold a secret, and the person has it."""
    with transaction.atomic():
        if not release(mail):
            return Outcome.NOT_OURS
        OutgoingMail.objects.filter(pk=mail.pk).update(
            state=MailState.SENT, sent_at=now, text="", html="", reply_to=""
        )
        fail_point("mail.after_row")
    return Outcome.SENT


def _put_off(mail: OutgoingMail, error: OSError, now: datetime) -> Outcome:
    logger.warning("a mail was not taken and waits: %s", type(error).__name__)
    # The older it is, the longer it waits: a server that is down for a day is not asked a thousand times.
    wait = min(max((now - mail.created_at) / 2, SHORTEST_WAIT), LONGEST_WAIT)
    with transaction.atomic():
        if release(mail, error=_in_words(error), counts=False):
            OutgoingMail.objects.filter(pk=mail.pk).update(next_try_at=now + wait)
    return Outcome.PUT_OFF if _codes(error) and not isinstance(error, _ABOUT_US) else Outcome.SERVER_DOWN


def _is_permanent(error: OSError) -> bool:
    """What the server said of this mail for good (RFC 5321: 5xx), rather than of itself or of the hour."""
    # Greeting, sign-in and sender are the same for every mail: their refusal is our settings' fault.
    if isinstance(error, _ABOUT_US):
        return False
    codes = _codes(error)
    return bool(codes) and all(500 <= code < 600 for code in codes)


def _in_words(error: OSError) -> str:
    """What the server answered, as people read it."""
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(_answer(code, said) for code, said in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return str(error)


def _answer(code: int, said: bytes | str) -> str:
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"


def _codes(error: OSError) -> list[int]:
    if isinstance(error, SMTPRecipientsRefused):
        return [code for code, _said in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, SMTPResponseException) else []


def _park(mail: OutgoingMail, why: str) -> Outcome:
    with transaction.atomic():
        if release(mail, error=why):
            OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.PARKED)
    return Outcome.PARKED


def _park_what_kills(now: datetime) -> None:
    for mail in expired(_due(now), now).filter(attempts__gte=MOST_ATTEMPTS):
        logger.error("mail %s killed its worker too often and is parked", mail.pk)
        OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts).update(
            state=MailState.PARKED, last_error="its worker died each time"
        )
