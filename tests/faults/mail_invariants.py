"""What must be true of notices and mails whatever was killed and whenever."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from foundation.mail.models import MailState, OutgoingMail
from renaksi.enums import NoticeKind, UpdateState
from renaksi.models import Notice, ProgressUpdate

_MESSAGE_ID = re.compile(r"^Message-ID: (<.+>)$", re.MULTILINE)


def mails_at_once() -> Iterator[str]:
    arrived = _arrived()
    for mail in OutgoingMail.objects.filter(state=MailState.SENT):
        if mail.message_id not in arrived:
            yield f"lost: {mail.key} is called sent, but never arrived"
    unknown = set(arrived) - set(OutgoingMail.objects.values_list("message_id", flat=True))
    for message_id in unknown:
        yield f"a mail arrived that stands in no row: {message_id}"
    for message_id, count in arrived.items():
        # One kill, one more try: the server had taken it and the row did not know.
        if count > 2:
            yield f"doubled: {count} times {message_id}"
    yield from _returns_are_told()


def mails_after_repair() -> Iterator[str]:
    for mail in OutgoingMail.objects.exclude(state=MailState.SENT):
        yield f"still in the outbox after the sweep and the worker: {mail.key} is {mail.state}"
    for notice in Notice.objects.filter(kind=NoticeKind.RETURNED, mail=None):
        yield f"never mailed: {notice.key}"


def _arrived() -> Counter[str]:
    """By Message-ID: two copies of one mail are two, but a mail box shows them as one."""
    folder = Path(settings.EMAIL_FILE_PATH)
    texts = (path.read_text() for path in folder.glob("*.log")) if folder.is_dir() else ()
    return Counter(one for text in texts for one in _MESSAGE_ID.findall(text))


def _returns_are_told() -> Iterator[str]:
    for update in ProgressUpdate.objects.all():
        told = Notice.objects.filter(update=update, kind=NoticeKind.RETURNED).count()
        if told != (update.state == UpdateState.RETURNED):
            yield f"half transition: update {update.state}, and {told} notices that it came back"
    keys = Counter(Notice.objects.filter(mail__isnull=False).values_list("mail", flat=True))
    for mail, count in keys.items():
        if count > 1:
            yield f"doubled: mail {mail} tells {count} returns"
