"""A published report that comes in as evidence is taken as a link to it."""

from datetime import UTC, datetime

import pytest

from evidence.actions.receiving import receive_file
from evidence.enums import EvidenceKind, EvidenceState
from evidence.models import Evidence, FileToRemove
from evidence.storage.places import path_of
from evidence.tasks import check_evidence
from foundation.audit.queries import entries_for
from renaksi.queries.workspace.proofs import proofs_of
from reports.enums import FileFormat
from reports.storage import path_of as report_path
from tests.factories.accounts import UserFactory
from tests.factories.evidence import upload
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import ItemFactory
from tests.published_reports import published, withdrawn

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 3, tzinfo=UTC)


def sent(content: bytes, *, title: str = "") -> Evidence:
    facts = {"institution": InstitutionFactory(), "by": UserFactory(), "at": NOW, "title": title}
    return receive_file(file=upload(content, "laporan triwulan.pdf"), **facts)


def checked(evidence: Evidence, django_capture_on_commit_callbacks) -> Evidence:
    with django_capture_on_commit_callbacks(execute=True):
        check_evidence.call(evidence.pk)
    evidence.refresh_from_db()
    return evidence


def bytes_of(build) -> bytes:
    return report_path(build.files.get(format=FileFormat.PDF).name).read_bytes()


def test_own_report_becomes_a_link_and_its_bytes_go(report, settings, django_capture_on_commit_callbacks):
    settings.WAGTAILADMIN_BASE_URL = "https://renaksi.example/"
    build = published(report)
    evidence = sent(bytes_of(build))
    received, receipt = evidence.stored_name, evidence.receipt
    checked(evidence, django_capture_on_commit_callbacks)

    assert (evidence.kind, evidence.state, evidence.url, evidence.title) == (
        EvidenceKind.LINK,
        EvidenceState.CLEAN,
        f"https://renaksi.example{build.get_absolute_url()}",
        "Laporan rencana aksi, Rencana Aksi Contoh",
    )
    assert (evidence.receipt, evidence.state_reason, evidence.stored_name) == (receipt, "own_report", "")
    assert not path_of(received).exists()
    assert FileToRemove.objects.count() == 0
    assert entries_for(evidence)[0].data["url"] == evidence.url


def test_reporter_is_told_what_became_of_the_file(report, django_capture_on_commit_callbacks):
    item = ItemFactory(
        evidence=checked(sent(bytes_of(published(report))), django_capture_on_commit_callbacks)
    )
    (proof,) = proofs_of(item.update)
    assert proof.note.startswith("Berkas ini laporan yang kami terbitkan sendiri")
    assert (proof.kind, proof.word, proof.arrival.receipt) == (
        "Tautan",
        "Tautan tercatat",
        item.evidence.receipt,
    )


def test_title_that_the_sender_wrote_stays(report, django_capture_on_commit_callbacks):
    evidence = sent(bytes_of(published(report)), title="Lampiran surat kami")
    assert checked(evidence, django_capture_on_commit_callbacks).title == "Lampiran surat kami"


def test_withdrawn_report_is_a_file_as_any_other(report, django_capture_on_commit_callbacks):
    build = published(report)
    content = bytes_of(build)
    gone = withdrawn(report, version=2)
    type(gone).objects.filter(pk=build.pk).update(
        state=gone.state, withdrawn_by=gone.withdrawn_by, withdrawn_at=NOW
    )
    evidence = checked(sent(content), django_capture_on_commit_callbacks)
    assert (evidence.kind, evidence.state) == (EvidenceKind.FILE, EvidenceState.REJECTED)


def test_report_that_was_changed_is_a_file_as_any_other(report, django_capture_on_commit_callbacks):
    content = bytes_of(published(report)) + b"\n"
    evidence = checked(sent(content), django_capture_on_commit_callbacks)
    assert (evidence.kind, evidence.state) == (EvidenceKind.FILE, EvidenceState.REJECTED)
