"""How much of the gallery waits for an editor."""

from dataclasses import dataclass

from practices.enums import CopyState, SubmissionState
from practices.models import PracticeCopy, PracticeSubmission


@dataclass(frozen=True, slots=True)
class Waiting:
    submissions: int
    copies: int


def waiting() -> Waiting:
    copies = PracticeCopy.objects.filter(state=CopyState.WAITING, confirmed_at__isnull=False)
    return Waiting(
        submissions=PracticeSubmission.objects.filter(state=SubmissionState.SUBMITTED).count(),
        copies=copies.count(),
    )
