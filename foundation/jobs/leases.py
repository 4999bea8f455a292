"""Who works on a record right now: at most one worker, for a limited time.

`attempts` counts the tries since the work last went well. `lease_until` is also the proof of holding
the lease: each new lease ends later than the one it replaces, so a worker that was given up on
cannot release the lease of its successor.
"""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q, QuerySet

from foundation.jobs.models import LeaseModel

Leased = TypeVar("Leased", bound=LeaseModel)

# After that many tries that the machine is to blame for, a person has to look.
MOST_ATTEMPTS = 5


def take_lease(
    records: QuerySet[Leased] | type[Leased], pk: object, *, now: datetime, seconds: int
) -> Leased | None:
    """Hold the record for `seconds`; None if another worker does, or if it is not among `records`.

    Pass a queryset such as `Upload.objects.filter(state="quarantined")` and a job whose step is already
    done gets None. Safe against a second worker on SQLite and PostgreSQL alike.
    """
    if seconds <= 0:
        raise ValueError("a lease lasts at least one second")
    queryset = records if isinstance(records, QuerySet) else records._default_manager.all()
    row = queryset.model._base_manager.using(queryset.db).filter(pk=pk)
    with transaction.atomic(using=queryset.db):
        # The condition stands on the row itself, not on a joined subquery: PostgreSQL checks it again
        # after it has waited for another worker's update, so only one of two updates counts.
        if not row.filter(_free(now)).update(
            lease_until=now + timedelta(seconds=seconds), attempts=F("attempts") + 1
        ):
            return None
        leased = queryset.filter(pk=pk).first()
        if leased is None:
            transaction.set_rollback(True, using=queryset.db)
        return leased


def release(leased: LeaseModel, *, error: str = "", counts: bool = True) -> bool:
    """Give the lease back: after success without `error`, after a failed try with it.

    With `counts=False` the failed try is not added to `attempts`: something else is down, not the record's fault.
    False if the lease had run out and another worker took over: then what this worker found must not be
    stored. Call it in the transaction that stores the result.
    """
    held = type(leased)._base_manager.filter(pk=leased.pk, lease_until=leased.lease_until)
    outcome: dict[str, str | int] = {"last_error": error} if error else {"last_error": "", "attempts": 0}
    if error and not counts:
        outcome["attempts"] = leased.attempts - 1
    if leased.lease_until is None or not held.update(lease_until=None, **outcome):
        return False
    leased.lease_until = None
    for field, value in outcome.items():
        setattr(leased, field, value)
    return True


def extend(leased: LeaseModel, until: datetime, **values: object) -> bool:
    """Hold the record longer while the work goes on, and write `values` (fields) into it by the way.

    False if another worker took over. A lease never becomes shorter.
    """
    held = type(leased)._base_manager.filter(pk=leased.pk, lease_until=leased.lease_until)
    if leased.lease_until is None:
        return False
    until = max(until, leased.lease_until)
    if not held.update(lease_until=until, **values):
        return False
    leased.lease_until = until
    return True


def expired(queryset: QuerySet[Leased], now: datetime) -> QuerySet[Leased]:
    """Those that nobody works on: never leased, released, or left behind by a dead worker."""
    return queryset.filter(_free(now))


def _free(now: datetime) -> Q:
    return Q(lease_until__isnull=True) | Q(lease_until__lte=now)
