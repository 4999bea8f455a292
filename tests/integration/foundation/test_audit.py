from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.models import User
from foundation.audit.actions import record
from foundation.audit.models import AppendOnlyError, AuditEntry
from foundation.audit.queries import entries_for
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_record_says_who_did_what_to_which_record() -> None:
    actor, target = UserFactory(), UserFactory()
    entry = record(action="user.renamed", by=actor, target=target, data={"old": "A", "new": "B"})
    entry.refresh_from_db()
    assert (entry.actor, entry.action, entry.target_type, entry.target_id, entry.data) == (
        actor,
        "user.renamed",
        "accounts.user",
        str(target.pk),
        {"old": "A", "new": "B"},
    )


def test_record_without_actor_is_the_system() -> None:
    entry = record(action="user.expired", by=None, target=UserFactory())
    assert (entry.actor, entry.data) == (None, {})


def test_record_keeps_dates_and_decimals() -> None:
    entry = record(
        action="x", by=None, target=UserFactory(), data={"due": date(2017, 3, 31), "value": Decimal("1.5")}
    )
    entry.refresh_from_db()
    assert entry.data == {"due": "2017-03-31", "value": "1.5"}


def test_record_refuses_a_blank_action() -> None:
    with pytest.raises(ValueError, match="code of its action"):
        record(action=" ", by=None, target=UserFactory())


def test_record_refuses_an_unsaved_target() -> None:
    with pytest.raises(ValueError, match="saved target"):
        record(action="x", by=None, target=User())


def test_record_does_not_take_a_stranger_for_the_system() -> None:
    with pytest.raises(ValueError, match="no account"):
        record(action="x", by=AnonymousUser(), target=UserFactory())


@pytest.mark.parametrize("value", ["budi@contoh.test", "3171234567890001", "0812-3456-7890", "Budi Santoso"])
def test_record_refuses_what_tells_of_a_person(value: str) -> None:
    target = UserFactory()
    with pytest.raises(ValueError, match=r"holds no data\.x: ") as refused:
        record(action="x", by=None, target=target, data={"x": value})
    assert value not in str(refused.value)
    assert list(entries_for(target)) == []


def test_record_goes_away_with_the_change_that_fails() -> None:
    target = UserFactory()
    with transaction.atomic():
        record(action="x", by=None, target=target)
        transaction.set_rollback(True)
    assert list(entries_for(target)) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda _: AuditEntry.objects.update(action="y"),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["action"]),
        lambda entry: AuditEntry.objects.bulk_create([entry]),
        lambda entry: AuditEntry.objects.update_or_create({"action": "y"}, pk=entry.pk),
        lambda _: AuditEntry._base_manager.all().delete(),
        lambda _: AuditEntry._base_manager.update(action="y"),
    ],
)
def test_an_entry_cannot_be_changed_or_deleted(change) -> None:
    entry = record(action="x", by=None, target=UserFactory())
    entry.action = "y"
    with pytest.raises(AppendOnlyError):
        change(entry)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["x"]


def test_a_new_entry_cannot_take_the_place_of_an_old_one() -> None:
    entry = record(action="x", by=None, target=UserFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry(pk=entry.pk, action="y", target_type="a", target_id="1").save()
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["x"]


@pytest.mark.parametrize("blank", ["action", "target_type", "target_id"])
def test_the_database_refuses_blanks(blank: str) -> None:
    fields = {"action": "x", "target_type": "a.b", "target_id": "1", blank: ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.create(**fields)


def test_an_actor_cannot_be_deleted() -> None:
    actor = UserFactory()
    record(action="x", by=actor, target=UserFactory())
    with pytest.raises(ProtectedError):
        actor.delete()


def test_entries_for_one_record_newest_first() -> None:
    target, other = UserFactory(), UserFactory()
    for action, year in (("old", 2016), ("new", 2018), ("middle", 2017)):
        AuditEntry.objects.create(
            action=action,
            target_type="accounts.user",
            target_id=str(target.pk),
            at=datetime(year, 1, 1, tzinfo=UTC),
        )
    record(action="other", by=None, target=other)
    assert [entry.action for entry in entries_for(target)] == ["new", "middle", "old"]


@pytest.mark.parametrize("count", [1, 3])
def test_entries_come_with_their_actors_in_one_query(count: int, django_assert_num_queries) -> None:
    target = UserFactory()
    for _ in range(count):
        record(action="x", by=UserFactory(), target=target)
    with django_assert_num_queries(1):
        assert len([str(entry.actor) for entry in entries_for(target)]) == count
