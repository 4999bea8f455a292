"""The submission that a link opens."""

from accounts.actions.links import fingerprint
from practices.models import PracticeSubmission


def submission_by_secret(secret: str) -> PracticeSubmission | None:
    submissions = PracticeSubmission.objects.select_related("page")
    return submissions.filter(secret_digest=fingerprint(secret)).first()
