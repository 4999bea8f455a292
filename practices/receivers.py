"""What Wagtail's workflow tells us: a step was refused with a comment, a page was published."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import TaskState
from wagtail.signals import page_published, task_rejected

from practices.actions.submissions import mark_published, return_submission
from practices.enums import SubmissionState
from practices.models import PracticePage, PracticeSubmission


@receiver(task_rejected)
def _return_to_proposer(instance: TaskState, user: Any = None, **_facts: Any) -> None:
    waiting = PracticeSubmission.objects.filter(state=SubmissionState.SUBMITTED)
    submission = waiting.filter(page_id=instance.workflow_state.object_id).first()
    if submission is not None:
        return_submission(submission=submission, reason=instance.comment, by=user, at=timezone.now())


@receiver(page_published, sender=PracticePage)
def _tell_proposer(instance: PracticePage, **_facts: Any) -> None:
    submission = PracticeSubmission.objects.filter(page_id=instance.pk).first()
    if submission is not None:
        by = get_active_log_context().user
        mark_published(submission=submission, page=instance, by=by, at=timezone.now())
