"""Writing down what somebody is to be told; `renaksi.notifications` decides when and whether it is mailed."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from institutions.models import Institution
from renaksi.enums import NoticeKind
from renaksi.models import Milestone, Notice, ProgressUpdate, ReportingPeriod


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
    """Once for each person and `key` ("verified:17"), in the transaction of the change; two queries at most."""
    Notice.objects.bulk_create(
        (
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
        ),
        ignore_conflicts=True,
    )
