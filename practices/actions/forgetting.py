"""What is deleted by itself: what nobody stood up for, and who it was once the matter is closed."""

from datetime import datetime, timedelta

from practices.enums import CopyState, SubmissionState
from practices.models import PracticeCopy, PracticeSubmission

UNCONFIRMED_KEPT = timedelta(days=30)
DRAFT_KEPT = timedelta(days=180)
SENDER_KEPT = timedelta(days=365)
_NOBODY = {"email": "", "sender": ""}


def forget_unconfirmed(now: datetime) -> int:
    """Drafts and reports whose link was never opened, and drafts that nobody touched for half a year."""
    drafts = PracticeSubmission.objects.filter(state=SubmissionState.DRAFT, submitted_at=None)
    unopened = drafts.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED_KEPT)
    left = drafts.filter(confirmed_at__isnull=False, saved_at__lt=now - DRAFT_KEPT)
    reports = PracticeCopy.objects.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED_KEPT)
    return sum(rows.delete()[0] for rows in (unopened, left, reports.filter(state=CopyState.WAITING)))


def forget_senders(now: datetime) -> int:
    """Name and address of who sent what was decided a year ago; the practice and the copy stay."""
    closed = (SubmissionState.PUBLISHED, SubmissionState.DECLINED)
    proposers = PracticeSubmission.objects.filter(state__in=closed, saved_at__lt=now - SENDER_KEPT)
    reporters = PracticeCopy.objects.exclude(state=CopyState.WAITING).filter(created_at__lt=now - SENDER_KEPT)
    return sum(rows.exclude(email="").update(**_NOBODY) for rows in (proposers, reporters))
