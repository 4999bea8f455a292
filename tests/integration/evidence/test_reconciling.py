import hashlib
import os
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from evidence.actions import reconciling
from evidence.actions.reconciling import GRACE, reconcile, try_check_again
from evidence.domain.findings import Code
from evidence.enums import Damage, EvidenceState, LinkState
from evidence.models import FileToRemove
from evidence.storage.places import path_of
from foundation.audit.queries import entries_for
from tests.factories.evidence import PDF, FileFactory
from tests.factories.renaksi import LinkFactory

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
HASH = hashlib.sha256(PDF).hexdigest()

pytestmark = pytest.mark.django_db


def put(name, content=PDF, *, age=timedelta(0)):
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    at = (NOW - age).timestamp()
    os.utime(path, (at, at))
    return path


def stored(number=1, **fields):
    """A clean file with its original and its derivative on disk."""
    names = {"stored_name": f"quarantine/{number}", "derivative_name": f"clean/{number}.pdf"}
    values = {"state": EvidenceState.CLEAN, "sha256": HASH, "derivative_sha256": HASH, "received_at": NOW}
    evidence = FileFactory(**{**values, **names, **fields})
    for name in names:
        if getattr(evidence, name):
            put(getattr(evidence, name))
    return evidence


def doctor(**options):
    return [(found.code, found.subject) for found in reconcile(now=NOW, **options)]


def log_of(evidence):
    return [entry.action for entry in entries_for(evidence)]


def test_nothing_is_found_where_nothing_is_wrong():
    stored()
    assert doctor(sample=None) == []


def test_missing_file_is_told_every_time_and_logged_once():
    evidence = stored()
    path_of(evidence.derivative_name).unlink()

    assert doctor() == doctor() == [(Code.FILE_MISSING, str(evidence.public_id))]
    evidence.refresh_from_db()
    assert evidence.damage == Damage.MISSING
    assert log_of(evidence) == ["evidence.damaged"]


def test_file_that_is_back_and_right_is_healed():
    evidence = stored(damage=Damage.MISSING)

    assert doctor() == [(Code.HEALED, str(evidence.public_id))]
    evidence.refresh_from_db()
    assert evidence.damage == ""
    assert log_of(evidence) == ["evidence.healed"]


def test_file_that_is_back_and_wrong_is_not_healed():
    evidence = stored(damage=Damage.MISSING)
    put(evidence.stored_name, b"another")

    assert doctor() == [(Code.FILE_CHANGED, str(evidence.public_id))]
    evidence.refresh_from_db()
    assert evidence.damage == Damage.CHANGED


@pytest.mark.parametrize("name", ["stored_name", "derivative_name"])
def test_changed_bytes_are_found_by_hashing_again(name):
    evidence = stored()
    put(getattr(evidence, name), PDF[:-1] + b"X")

    assert doctor() == []
    assert doctor(sample=1) == [(Code.FILE_CHANGED, str(evidence.public_id))]
    evidence.refresh_from_db()
    assert (evidence.damage, evidence.hashed_at) == (Damage.CHANGED, NOW)


def test_sample_takes_what_was_never_hashed_and_then_what_waits_longest():
    recent = stored(1, hashed_at=NOW - timedelta(days=1))
    old = stored(2, hashed_at=NOW - timedelta(days=9))
    never = stored(3)

    doctor(sample=2)

    for evidence in (recent, old, never):
        evidence.refresh_from_db()
    assert (recent.hashed_at, old.hashed_at, never.hashed_at) == (NOW - timedelta(days=1), NOW, NOW)


def test_file_without_a_row_goes_after_the_grace_period():
    stored()
    stray = put("quarantine/stray", age=GRACE + timedelta(minutes=1))
    at_work = put("clean/at-work.pdf", age=GRACE - timedelta(minutes=1))

    assert doctor(dry_run=True) == [(Code.UNKNOWN_FILE, "quarantine/stray")]
    assert stray.exists()
    assert doctor() == [(Code.UNKNOWN_FILE_REMOVED, "quarantine/stray")]
    assert (stray.exists(), at_work.exists()) == (False, True)


def test_what_is_not_in_our_folders_is_left_alone():
    foreign = put("lost+found/1", age=GRACE * 2)
    assert doctor() == []
    assert foreign.exists()


def test_folder_that_a_dead_inspection_left_behind_goes_with_all_that_is_in_it():
    page = put("inspection/abc/page-1.png")
    long_ago = (NOW - GRACE - timedelta(minutes=1)).timestamp()
    os.utime(page.parent, (long_ago, long_ago))

    assert doctor() == [(Code.UNKNOWN_FILE_REMOVED, "inspection/abc")]
    assert not page.parent.exists()


def test_bytes_of_an_upload_that_goes_on_stay():
    arriving = FileFactory(state=EvidenceState.RECEIVING, stored_name="", sha256="", size=None)
    part = put(arriving.part_name, age=timedelta(days=3))
    finished = put(arriving.part_name.removesuffix(".part"), age=timedelta(days=3))

    assert doctor() == []
    assert part.exists()
    assert finished.exists()


def test_upload_that_was_abandoned_goes_with_row_and_bytes(django_capture_on_commit_callbacks):
    arriving = FileFactory(state=EvidenceState.RECEIVING, stored_name="", sha256="", size=None)
    type(arriving).objects.update(created_at=NOW - timedelta(days=8))
    part = put(arriving.part_name)

    assert doctor(dry_run=True) == [(Code.UPLOAD_ABANDONED, str(arriving.public_id))]
    with django_capture_on_commit_callbacks(execute=True):
        assert doctor() == [(Code.UPLOAD_ABANDONED, str(arriving.public_id))]
    assert not part.exists()
    assert not type(arriving).objects.exists()


def test_bytes_of_what_was_rejected_long_ago_go_and_the_row_stays(django_capture_on_commit_callbacks):
    fields = {"state": EvidenceState.REJECTED, "derivative_name": "", "derivative_sha256": ""}
    old = stored(1, received_at=NOW - timedelta(days=31), **fields)
    recent = stored(2, received_at=NOW - timedelta(days=29), **fields)

    with django_capture_on_commit_callbacks(execute=True):
        assert doctor() == [(Code.REJECTED_PURGED, str(old.public_id))]

    old.refresh_from_db()
    assert (old.stored_name, old.sha256) == ("", HASH)
    assert log_of(old) == ["evidence.purged"]
    assert not path_of("quarantine/1").exists()
    assert path_of(recent.stored_name).exists()
    assert not FileToRemove.objects.exists()
    assert doctor() == []


def test_dry_run_changes_nothing():
    missing = stored(1)
    path_of(missing.stored_name).unlink()
    old = stored(2, state=EvidenceState.REJECTED, received_at=NOW - timedelta(days=31))

    assert doctor(sample=None, dry_run=True) == [
        (Code.FILE_MISSING, str(missing.public_id)),
        (Code.REJECTED_PURGED, str(old.public_id)),
    ]
    missing.refresh_from_db()
    old.refresh_from_db()
    assert (missing.damage, missing.hashed_at, old.stored_name) == ("", None, "quarantine/2")
    assert log_of(missing) == []


def test_row_that_moved_on_meanwhile_is_left_for_the_next_run():
    evidence = stored()
    path_of(evidence.stored_name).unlink()
    type(evidence).objects.update(derivative_name="clean/new.pdf")
    found = type(evidence).objects.get()
    found.derivative_name = "clean/1.pdf"

    assert list(reconciling._tell_damage(found, Damage.MISSING, dry_run=False)) == []
    evidence.refresh_from_db()
    assert evidence.damage == ""


@pytest.mark.parametrize("count", [1, 3])
def test_rows_cost_the_same_queries(count, django_assert_num_queries):
    for number in range(count):
        stored(number)
    with django_assert_num_queries(7):
        assert doctor() == []


def test_check_that_gave_up_can_begin_anew(django_capture_on_commit_callbacks):
    evidence = FileFactory(attempts=5, last_error="SandboxFault")

    with django_capture_on_commit_callbacks(execute=True):
        assert try_check_again(public_id=evidence.public_id) is True

    evidence.refresh_from_db()
    assert (evidence.attempts, evidence.last_error) == (0, "")
    assert [job.args_kwargs["args"] for job in DBTaskResult.objects.all()] == [[evidence.pk]]
    assert log_of(evidence) == ["evidence.retried"]


def test_preview_that_gave_up_can_begin_anew(django_capture_on_commit_callbacks):
    evidence = FileFactory(state=EvidenceState.CLEAN, derivative_name="clean/1.pdf", attempts=5)

    with django_capture_on_commit_callbacks(execute=True):
        assert try_check_again(public_id=evidence.public_id) is True
    assert [job.task_path for job in DBTaskResult.objects.all()] == ["evidence.tasks.make_preview"]


def test_missing_copy_of_a_linked_source_is_told():
    link = LinkFactory()
    kept = {"state": LinkState.REACHABLE, "copy_name": "copies/1", "derivative_name": "copies/1.txt"}
    link.visits.create(at=NOW, **kept)
    put("copies/1", age=GRACE * 2)
    text = put("copies/1.txt", age=GRACE * 2)
    assert doctor() == []

    text.unlink()
    assert doctor() == [(Code.COPY_MISSING, str(link.public_id))]


def test_changed_copy_of_a_linked_source_is_told_when_it_is_hashed():
    link = LinkFactory()
    link.visits.create(at=NOW, state=LinkState.REACHABLE, copy_name="copies/1", sha256=HASH)
    copy = put("copies/1")
    assert doctor(sample=None) == []

    copy.write_bytes(b"other")
    assert (doctor(), doctor(sample=1)) == ([], [(Code.COPY_CHANGED, str(link.public_id))])


def test_check_is_not_begun_anew_for_what_is_clean_or_held_by_a_worker():
    clean = FileFactory(state=EvidenceState.CLEAN)
    held = FileFactory(lease_until=NOW)
    assert [try_check_again(public_id=one.public_id) for one in (clean, held)] == [False, False]
