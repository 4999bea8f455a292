"""Writing down what somebody is to be told; `renaksi.notifications` decides when and whether it is mailed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from institutions.models import Institution
from renaksi.enums import NoticeKind
from renaksi.models import Milestone, Notice, ProgressUpdate, ReportingPeriod
from renaksi.notifications.at_once import mail_returns

ROWS_AT_ONCE = 500


def tell(
    people: Iterable[User],
    kind: NoticeKind,
    *,
    key: str,
    at: datetime,
    update: ProgressUpdate | None = None,
    milestone: Milestone | None = None,
    period: ReportingPeriod | None = None,
    institution: Institution | None = None,
    days: int | None = None,
) -> None:
    """Once for each person and `key` ("verified:17"), in the transaction of the change; two queries at most.

    What came back is mailed right after the commit, to who wants it so.
    """
    write_down(
        Notice(
            user=person,
            kind=kind,
            key=key,
            update=update,
            milestone=milestone,
            period=period,
            institution=institution,
            days=days,
            at=at,
        )
        for person in people
    )
    if kind == NoticeKind.RETURNED:
        transaction.on_commit(lambda: mail_returns(at), robust=True)


def write_down(notices: Iterable[Notice]) -> None:
    """What somebody was told already is left as it is."""
    Notice.objects.bulk_create(notices, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
