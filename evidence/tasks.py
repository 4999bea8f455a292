"""Background work on proofs; the record's state is the truth, the queue only a hint."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from evidence.actions.checking import check_received_file, queue_check
from evidence.actions.links import visit_link as visit_one_link
from evidence.actions.previewing import draw_preview, queue_preview, without_preview
from evidence.actions.publishing import publish_waiting
from evidence.actions.takedown import remove_files
from evidence.enums import EvidenceState
from evidence.models import Evidence
from evidence.queries.publication import waiting_for_publication
from foundation.jobs.leases import MOST_ATTEMPTS, expired
from foundation.jobs.queue import BACKGROUND


@task(backend=BACKGROUND)
def check_evidence(pk: int) -> None:
    check_received_file(pk=pk, now=timezone.now())


@task(backend=BACKGROUND)
def make_preview(pk: int) -> None:
    draw_preview(pk=pk, now=timezone.now())


@task(backend=BACKGROUND)
def visit_link(pk: int) -> None:
    visit_one_link(pk=pk, now=timezone.now())


def requeue_unchecked(now: datetime) -> int:
    """Quarantined files that nobody works on; one that failed too often waits for a person."""
    waiting = expired(Evidence.objects.filter(state=EvidenceState.QUARANTINED), now)
    found = list(waiting.filter(attempts__lt=MOST_ATTEMPTS).order_by("pk"))
    for evidence in found:
        queue_check(evidence)
    return len(found)


def requeue_without_preview(now: datetime) -> int:
    found = list(expired(without_preview(), now).filter(attempts__lt=MOST_ATTEMPTS).order_by("pk"))
    for evidence in found:
        queue_preview(evidence)
    return len(found)


def publish_left_behind(now: datetime) -> int:
    """What a review accepted and a worker read, and died before it was published."""
    return sum(publish_waiting(evidence=evidence, at=now) for evidence in waiting_for_publication())


def remove_leftovers(_now: datetime) -> int:
    """Bytes of what was taken down that a crash or a full disk left behind."""
    return remove_files()
