"""The row first, then the bytes, then the receipt: nothing is lost, nothing is stored twice."""

import fcntl
import hashlib
import stat
import threading
from datetime import date, timedelta

import pytest
from django.core.files.base import File
from django.db import connection
from django_tasks_db.models import DBTaskResult

from evidence.actions import quotas
from evidence.actions.abandoning import ABANDONED_AFTER, abandon_file, abandoned
from evidence.actions.quotas import used_bytes
from evidence.actions.receiving import continue_file, finish_file, record_link
from evidence.enums import Damage, EvidenceState, LinkState
from evidence.models import Evidence
from evidence.storage.parts import PartGone, WrongOffset, append_at, final_name
from evidence.storage.places import path_of
from evidence.uploads import UploadRefused
from foundation.audit.queries import entries_for
from tests.factories.accounts import UserFactory
from tests.factories.evidence import PDF, FileFactory, pdf_upload, upload
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import LinkFactory
from tests.integration.evidence.arriving import NOW, announce, files_on_disk, receive

HALF = len(PDF) // 2

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender():
    return UserFactory()


@pytest.fixture
def agency():
    return InstitutionFactory()


def go_on(evidence, *pieces, offset=0):
    return continue_file(evidence=evidence, offset=offset, pieces=pieces, at=NOW)


def refused(call, *arguments, **options):
    with pytest.raises(UploadRefused) as refusal:
        call(*arguments, **options)
    return refusal.value.code


def log_of(evidence):
    return [entry.action for entry in entries_for(evidence)]


# --- All at once ------------------------------------------------------------------------------


def test_received_file_has_receipt_hash_log_entries_and_job(
    sender, agency, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        evidence = receive(sender, agency, deadline_on=date(2026, 10, 10))

    assert evidence.state == EvidenceState.QUARANTINED
    assert (evidence.size, evidence.announced_size) == (len(PDF), len(PDF))
    assert evidence.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (evidence.received_at, evidence.deadline_on) == (NOW, date(2026, 10, 10))
    assert evidence.receipt.startswith("DD-261005-")
    assert log_of(evidence) == ["evidence.received", "evidence.announced"]
    assert [row["args"] for row in DBTaskResult.objects.values_list("args_kwargs", flat=True)] == [
        [evidence.pk]
    ]


def test_bytes_at_rest_are_private_and_no_part_is_left(sender, agency):
    evidence = receive(sender, agency)

    assert files_on_disk() == {evidence.stored_name: PDF}
    stored = path_of(evidence.stored_name)
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    assert stat.S_IMODE(stored.parent.stat().st_mode) == 0o700


def test_same_key_again_gives_the_same_row_and_one_file(sender, agency):
    first = receive(sender, agency, idempotency_key="k1")
    second = receive(sender, agency, idempotency_key="k1")

    assert (second.pk, second.receipt) == (first.pk, first.receipt)
    assert Evidence.objects.count() == 1
    assert len(files_on_disk()) == 1


def test_same_key_of_another_person_is_another_row(sender, agency):
    first = receive(sender, agency, idempotency_key="k1")
    assert receive(UserFactory(), agency, idempotency_key="k1") != first


def test_form_sent_again_begins_the_part_of_a_killed_request_anew(sender, agency):
    begun = announce(sender, agency, idempotency_key="k1")
    go_on(begun, b"rubbish")

    evidence = receive(sender, agency, idempotency_key="k1")

    assert (evidence.pk, evidence.size) == (begun.pk, len(PDF))
    assert files_on_disk() == {evidence.stored_name: PDF}


def test_key_of_a_tombstone_is_refused(sender, agency):
    evidence = receive(sender, agency, idempotency_key="k1")
    FileFactory(state=EvidenceState.TAKEN_DOWN, idempotency_key="other")
    key = Evidence.objects.get(pk=evidence.pk).idempotency_key
    evidence.delete()
    FileFactory(state=EvidenceState.TAKEN_DOWN, idempotency_key=key)

    assert refused(receive, sender, agency, idempotency_key="k1") == "taken_down"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"<svg/>", "gambar.svg", "type_not_allowed"),
        (PDF, "laporan", "type_missing"),
        (b"", "laporan.pdf", "empty"),
    ],
)
def test_refused_file_leaves_neither_row_nor_bytes(sender, agency, content, name, code):
    assert refused(receive, sender, agency, upload(content, name)) == code
    assert Evidence.objects.count() == 0
    assert files_on_disk() == {}


def test_announced_size_over_the_cap_is_refused_before_a_byte_is_read(sender, agency, settings):
    settings.EVIDENCE_MAX_BYTES = 10
    file = pdf_upload()
    assert refused(receive, sender, agency, file) == "too_large"
    assert file.tell() == 0
    assert Evidence.objects.count() == 0


def test_nobody_begins_more_files_than_people_send_at_once(sender, agency, monkeypatch):
    monkeypatch.setattr(quotas, "MOST_UNFINISHED", 2)
    first, _second = announce(sender, agency), announce(sender, agency)
    assert refused(announce, sender, agency) == "too_many_unfinished"
    assert Evidence.objects.count() == 2
    announce(UserFactory(), agency)
    abandon_file(evidence=first, by=sender)
    announce(sender, agency)


def test_file_that_said_nothing_of_its_size_stops_at_the_cap(
    sender, agency, settings, django_capture_on_commit_callbacks
):
    settings.EVIDENCE_MAX_BYTES = 10
    file = pdf_upload()
    file.size = None
    with django_capture_on_commit_callbacks(execute=True):
        assert refused(receive, sender, agency, file) == "too_large"
    assert Evidence.objects.count() == 0
    assert files_on_disk() == {}


def test_reading_stops_at_the_cap(sender, agency, settings):
    settings.EVIDENCE_MAX_BYTES = 10
    read = []

    class Endless(File):
        size = None

        def chunks(self, chunk_size=None):
            for piece in (b"12345678", b"12345678", b"never read"):
                read.append(piece)
                yield piece

    assert refused(receive, sender, agency, Endless(None, "laporan.pdf")) == "too_large"
    assert read == [b"12345678", b"12345678"]


def test_original_name_is_data_and_never_a_path(sender, agency):
    evidence = receive(sender, agency, pdf_upload("../../../etc/laporan.pdf"), title="")

    assert (evidence.original_name, evidence.title) == ("laporan.pdf", "laporan.pdf")
    assert evidence.stored_name == f"quarantine/{evidence.public_id.hex}"


def test_name_and_title_hide_nothing(sender, agency):
    tricky = "C:\\tmp\\laporan \u202efdp.exe\r\n.pdf\u200f"
    named = receive(sender, agency, pdf_upload(tricky), title="")
    titled = receive(sender, agency, title="\u2066Laporan\t akhir\u2069")
    link = record_link(url="https://contoh.test/", title="a\u202eb", institution=agency, by=sender, at=NOW)

    assert (named.original_name, named.title) == ("laporan fdp.exe .pdf", "laporan fdp.exe .pdf")
    assert (titled.title, link.title) == ("Laporan akhir", "ab")


@pytest.mark.parametrize(
    "fields",
    [
        {"state": EvidenceState.REJECTED, "state_reason": "file_missing"},
        {"state": EvidenceState.REJECTED, "state_reason": "not_inspected"},
        {"state": EvidenceState.CLEAN, "damage": Damage.MISSING},
    ],
)
def test_what_we_lost_or_could_not_inspect_may_be_sent_again(sender, agency, fields):
    lost = receive(sender, agency, idempotency_key="k1")
    Evidence.objects.filter(pk=lost.pk).update(**fields)

    again = receive(sender, agency, idempotency_key="k1")

    assert (again.pk == lost.pk, again.state) == (False, EvidenceState.QUARANTINED)
    assert receive(sender, agency, idempotency_key="k1").pk == again.pk


def test_what_was_refused_for_its_content_stays_refused(sender, agency):
    bad = receive(sender, agency, idempotency_key="k1")
    Evidence.objects.filter(pk=bad.pk).update(state=EvidenceState.REJECTED, state_reason="has_macros")
    assert receive(sender, agency, idempotency_key="k1").pk == bad.pk


def test_link_has_a_receipt_too(sender, agency):
    link = record_link(url="https://contoh.test/a", title="", institution=agency, by=sender, at=NOW)
    assert link.receipt.startswith("DD-261005-")
    assert entries_for(link).get().data == {"kind": "link", "receipt": link.receipt}


# --- In pieces --------------------------------------------------------------------------------


def test_last_piece_finishes_the_file(sender, agency):
    evidence = announce(sender, agency)

    half = go_on(evidence, PDF[:HALF])
    assert (half.state, half.receipt, files_on_disk()) == (
        EvidenceState.RECEIVING,
        "",
        {evidence.part_name: PDF[:HALF]},
    )
    whole = go_on(evidence, PDF[HALF:], offset=HALF)
    assert (whole.state, whole.size, whole.sha256) == (
        EvidenceState.QUARANTINED,
        len(PDF),
        hashlib.sha256(PDF).hexdigest(),
    )
    assert files_on_disk() == {whole.stored_name: PDF}


def test_what_came_before_the_line_broke_stays(sender, agency):
    evidence = announce(sender, agency)

    def broken():
        yield PDF[:10]
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        continue_file(evidence=evidence, offset=0, pieces=broken(), at=NOW)
    assert files_on_disk() == {evidence.part_name: PDF[:10]}
    assert go_on(evidence, PDF[10:], offset=10).state == EvidenceState.QUARANTINED


@pytest.mark.parametrize("offset", [0, HALF - 1, HALF + 1])
def test_bytes_that_do_not_continue_are_refused(sender, agency, offset):
    evidence = announce(sender, agency)
    go_on(evidence, PDF[:HALF])

    with pytest.raises(WrongOffset) as wrong:
        go_on(evidence, b"x", offset=offset)
    assert wrong.value.arrived == HALF
    assert files_on_disk() == {evidence.part_name: PDF[:HALF]}


def test_stale_line_that_wakes_up_changes_nothing(sender, agency):
    """The old connection still delivers while the new one has gone on from the same offset."""
    evidence = announce(sender, agency)

    def stale():
        yield PDF[:10]
        go_on(evidence, PDF[10:20], offset=10)
        yield b"late"

    with pytest.raises(WrongOffset) as wrong:
        continue_file(evidence=evidence, offset=0, pieces=stale(), at=NOW)
    assert wrong.value.arrived == 20
    assert files_on_disk() == {evidence.part_name: PDF[:20]}


def test_more_than_announced_is_refused_and_what_came_before_stays(sender, agency):
    evidence = announce(sender, agency)
    assert refused(go_on, evidence, PDF[:HALF], PDF) == "longer_than_announced"
    assert files_on_disk() == {evidence.part_name: PDF[:HALF]}


@pytest.mark.parametrize("is_renamed", [False, True], ids=["all bytes in the part", "renamed"])
def test_whole_file_of_a_dead_process_is_finished(sender, agency, is_renamed):
    evidence = announce(sender, agency)
    path = path_of(final_name(evidence) if is_renamed else evidence.part_name)
    path.parent.mkdir(parents=True)
    path.write_bytes(PDF)

    finished = finish_file(evidence=evidence, at=NOW)

    assert (finished.state, finished.size, bool(finished.receipt)) == (
        EvidenceState.QUARANTINED,
        len(PDF),
        True,
    )
    assert files_on_disk() == {finished.stored_name: PDF}
    assert finish_file(evidence=finished, at=NOW).receipt == finished.receipt


def test_file_that_is_not_whole_is_left_alone(sender, agency):
    evidence = announce(sender, agency)
    go_on(evidence, PDF[:HALF])
    assert finish_file(evidence=evidence, at=NOW).state == EvidenceState.RECEIVING


def test_full_disk_is_a_sentence(sender, agency):
    evidence = announce(sender, agency)
    part = path_of(evidence.part_name)
    part.parent.mkdir(parents=True)
    part.symlink_to("/dev/full")
    assert refused(go_on, evidence, PDF) == "storage_full"


# --- Quotas -----------------------------------------------------------------------------------


def test_quota_counts_what_is_stored_and_what_is_announced(sender, agency):
    announce(sender, agency)
    receive(sender, agency)
    FileFactory(institution=agency, size=1000, state=EvidenceState.CLEAN)
    FileFactory(institution=agency, size=5000, state=EvidenceState.REJECTED, stored_name="")
    FileFactory(institution=agency, size=7000, state=EvidenceState.TAKEN_DOWN)
    receive(sender, InstitutionFactory())
    link = LinkFactory(institution=agency)
    link.visits.create(at=NOW, state=LinkState.REACHABLE, size=300, copy_name="copies/1")
    link.visits.create(at=NOW, state=LinkState.REACHABLE, size=900)

    assert used_bytes(agency) == 2 * len(PDF) + 1000 + 300
    assert used_bytes(InstitutionFactory()) == 0


def test_file_over_the_quota_is_refused_with_what_is_used(sender, agency, settings):
    settings.EVIDENCE_QUOTA_BYTES = 2 * len(PDF)
    receive(sender, agency)
    receive(sender, agency)

    with pytest.raises(
        UploadRefused,
        match=rf"terpakai {2 * len(PDF)} bita dari {2 * len(PDF)} bita, berkas {len(PDF)} bita ini",
    ):
        receive(sender, agency)
    assert Evidence.objects.count() == 2
    assert receive(sender, InstitutionFactory()).receipt


def test_announcing_over_the_quota_is_refused_before_a_byte_is_sent(sender, agency, settings):
    settings.EVIDENCE_QUOTA_BYTES = 2 * len(PDF) - 1
    announce(sender, agency)
    assert refused(announce, sender, agency) == "quota_full"
    assert Evidence.objects.count() == 1


def test_quota_is_asked_again_when_the_file_is_whole(sender, agency, settings):
    evidence = announce(sender, agency)
    settings.EVIDENCE_QUOTA_BYTES = len(PDF) - 1
    assert refused(go_on, evidence, PDF) == "quota_full"
    evidence.refresh_from_db()
    assert (evidence.state, evidence.receipt) == (EvidenceState.RECEIVING, "")

    settings.EVIDENCE_QUOTA_BYTES = len(PDF)
    assert finish_file(evidence=evidence, at=NOW).receipt


# --- Given up ---------------------------------------------------------------------------------


def test_file_that_is_given_up_leaves_only_its_log(sender, agency, django_capture_on_commit_callbacks):
    evidence = announce(sender, agency)
    go_on(evidence, PDF[:HALF])
    log = entries_for(evidence)

    with django_capture_on_commit_callbacks(execute=True):
        assert abandon_file(evidence=evidence, by=sender) is True
    assert (Evidence.objects.count(), files_on_disk()) == (0, {})
    assert [entry.action for entry in log] == ["evidence.abandoned", "evidence.announced"]


def test_received_file_cannot_be_given_up(sender, agency):
    evidence = receive(sender, agency)
    assert abandon_file(evidence=evidence, by=sender) is False
    assert files_on_disk() == {evidence.stored_name: PDF}


def test_only_old_unfinished_files_are_abandoned(sender, agency):
    old, _fresh, _received = announce(sender, agency), announce(sender, agency), receive(sender, agency)
    Evidence.objects.exclude(pk=_fresh.pk).update(created_at=NOW - ABANDONED_AFTER - timedelta(seconds=1))
    Evidence.objects.filter(pk=_fresh.pk).update(created_at=NOW)
    assert list(abandoned(NOW)) == [old]


# --- Two at once ------------------------------------------------------------------------------


@pytest.mark.parametrize("is_given_up", [False, True], ids=["released", "given up meanwhile"])
def test_piece_waits_for_who_is_writing(sender, agency, is_given_up):
    evidence = announce(sender, agency)
    go_on(evidence, b"%PDF")
    outcome = []

    def write():
        try:
            outcome.append(append_at(evidence, 4, b"-1.4"))
        except PartGone as gone:
            outcome.append(type(gone))

    part = path_of(evidence.part_name)
    with part.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(0.3)
        assert (outcome, part.read_bytes()) == ([], b"%PDF")
        if is_given_up:
            part.unlink()
    writer.join()
    assert outcome == ([PartGone] if is_given_up else [8])


@pytest.mark.django_db(transaction=True)
def test_two_equal_forms_at_the_same_moment_are_one_file(sender, agency):
    start = threading.Barrier(2)
    receipts = []

    def send():
        start.wait()
        receipts.append(receive(sender, agency, idempotency_key="k1").receipt)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(receipts) == 2
    evidence = Evidence.objects.get()
    assert receipts == [evidence.receipt] * 2
    assert files_on_disk() == {evidence.stored_name: PDF}
