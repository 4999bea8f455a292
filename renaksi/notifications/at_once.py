"""What came back is mailed right away, to who wants it so; everything else waits for the digest."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from accounts.enums import MailChoice
from foundation.faults import fail_point
from foundation.mail.outbox import queue_mail
from renaksi.enums import NoticeKind, UpdateState
from renaksi.models import Notice
from renaksi.notifications.letters import Letter
from renaksi.notifications.readable import SHOWN, readable
from renaksi.notifications.return_mail import return_letter, with_reasons


def mail_returns(at: datetime) -> list[Letter]:
    """All that wait, the newest first. It runs after each return, and again with every sweep.

    A process that dies between the return and this loses nothing: the notice was written with the return.
    """
    waiting = Notice.objects.filter(
        kind=NoticeKind.RETURNED, settled_at=None, user__mail_choice=MailChoice.AT_ONCE, at__lte=at
    )
    found = list(
        waiting.select_related("user", *SHOWN).prefetch_related(*with_reasons("update__")).order_by("-pk")
    )
    # Not the language in which somebody reads the CMS.
    with translation.override(settings.LANGUAGE_CODE):
        letters = [_mail(notice, at) for notice in found]
    return [one for one in letters if one is not None]


def sweep_returns(now: datetime) -> int:
    return len(mail_returns(now))


@transaction.atomic
def _mail(notice: Notice, at: datetime) -> Letter | None:
    """None if somebody else did it, if they may not read it any more, or if it is mended already."""
    mine = Notice.objects.filter(pk=notice.pk)
    if not mine.filter(settled_at=None).update(settled_at=at):
        return None
    fail_point("notice.after_settled")
    update = notice.update
    if update is None or update.state != UpdateState.RETURNED or not readable(notice.user, [notice]):
        return None
    composed = return_letter(notice, update, at)
    mail = queue_mail(
        key=f"returned:{notice.pk}",
        kind="returned",
        recipient=composed.recipient,
        subject=composed.subject,
        text=composed.text,
        html=composed.html,
        at=at,
    )
    mine.update(mail=mail)
    return composed
