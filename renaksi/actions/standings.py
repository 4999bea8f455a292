"""Keeps the standings right: what is marked or due is computed again, by the one source of figures.

Triggers mark a commitment in the transaction that changes something (`renaksi.triggers`). Whoever reads asks
for the few that wait; many are left to a job, and to the sweep every five minutes.
"""

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.core.cache import cache
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from foundation.jobs.queue import enqueue_after_commit
from renaksi.models import Commitment, CommitmentMark, CommitmentStanding
from renaksi.queries.standings import BATCH, commitments_of, standings_for, waiting_ids

# So many are computed while a reader waits: about half a second.
FEW = 300
# A job is queued once in that many seconds, however many readers find work waiting.
QUEUED_SECONDS = 60

_COMPUTED = [field.name for field in CommitmentStanding._meta.fields if not field.primary_key]

logger = logging.getLogger(__name__)


def bring_up_to_date(*, on: date) -> int:
    """Before anything is read from standings: computes what waits, or leaves it to a job if it is much.

    Returns how many still wait, at least: 0 means that every row is right.
    """
    waiting = waiting_ids(on=on, at_most=FEW + 1)
    if len(waiting) <= FEW:
        return 0 if _refreshed(waiting, on) else len(waiting)
    if cache.add("renaksi.standings.queued", True, QUEUED_SECONDS):
        enqueue_after_commit(import_string("renaksi.tasks.refresh_waiting_standings"))
    return len(waiting)


def _refreshed(commitment_ids: list[int], on: date) -> bool:
    """Reading must not fail because somebody writes for long: then the rows of before are shown."""
    try:
        refresh_standings(commitment_ids, on=on)
    except OperationalError:
        logger.warning("standings were not refreshed: the database is busy", exc_info=True)
        return False
    return True


def sweep_standings(now: datetime) -> int:
    on = timezone.localdate(now)
    return refresh_standings(waiting_ids(on=on), on=on)


def refresh_standings(commitment_ids: Iterable[int], *, on: date) -> int:
    ids = sorted(set(commitment_ids))
    for start in range(0, len(ids), BATCH):
        _refresh_batch(ids[start : start + BATCH], on)
    return len(ids)


@transaction.atomic
def _refresh_batch(ids: list[int], on: date) -> None:
    """One at a time for each row, and the marks go before the facts are read: what is marked later stays marked."""
    existing = Commitment.objects.filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)
    CommitmentStanding.objects.bulk_create(
        [CommitmentStanding(commitment_id=pk) for pk in existing], ignore_conflicts=True
    )
    rows = CommitmentStanding.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    locked = list(rows.values_list("pk", flat=True))
    CommitmentMark.objects.filter(commitment_id__in=ids).delete()
    CommitmentStanding.objects.bulk_create(
        standings_for(commitments_of(locked), on=on),
        update_conflicts=True,
        unique_fields=["commitment"],
        update_fields=_COMPUTED,
    )
