import hashlib
import json
import os
import shutil
import tracemalloc
from collections import namedtuple
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from evidence.actions.checking import queue_check
from evidence.domain.findings import NEEDS_PERSON, Code
from evidence.enums import EvidenceState
from evidence.management.sentences import FINDINGS
from evidence.models import Evidence, FileToRemove
from evidence.queries.health import LEAST_FREE_BYTES
from evidence.storage.places import path_of
from foundation.jobs.leases import MOST_ATTEMPTS
from tests.factories.accounts import UserFactory
from tests.factories.evidence import FileFactory, as_tombstone
from tests.factories.institutions import InstitutionFactory

pytestmark = pytest.mark.django_db


def doctor(*arguments):
    """Exit status and the lines that the command printed."""
    output, status = StringIO(), 0
    try:
        call_command("check_evidence", *arguments, stdout=output)
    except SystemExit as ended:
        status = ended.code
    return status, output.getvalue().splitlines()


def findings(*arguments):
    """What the command tells as JSON: status, codes with subjects, the summary."""
    status, lines = doctor("--json", *arguments)
    *found, summary = map(json.loads, lines)
    return status, [(one["code"], one["subject"]) for one in found], summary


def on_disk(**fields):
    evidence = FileFactory(**{"sha256": hashlib.sha256(b"x").hexdigest(), **fields})
    folder = path_of("quarantine")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path_of(evidence.stored_name).write_bytes(b"x")
    return evidence


def test_healthy_site_ends_with_status_0_and_tells_how_it_is_doing():
    status, lines = doctor()

    assert status == 0
    assert lines[0] == "Antrean: 0 pekerjaan; menunggu pemeriksaan: 0 berkas"
    assert lines[2:] == [
        "Pemindai virus: tidak dipasang",
        "Kunjungan tautan: mati",
        "Temuan: 0, perlu tindakan: 0",
    ]


def test_missing_file_ends_with_status_1_and_says_what_to_do():
    evidence = FileFactory()
    status, lines = doctor()

    assert status == 1
    assert lines[0] == (
        f"! {evidence.public_id}: berkasnya hilang dari penyimpanan. Kembalikan dari cadangan, lalu jalankan "
        "perintah ini lagi."
    )
    assert lines[-1] == "Temuan: 1, perlu tindakan: 1"


def test_what_the_doctor_mended_itself_needs_nobody():
    path_of("quarantine").mkdir(mode=0o700, parents=True)
    stray = path_of("quarantine/stray")
    stray.write_bytes(b"x")
    os.utime(stray, (0, 0))

    assert findings()[:2] == (0, [("unknown_file_removed", "quarantine/stray")])


def test_check_that_gave_up_waits_for_a_person_and_can_be_begun_anew(django_capture_on_commit_callbacks):
    evidence = on_disk(attempts=MOST_ATTEMPTS, last_error="SandboxFault")
    assert findings()[:2] == (1, [("check_gave_up", str(evidence.public_id))])

    with django_capture_on_commit_callbacks(execute=True):
        assert doctor("--retry", str(evidence.public_id)) == (0, ["Pemeriksaan diantrekan lagi."])
    assert findings()[0] == 0


def test_preview_that_gave_up_waits_for_a_person():
    evidence = on_disk(
        state=EvidenceState.CLEAN,
        derivative_name="quarantine/uji",
        attempts=MOST_ATTEMPTS,
        last_error="OSError",
    )
    assert findings()[:2] == (1, [("preview_gave_up", str(evidence.public_id))])


def test_nothing_to_begin_anew_is_an_error():
    with pytest.raises(CommandError, match="Tidak ada berkas"):
        doctor("--retry", "00000000-0000-0000-0000-000000000000")


def test_lease_that_ran_out_long_ago_tells_that_nobody_sweeps():
    evidence = on_disk(attempts=1, lease_until=timezone.now() - timedelta(hours=1))
    assert findings()[:2] == (1, [("lease_ran_out", str(evidence.public_id))])


def test_job_that_waits_too_long_tells_that_no_worker_runs(django_capture_on_commit_callbacks):
    evidence = on_disk()
    with django_capture_on_commit_callbacks(execute=True):
        queue_check(evidence)
    assert findings()[0] == 0

    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    status, found, summary = findings()
    assert (status, found, summary["queued"]) == (1, [("queue_stands_still", "")], 1)


def test_bytes_that_should_be_gone_are_told():
    tombstone = as_tombstone(FileFactory())
    FileToRemove.objects.create(
        evidence=tombstone, name="clean/leaked.pdf", since=timezone.now() - timedelta(days=2)
    )
    assert findings()[:2] == (1, [("bytes_not_removed", "clean/leaked.pdf")])


def test_disk_that_is_nearly_full_is_told(monkeypatch):
    usage = namedtuple("usage", "total used free")(10, 9, LEAST_FREE_BYTES - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert findings()[:2] == (1, [("disk_nearly_full", "")])


def test_folder_that_others_may_read_is_told():
    on_disk(state=EvidenceState.REJECTED)
    path_of("quarantine").chmod(0o750)
    status, lines = doctor()
    assert status == 1
    assert lines[0] == (
        "! Folder quarantine dapat dibuka pengguna lain di server ini (0750). Ubah haknya menjadi 0700."
    )


def test_scanner_that_does_not_answer_is_told(settings, tmp_path):
    settings.CLAMD_URL = f"unix://{tmp_path}/nobody.ctl"
    status, found, summary = findings()
    assert (status, found) == (1, [("scanner_down", "")])
    assert summary["scanner"]["is_trusted"] is False


def test_sample_and_all_hash_again():
    evidence = on_disk(sha256="0" * 64)
    assert findings("--sample", "0")[0] == 0
    assert findings("--sample", "1")[1] == [("file_changed", str(evidence.public_id))]
    assert findings("--all")[0] == 1


def test_every_finding_has_its_sentence():
    assert set(FINDINGS) == set(Code)
    assert set(Code) > NEEDS_PERSON


@pytest.mark.long
def test_ten_thousand_rows_take_little_memory():
    common = {"uploader": UserFactory(), "institution": InstitutionFactory(), "stored_name": ""}
    Evidence.objects.bulk_create(
        FileFactory.build(**common, derivative_name="", state=EvidenceState.REJECTED) for _ in range(10_000)
    )
    tracemalloc.start()
    try:
        assert findings()[0] == 0
        assert tracemalloc.get_traced_memory()[1] < 32 * 1024 * 1024
    finally:
        tracemalloc.stop()
