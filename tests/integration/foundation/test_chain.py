"""The chain over the log: sealed once, in order, by however many workers, after whatever crash."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from foundation.audit import sealing
from foundation.audit.actions import record
from foundation.audit.chain import GENESIS, LoggedFacts, link_hash
from foundation.audit.models import AppendOnlyError, AuditEntry, AuditHead, AuditSeal
from foundation.audit.sealing import ChainBroken, seal_entries, seal_left_behind
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def sealed_actions() -> list[str]:
    return list(AuditSeal.objects.values_list("entry__action", flat=True))


def chain_is_whole() -> bool:
    seals = list(AuditSeal.objects.order_by("sequence"))
    before = [GENESIS, *(seal.hash for seal in seals)]
    numbered = [seal.sequence for seal in seals] == list(range(1, len(seals) + 1))
    return numbered and [seal.previous_hash for seal in seals] == before[:-1]


def test_a_commit_seals_what_it_wrote_once(django_capture_on_commit_callbacks) -> None:
    target = UserFactory()
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        for action in ("a", "b", "c"):
            record(action=action, by=None, target=target)
    assert (len(callbacks), sealed_actions()) == (1, ["a", "b", "c"])
    assert chain_is_whole()


def test_the_head_is_the_last_seal(django_capture_on_commit_callbacks) -> None:
    for action in ("a", "b"):
        with django_capture_on_commit_callbacks(execute=True):
            record(action=action, by=None, target=UserFactory())
    assert str(AuditHead.objects.get()) == str(AuditSeal.objects.last())
    assert chain_is_whole()


def test_what_is_rolled_back_is_not_sealed(django_capture_on_commit_callbacks) -> None:
    """In a savepoint before, in the middle and after: the rest of the transaction keeps its seals."""
    target = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        for action in ("first", "lost", "second", "lost again", "third"):
            with transaction.atomic():
                record(action=action, by=None, target=target)
                transaction.set_rollback(action.startswith("lost"))
    assert sealed_actions() == ["first", "second", "third"]


def test_a_savepoint_that_is_rolled_back_first_does_not_take_the_seal_along(
    django_capture_on_commit_callbacks,
) -> None:
    target = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            record(action="lost", by=None, target=target)
            transaction.set_rollback(True)
        record(action="kept", by=None, target=target)
    assert sealed_actions() == ["kept"]


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_any_transaction_is_sealed_at_once() -> None:
    record(action="a", by=None, target=UserFactory())
    assert sealed_actions() == ["a"]


@pytest.mark.django_db(transaction=True)
def test_a_seal_that_fails_leaves_change_and_entry_to_the_sweep(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as broken, transaction.atomic():
        broken.setattr(sealing, "link_hash", lambda **_: 1 / 0)
        record(action="a", by=None, target=UserFactory())
    assert sealed_actions() == []
    assert "ZeroDivisionError" in caplog.text
    assert seal_left_behind(NOW) == 1
    assert sealed_actions() == ["a"]


def test_the_sweep_takes_up_what_a_crash_left_and_finds_nothing_the_second_time() -> None:
    for number in range(3):
        record(action=str(number), by=None, target=UserFactory())
    assert (seal_left_behind(NOW), seal_left_behind(NOW)) == (3, 0)
    assert sealed_actions() == ["0", "1", "2"]


def test_the_sweep_works_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 2)
    target = UserFactory()
    keys = [record(action=str(number), by=None, target=target).pk for number in range(5)]
    assert (seal_entries(keys[:3]), seal_left_behind(NOW)) == (3, 2)
    assert chain_is_whole()


def test_what_is_sealed_later_stands_later_whatever_its_key() -> None:
    """On PostgreSQL an entry with a smaller key may be committed after one with a bigger key."""
    target = UserFactory()
    early, late = (record(action=name, by=None, target=target) for name in ("early", "late"))
    seal_entries([late.pk])
    seal_entries([early.pk, late.pk])
    assert sealed_actions() == ["late", "early"]
    assert chain_is_whole()


def test_nothing_is_added_to_a_chain_without_its_head() -> None:
    record(action="a", by=None, target=UserFactory())
    seal_left_behind(NOW)
    AuditHead.objects.all().delete()
    record(action="b", by=None, target=UserFactory())
    with pytest.raises(ChainBroken):
        seal_left_behind(NOW)
    assert sealed_actions() == ["a"]


@pytest.mark.parametrize(
    "change",
    [
        lambda seal: seal.save(),
        lambda seal: seal.delete(),
        lambda _: AuditSeal.objects.update(hash="0" * 64),
        lambda _: AuditSeal.objects.all().delete(),
        lambda _: AuditSeal._base_manager.all().delete(),
        lambda seal: AuditSeal.objects.bulk_create([seal]),
    ],
)
def test_a_seal_cannot_be_changed_or_deleted(change) -> None:
    record(action="a", by=None, target=UserFactory())
    seal_left_behind(NOW)
    with pytest.raises(AppendOnlyError):
        change(AuditSeal.objects.get())
    assert chain_is_whole()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no such triggers here")
@pytest.mark.parametrize("table", ["foundation_auditentry", "foundation_auditseal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_itself_refuses_changes(table: str, statement: str) -> None:
    record(action="a", by=None, target=UserFactory())
    seal_left_behind(NOW)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        connection.cursor().execute(statement.format(table))
    assert chain_is_whole()


@pytest.mark.django_db(transaction=True)
def test_many_workers_seal_each_entry_once_into_one_chain() -> None:
    """Each commits its own entries while the others do, and a sweep runs in the middle."""
    workers, each = 4, 5
    start = Barrier(workers + 1)
    target = UserFactory()

    def write(name: int) -> None:
        start.wait()
        try:
            for number in range(each):
                with transaction.atomic():
                    record(action=f"{name}.{number}", by=None, target=target)
        finally:
            connection.close()

    def sweep() -> None:
        start.wait()
        try:
            for _ in range(each):
                seal_left_behind(NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers + 1) as pool:
        tasks = [pool.submit(write, name) for name in range(workers)] + [pool.submit(sweep)]
        for task in tasks:
            task.result()
    assert sorted(sealed_actions()) == sorted(
        f"{name}.{number}" for name in range(workers) for number in range(each)
    )
    assert chain_is_whole()
    assert AuditHead.objects.get().sequence == AuditEntry.objects.count() == workers * each


def test_the_hash_is_the_published_one() -> None:
    """Recomputed by hand, as somebody without this program would."""
    facts = LoggedFacts(7, NOW, "x.done", 3, "accounts.user", "9", {"b": 1, "a": "ñ"})
    canonical = (
        '{"action":"x.done","actor":3,"at":"2026-11-22T08:00:00.000000+00:00","data":{"a":"ñ","b":1},"entry":7,'
        '"previous":"' + GENESIS + '","sequence":1,"target":"9","target_type":"accounts.user"}'
    )
    expected = hashlib.sha256(canonical.encode()).hexdigest()
    assert link_hash(sequence=1, previous_hash=GENESIS, facts=facts) == expected
