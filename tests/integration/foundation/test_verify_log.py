# ruff: noqa: S608 - the tables are constants of this module
"""Whoever tampers with the log past the application is named at the first link that does not hold."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.audit import verification
from foundation.audit.actions import record
from foundation.audit.chain import GENESIS
from foundation.audit.models import AuditEntry, AuditHead, AuditSeal
from foundation.audit.sealing import seal_left_behind
from foundation.audit.verification import Breach, Fault, Link, Verdict, verify_chain
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

LENGTH = 6
ENTRY, SEAL, HEAD = "foundation_auditentry", "foundation_auditseal", "foundation_audithead"


@pytest.fixture
def chain() -> list[int]:
    """Keys of the entries, in the order of the chain."""
    return write_chain(LENGTH)


def write_chain(length: int) -> list[int]:
    actor, target = UserFactory(), UserFactory()
    keys = [
        record(action=f"step.{number}", by=actor, target=target, data={"n": number}).pk
        for number in range(length)
    ]
    seal_left_behind(timezone.now())
    return keys


@contextmanager
def past_the_guards() -> Iterator[Callable[..., None]]:
    """Raw SQL of somebody who owns the database: keys and triggers do not hold them up."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Once more, for what the transaction of the test itself has deferred.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        yield lambda statement, *values: cursor.execute(statement, values)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture(autouse=True)
def _rolled_back(db: None) -> Iterator[None]:
    """Before the database's own check at the end of a test finds what was torn apart."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tamper(statement: str, *values: object) -> None:
    with past_the_guards() as run:
        run(statement, *values)


def verdict(expected: Link | None = None) -> Verdict:
    return verify_chain(now=timezone.now(), expected=expected)


def breach(expected: Link | None = None) -> Breach | None:
    return verdict(expected).breach


def printed(**options: object) -> str:
    out = io.StringIO()
    call_command("verify_log", stdout=out, stderr=out, **options)
    return out.getvalue()


def test_an_empty_log_holds() -> None:
    assert verdict() == Verdict(Link(0, GENESIS), None, 0, None)


def test_a_whole_chain_holds(chain: list[int]) -> None:
    head = AuditHead.objects.get()
    assert verdict() == Verdict(Link(LENGTH, head.hash), None, 0, None)
    assert verdict().holds


@pytest.mark.parametrize("batch", [1, 2, 6, 7])
def test_the_size_of_the_batches_does_not_matter(
    chain: list[int], batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "BATCH", batch)
    assert verdict().holds
    tamper(f"UPDATE {ENTRY} SET action = 'x' WHERE id = %s", chain[3])
    assert breach() == Breach(Fault.ENTRY_CHANGED, 4, chain[3])


@pytest.mark.parametrize("place", [0, 2, LENGTH - 1])
@pytest.mark.parametrize(
    "change",
    [
        "action = 'x'",
        "actor_id = NULL",
        "target_type = 'x.y'",
        "target_id = '0'",
        "data = '{\"n\": 99}'",
        "at = '2017-03-31 08:00:00+00:00'",
    ],
)
def test_a_changed_field_of_an_entry_is_named(chain: list[int], place: int, change: str) -> None:
    tamper(f"UPDATE {ENTRY} SET {change} WHERE id = %s", chain[place])
    assert breach() == Breach(Fault.ENTRY_CHANGED, place + 1, chain[place])


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL stores no such value")
@pytest.mark.parametrize("change", ["at = 'kemarin'", "at = ''", "at = '2017-99-99 08:00:00'"])
def test_what_cannot_be_read_back_is_a_changed_entry(chain: list[int], change: str) -> None:
    tamper(f"UPDATE {ENTRY} SET {change} WHERE id = %s", chain[2])
    assert breach() == Breach(Fault.ENTRY_CHANGED, 3, chain[2])


@pytest.mark.parametrize("place", [0, 2, LENGTH - 1])
@pytest.mark.parametrize("column", ["hash", "previous_hash"])
def test_a_changed_seal_is_named(chain: list[int], place: int, column: str) -> None:
    tamper(f"UPDATE {SEAL} SET {column} = %s WHERE sequence = %s", "f" * 64, place + 1)
    assert breach() == Breach(Fault.SEAL_CHANGED, place + 1, chain[place])


@pytest.mark.parametrize("place", [0, 2, LENGTH - 1])
def test_a_deleted_entry_is_named(chain: list[int], place: int) -> None:
    tamper(f"DELETE FROM {ENTRY} WHERE id = %s", chain[place])
    assert breach() == Breach(Fault.ENTRY_MISSING, place + 1, chain[place])


@pytest.mark.parametrize("place", [0, 2])
def test_an_entry_deleted_with_its_seal_leaves_a_gap(chain: list[int], place: int) -> None:
    tamper(f"DELETE FROM {SEAL} WHERE sequence = %s", place + 1)
    tamper(f"DELETE FROM {ENTRY} WHERE id = %s", chain[place])
    assert breach() == Breach(Fault.SEAL_MISSING, place + 1)


def test_a_gap_that_was_closed_does_not_connect(chain: list[int]) -> None:
    tamper(f"DELETE FROM {SEAL} WHERE sequence = 3")
    tamper(f"DELETE FROM {ENTRY} WHERE id = %s", chain[2])
    for sequence in range(4, LENGTH + 1):
        tamper(f"UPDATE {SEAL} SET sequence = %s WHERE sequence = %s", sequence - 1, sequence)
    assert breach() == Breach(Fault.ORDER_BROKEN, 3, chain[3])


def test_a_cut_end_is_named(chain: list[int]) -> None:
    tamper(f"DELETE FROM {SEAL} WHERE sequence > 4")
    tamper(f"DELETE FROM {ENTRY} WHERE id IN (%s, %s)", *chain[4:])
    assert breach() == Breach(Fault.END_MISSING, 5)


def test_a_cut_end_with_its_head_put_back_is_found_by_what_was_written_down(chain: list[int]) -> None:
    known = verdict().head
    cut_off(chain)
    assert breach() is None
    assert breach(known) == Breach(Fault.NOT_AS_EXPECTED, 5)


def cut_off(chain: list[int]) -> None:
    tamper(f"DELETE FROM {SEAL} WHERE sequence > 4")
    tamper(f"DELETE FROM {ENTRY} WHERE id IN (%s, %s)", *chain[4:])
    last = AuditSeal.objects.get(sequence=4)
    tamper(f"UPDATE {HEAD} SET sequence = 4, hash = %s", last.hash)


def test_a_chain_that_was_written_anew_is_found_by_what_was_written_down(chain: list[int]) -> None:
    """The whole chain recomputed after a change: it holds in itself."""
    known = verdict().head
    tamper(f"UPDATE {ENTRY} SET action = 'x' WHERE id = %s", chain[1])
    tamper(f"DELETE FROM {SEAL}")
    tamper(f"DELETE FROM {HEAD}")
    seal_left_behind(timezone.now())
    assert breach() is None
    assert breach(known) == Breach(Fault.NOT_AS_EXPECTED, LENGTH, chain[-1])


def test_what_was_written_down_still_holds_after_more_was_sealed(chain: list[int]) -> None:
    known = verdict().head
    record(action="later", by=None, target=UserFactory())
    seal_left_behind(timezone.now())
    assert verdict(known).holds


@pytest.mark.parametrize(
    ("statement", "fault", "sequence"),
    [
        (f"UPDATE {HEAD} SET hash = 'x'", Fault.HEAD_CHANGED, LENGTH),
        (f"UPDATE {HEAD} SET sequence = 2", Fault.HEAD_CHANGED, 2),
        (f"UPDATE {HEAD} SET sequence = 99", Fault.END_MISSING, LENGTH + 1),
        (f"DELETE FROM {HEAD}", Fault.HEAD_CHANGED, LENGTH),
    ],
)
def test_a_changed_head_is_named(chain: list[int], statement: str, fault: Fault, sequence: int) -> None:
    tamper(statement)
    found = breach()
    assert found is not None
    assert (found.fault, found.sequence) == (fault, sequence)


def test_two_swapped_seals_are_named(chain: list[int]) -> None:
    for old, new in ((2, 99), (4, 2), (99, 4)):
        tamper(f"UPDATE {SEAL} SET sequence = %s WHERE sequence = %s", new, old)
    assert breach() == Breach(Fault.ORDER_BROKEN, 2, chain[3])


def test_two_seals_that_change_their_entries_are_named(chain: list[int]) -> None:
    for old, new in ((chain[1], 10**9), (chain[3], chain[1]), (10**9, chain[3])):
        tamper(f"UPDATE {SEAL} SET entry_id = %s WHERE entry_id = %s", new, old)
    assert breach() == Breach(Fault.ENTRY_CHANGED, 2, chain[3])


def test_an_entry_that_was_slipped_in_waits_for_its_seal(chain: list[int]) -> None:
    slip_in(timezone.now() - timedelta(minutes=6))
    found = verdict()
    assert (found.breach, found.unsealed, found.holds) == (None, 1, False)


def slip_in(at: datetime) -> int:
    entry = AuditEntry.objects.create(action="x", target_type="a.b", target_id="1", at=at)
    return entry.pk


def test_an_entry_of_this_minute_may_still_wait(chain: list[int]) -> None:
    slip_in(timezone.now() - timedelta(minutes=4))
    assert verdict().holds


def test_a_seal_that_was_slipped_in_is_named(chain: list[int]) -> None:
    key = slip_in(datetime(2017, 3, 31, tzinfo=UTC))
    for sequence in range(LENGTH, 2, -1):
        tamper(f"UPDATE {SEAL} SET sequence = %s WHERE sequence = %s", sequence + 1, sequence)
    before = AuditSeal.objects.get(sequence=2)
    tamper(
        f"INSERT INTO {SEAL} (sequence, previous_hash, hash, entry_id) VALUES (3, %s, %s, %s)",
        before.hash,
        "f" * 64,
        key,
    )
    assert breach() == Breach(Fault.SEAL_CHANGED, 3, key)


TAMPERINGS = st.sampled_from(
    [
        lambda key, _: (f"UPDATE {ENTRY} SET action = 'x' WHERE id = %s", key),
        lambda key, _: (f"UPDATE {ENTRY} SET data = '[]' WHERE id = %s", key),
        lambda key, _: (f"UPDATE {ENTRY} SET target_id = '0' WHERE id = %s", key),
        lambda key, _: (f"DELETE FROM {ENTRY} WHERE id = %s", key),
        lambda _, place: (f"DELETE FROM {SEAL} WHERE sequence = %s", place),
        lambda _, place: (f"UPDATE {SEAL} SET hash = sequence WHERE sequence = %s", place),
        lambda _, place: (f"UPDATE {SEAL} SET previous_hash = 'x' WHERE sequence = %s", place),
        lambda _, place: (f"UPDATE {SEAL} SET sequence = sequence + 100 WHERE sequence = %s", place),
    ]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tampering=st.lists(st.tuples(st.integers(1, 9), TAMPERINGS), min_size=1, max_size=3), more=st.booleans()
)
def test_whatever_is_tampered_with_the_first_place_is_named(tampering: list, more: bool) -> None:
    """Each on its own row, also when the chain goes on afterwards."""
    with transaction.atomic():
        keys = write_chain(9)
        for place, change in tampering:
            tamper(*change(keys[place - 1], place))
        if more:
            record(action="later", by=None, target=UserFactory())
            seal_left_behind(timezone.now())
        found = verdict().breach
        assert found is not None
        assert found.sequence == min(place for place, _ in tampering)
        transaction.set_rollback(True)


# --- The command ------------------------------------------------------------------------------


def test_the_command_prints_how_many_and_the_head(chain: list[int]) -> None:
    assert printed() == f"{LENGTH} catatan bersegel utuh.\nUjung rantai: {AuditHead.objects.get()}\n"


def test_the_command_takes_what_it_printed_as_what_it_expects(chain: list[int]) -> None:
    head = printed().rpartition(" ")[2]
    assert printed(expect=head).endswith(head)
    cut_off(chain)
    with pytest.raises(CommandError) as refused:
        printed(expect=head)
    assert str(refused.value) == "Segel 5 bukan yang diharapkan --expect: rantai ditulis ulang atau dipotong."


def test_the_command_names_the_broken_entry_and_fails(chain: list[int]) -> None:
    tamper(f"UPDATE {ENTRY} SET action = 'x' WHERE id = %s", chain[2])
    with pytest.raises(CommandError) as refused:
        printed()
    assert (str(refused.value), refused.value.returncode) == (
        f"Segel 3: isi catatan {chain[2]} diubah setelah disegel.",
        1,
    )


def test_the_command_names_what_waits_for_its_seal(chain: list[int]) -> None:
    key = slip_in(timezone.now() - timedelta(minutes=6))
    with pytest.raises(CommandError, match=rf"^1 catatan belum bersegel .* catatan {key}:"):
        printed()


@pytest.mark.parametrize("text", ["", "12", "12:abc", "x:" + "0" * 64, "-1:" + "0" * 64])
def test_the_command_refuses_what_is_no_head(text: str) -> None:
    with pytest.raises(CommandError, match=r"^--expect berisi nomor"):
        printed(expect=text)


def test_the_walk_asks_the_same_number_of_questions_for_one_and_for_three_entries(
    django_assert_num_queries,
) -> None:
    for length in (1, 3):
        with transaction.atomic():
            write_chain(length)
            with django_assert_num_queries(7):
                assert verdict().holds
            transaction.set_rollback(True)
