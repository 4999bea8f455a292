from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from foundation.jobs.leases import expired, extend, release, take_lease
from tests.integration.foundation.leased import Parcel

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=60)


def stored(parcel: Parcel) -> tuple[datetime | None, int, str]:
    fresh = Parcel.objects.get(pk=parcel.pk)
    return fresh.lease_until, fresh.attempts, fresh.last_error


def test_a_free_record_is_leased_for_the_time_asked(parcel: Parcel) -> None:
    leased = take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    assert leased == parcel
    assert (leased.lease_until, leased.attempts) == (LATER, 1)
    assert stored(parcel) == (LATER, 1, "")


def test_a_leased_record_is_not_leased_again(parcel: Parcel) -> None:
    take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    assert take_lease(Parcel, parcel.pk, now=LATER - timedelta(microseconds=1), seconds=60) is None
    assert stored(parcel) == (LATER, 1, "")


def test_what_a_dead_worker_left_is_leased_again_when_its_time_is_over(parcel: Parcel) -> None:
    take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    second = take_lease(Parcel, parcel.pk, now=LATER, seconds=60)
    assert (second.lease_until, second.attempts) == (LATER + timedelta(seconds=60), 2)


def test_a_record_that_does_not_exist_is_not_leased(parcel: Parcel) -> None:
    assert take_lease(Parcel, parcel.pk + 1, now=NOW, seconds=60) is None


def test_a_record_whose_work_is_done_is_not_leased(parcel: Parcel) -> None:
    Parcel.objects.update(state="done")
    waiting = Parcel.objects.filter(state="waiting")
    assert take_lease(waiting, parcel.pk, now=NOW, seconds=60) is None
    assert stored(parcel) == (None, 0, "")


def test_a_record_that_is_not_among_those_asked_for_leaves_the_callers_transaction_whole(
    parcel: Parcel,
) -> None:
    with transaction.atomic():
        Parcel.objects.update(state="done")
        assert take_lease(Parcel.objects.filter(state="waiting"), parcel.pk, now=NOW, seconds=60) is None
    assert Parcel.objects.get(pk=parcel.pk).state == "done"


def test_the_condition_may_stand_on_another_record(parcel: Parcel) -> None:
    in_open_boxes = Parcel.objects.filter(box__is_open=True)
    assert take_lease(in_open_boxes, parcel.pk, now=NOW, seconds=60) == parcel
    assert take_lease(in_open_boxes, parcel.pk, now=NOW, seconds=60) is None


@pytest.mark.parametrize("seconds", [0, -1])
def test_a_lease_lasts(parcel: Parcel, seconds: int) -> None:
    with pytest.raises(ValueError, match="at least one second"):
        take_lease(Parcel, parcel.pk, now=NOW, seconds=seconds)


def test_release_after_success_forgets_the_tries(parcel: Parcel) -> None:
    release(take_lease(Parcel, parcel.pk, now=NOW, seconds=60), error="scanner is down")
    leased = take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    assert release(leased) is True
    assert (leased.lease_until, leased.attempts, leased.last_error) == (None, 0, "")
    assert stored(parcel) == (None, 0, "")


def test_release_after_a_failed_try_keeps_count_and_reason(parcel: Parcel) -> None:
    leased = take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    assert release(leased, error="scanner is down") is True
    assert (leased.attempts, stored(parcel)) == (1, (None, 1, "scanner is down"))


def test_who_was_given_up_on_cannot_release_the_lease_of_the_successor(parcel: Parcel) -> None:
    first = take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    take_lease(Parcel, parcel.pk, now=LATER, seconds=60)
    assert release(first) is False
    assert stored(parcel) == (LATER + timedelta(seconds=60), 2, "")


def test_release_of_what_is_not_held(parcel: Parcel) -> None:
    assert release(parcel, error="x") is False
    assert stored(parcel) == (None, 0, "")


def test_release_leaves_other_fields_alone(parcel: Parcel) -> None:
    leased = take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    Parcel.objects.update(state="done")
    release(leased)
    assert Parcel.objects.get(pk=parcel.pk).state == "done"


@pytest.mark.parametrize(
    ("lease_until", "found"),
    [(None, True), (NOW - timedelta(seconds=1), True), (NOW, True), (NOW + timedelta(seconds=1), False)],
)
def test_expired(parcel: Parcel, lease_until: datetime | None, found: bool) -> None:
    Parcel.objects.update(lease_until=lease_until)
    assert expired(Parcel.objects.filter(state="waiting"), NOW).exists() is found


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_the_lease(parcel: Parcel) -> None:
    workers = 6
    start = Barrier(workers)

    def work() -> bool:
        start.wait()
        try:
            waiting = Parcel.objects.filter(state="waiting", box__is_open=True)
            return take_lease(waiting, parcel.pk, now=NOW, seconds=60) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        got = [future.result() for future in [pool.submit(work) for _ in range(workers)]]
    assert sum(got) == 1
    assert stored(parcel) == (LATER, 1, "")


def test_a_try_that_could_not_begin_is_not_counted(parcel: Parcel) -> None:
    take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    release(take_lease(Parcel, parcel.pk, now=LATER, seconds=60), error="scanner_down", counts=False)
    assert stored(parcel) == (None, 1, "scanner_down")


def test_who_holds_a_lease_makes_it_longer_and_writes_by_the_way(parcel: Parcel) -> None:
    leased = take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    later = LATER + timedelta(seconds=30)
    assert extend(leased, later, state="half done")
    assert (leased.lease_until, stored(parcel), Parcel.objects.get().state) == (
        later,
        (later, 1, ""),
        "half done",
    )
    assert take_lease(Parcel, parcel.pk, now=LATER, seconds=60) is None
    assert release(leased)


def test_a_lease_never_becomes_shorter(parcel: Parcel) -> None:
    leased = take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    assert extend(leased, NOW)
    assert stored(parcel) == (LATER, 1, "")


def test_who_was_given_up_on_makes_nothing_longer(parcel: Parcel) -> None:
    first = take_lease(Parcel, parcel.pk, now=NOW, seconds=60)
    second = take_lease(Parcel, parcel.pk, now=LATER, seconds=60)
    assert not extend(first, LATER + timedelta(days=1), state="half done")
    assert (stored(parcel)[0], Parcel.objects.get().state) == (second.lease_until, "waiting")
    release(second)
    assert not extend(second, LATER + timedelta(days=1))
