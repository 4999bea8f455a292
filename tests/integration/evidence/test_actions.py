from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from evidence.actions.checking import check_received_file
from evidence.actions.publishing import publish_evidence
from evidence.actions.receiving import receive_file, record_link
from evidence.enums import EvidenceState, KipClass, TakedownReason, Visibility
from evidence.models import Evidence
from evidence.storage.places import path_of
from evidence.tasks import check_evidence, requeue_unchecked
from evidence.uploads import UploadRefused
from foundation.audit.queries import entries_for
from foundation.jobs.leases import MOST_ATTEMPTS, take_lease
from tests.factories.accounts import UserFactory
from tests.factories.evidence import PDF, FileFactory, pdf_upload, upload
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import LinkFactory

NOW = datetime(2026, 10, 5, 3, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender():
    return UserFactory()


@pytest.fixture
def agency():
    return InstitutionFactory()


def receive(sender, agency, file=None, **fields):
    values = {
        "file": file or pdf_upload(),
        "title": "Laporan",
        "institution": agency,
        "by": sender,
        "at": NOW,
    }
    return receive_file(**{**values, **fields})


def audit_codes(evidence):
    return [entry.action for entry in entries_for(evidence)]


def queued():
    return list(DBTaskResult.objects.values_list("task_path", "args_kwargs", "backend_name"))


def test_link_is_clean_at_once(sender, agency):
    link = record_link(url=" https://contoh.test/a ", title="", institution=agency, by=sender, at=NOW)

    assert (link.state, link.url, link.title) == (
        EvidenceState.CLEAN,
        "https://contoh.test/a",
        "https://contoh.test/a",
    )
    assert audit_codes(link) == ["evidence.received"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://contoh.test/a", "contoh", "", "file:///etc/passwd"]
)
def test_link_that_is_no_web_address_is_refused(sender, agency, url):
    with pytest.raises(UploadRefused) as refusal:
        record_link(url=url, title="x", institution=agency, by=sender, at=NOW)
    assert refusal.value.code == "link_invalid"


def test_check_clears_an_honest_file(sender, agency):
    evidence = receive(sender, agency)
    check_evidence.call(evidence.pk)

    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.CLEAN
    assert evidence.content_type == "application/pdf"
    assert path_of(evidence.derivative_name).read_bytes() == PDF
    assert (evidence.lease_until, evidence.attempts) == (None, 0)
    assert audit_codes(evidence) == ["evidence.clear", "evidence.received", "evidence.announced"]


def test_check_rejects_a_dishonest_file_with_its_reason(sender, agency):
    evidence = receive(sender, agency, upload(b"MZ" + b"\0" * 300, "laporan.pdf"))
    check_received_file(pk=evidence.pk, now=NOW)

    evidence.refresh_from_db()
    assert (evidence.state, evidence.state_reason) == (EvidenceState.REJECTED, "content_differs")
    assert evidence.derivative_name == ""


@pytest.mark.parametrize("why", TakedownReason)
def test_leaked_bytes_are_refused_whoever_sends_them_again(sender, agency, why):
    gone = FileFactory(state=EvidenceState.TAKEN_DOWN, takedown_reason=why, sha256="")
    evidence = receive(sender, agency)
    Evidence.objects.filter(pk=gone.pk).update(sha256=evidence.sha256)
    check_received_file(pk=evidence.pk, now=NOW)

    evidence.refresh_from_db()
    told = (evidence.state, evidence.state_reason)
    is_leak = why in {TakedownReason.PERSONAL_DATA, TakedownReason.EXEMPT, TakedownReason.RIGHTS}
    assert told == ((EvidenceState.REJECTED, "taken_down") if is_leak else (EvidenceState.CLEAN, ""))


def test_check_runs_twice_without_harm(sender, agency, settings):
    evidence = receive(sender, agency)
    check_received_file(pk=evidence.pk, now=NOW)

    assert check_received_file(pk=evidence.pk, now=NOW) is None
    assert len(list(settings.EVIDENCE_ROOT.glob("clean/*"))) == 1


def test_check_leaves_alone_what_another_worker_holds(sender, agency):
    evidence = receive(sender, agency)
    take_lease(Evidence, evidence.pk, now=NOW, seconds=60)

    assert check_received_file(pk=evidence.pk, now=NOW) is None
    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.QUARANTINED


def test_full_disk_leaves_the_file_waiting_for_the_next_sweep(sender, agency, settings):
    evidence = receive(sender, agency)
    (settings.EVIDENCE_ROOT / "clean").write_bytes(b"not a folder")

    assert check_received_file(pk=evidence.pk, now=NOW) is None
    evidence.refresh_from_db()
    assert (evidence.state, evidence.attempts, evidence.lease_until) == (EvidenceState.QUARANTINED, 1, None)
    assert evidence.last_error == "FileExistsError"


def test_sweep_queues_only_what_nobody_works_on(django_capture_on_commit_callbacks):
    left_behind = FileFactory(lease_until=NOW - timedelta(seconds=1))
    never_taken = FileFactory()
    FileFactory(lease_until=NOW + timedelta(seconds=60))
    FileFactory(attempts=MOST_ATTEMPTS)
    FileFactory(state=EvidenceState.CLEAN)

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        assert requeue_unchecked(NOW) == 2

    assert sorted(row["args"][0] for _, row, _ in queued()) == [left_behind.pk, never_taken.pk]


def test_publishing_opens_a_clean_public_proof(sender):
    link = LinkFactory()

    assert publish_evidence(evidence=link, by=sender, at=NOW) is True
    link.refresh_from_db()
    assert (link.state, link.published_at) == (EvidenceState.PUBLISHED, NOW)
    assert (link.approved_by, link.approved_at) == (sender, NOW)
    assert audit_codes(link) == ["evidence.published", "evidence.approved"]


@pytest.mark.parametrize(
    "fields",
    [
        {"visibility": Visibility.INTERNAL},
        {"kip_class": KipClass.EXEMPT},
        {"state": EvidenceState.REJECTED},
        {"state": EvidenceState.PUBLISHED},
    ],
)
def test_publishing_leaves_the_rest_as_it_is(sender, fields):
    link = LinkFactory(**fields)
    before = link.state

    assert publish_evidence(evidence=link, by=sender, at=NOW) is False
    link.refresh_from_db()
    assert link.state == before


def test_publishing_leaves_a_tombstone(sender):
    file = FileFactory(state=EvidenceState.TAKEN_DOWN)
    assert publish_evidence(evidence=file, by=sender, at=NOW) is False
    file.refresh_from_db()
    assert file.state == EvidenceState.TAKEN_DOWN
