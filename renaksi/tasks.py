"""Background work on commitments; the marks in the database are the truth, the queue only a hint."""

from django.utils import timezone
from django_tasks import task

from foundation.jobs.queue import BACKGROUND
from renaksi.actions.standings import sweep_standings


@task(backend=BACKGROUND)
def refresh_waiting_standings() -> None:
    sweep_standings(timezone.now())
