from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from evidence.actions.publishing import keep_internal
from evidence.actions.takedown import take_down
from evidence.enums import EvidenceState, TakedownReason
from foundation.audit.models import AuditEntry
from renaksi.models import ActionPlan
from reports.actions.publishing import publish_report, remove_withdrawn, withdraw_report
from reports.actions.requesting import ReportRefused, request_report
from reports.enums import BuildState
from reports.models import ReportBuild
from reports.storage import path_of
from reports.subject import Subject
from reports.tasks import remove_what_was_withdrawn
from tests.actors import editor, secretariat_admin, verifier
from tests.factories.evidence import FileFactory
from tests.integration.reports.actions.conftest import NOW, built, published, told_actions

pytestmark = pytest.mark.django_db

REASON = "Memuat data pribadi."


def refused(build: ReportBuild, *, fingerprint: str | None = None) -> str:
    with pytest.raises(ReportRefused) as refusal:
        publish_report(
            build=build,
            by=secretariat_admin(),
            at=NOW,
            fingerprint=build.payload_sha256 if fingerprint is None else fingerprint,
        )
    return str(refusal.value)


def test_published_version_says_by_whom_and_when(ready: ReportBuild):
    person = secretariat_admin()
    found = publish_report(build=ready, by=person, at=NOW, fingerprint=ready.payload_sha256)
    found.refresh_from_db()
    assert (found.state, found.published_by, found.published_at) == (BuildState.PUBLISHED, person, NOW)
    entry = AuditEntry.objects.get(action="report.published")
    assert (entry.actor_id, entry.data) == (person.pk, {"sha256": ready.payload_sha256})
    assert refused(found) == "Laporan ini sudah terbit."


def test_nobody_else_publishes_or_withdraws(plan: ActionPlan, ready: ReportBuild):
    for person in (editor(), verifier(plan)):
        with pytest.raises(PermissionDenied):
            publish_report(build=ready, by=person, at=NOW, fingerprint=ready.payload_sha256)
        with pytest.raises(PermissionDenied):
            withdraw_report(build=ready, by=person, at=NOW, reason=REASON, with_replacement=True)
    assert ReportBuild.objects.get().state == BuildState.READY


def test_another_fingerprint_than_was_shown_is_refused(ready: ReportBuild):
    assert "bukan sidik laporan ini" in refused(ready, fingerprint="0" * 64)
    assert "bukan sidik laporan ini" in refused(ready, fingerprint=ready.payload_sha256[:16])


def test_what_is_not_ready_is_refused(build: ReportBuild):
    assert "belum siap diterbitkan" in refused(build)


def test_version_from_before_there_were_payloads_is_refused(ready: ReportBuild):
    ReportBuild.objects.update(payload_sha256="")
    ready.payload_sha256 = ""
    assert "belum siap diterbitkan" in refused(ready)


def test_version_whose_predecessor_is_another_by_now_is_refused(standing: Subject, ready: ReportBuild):
    other = built(request_report(subject=standing, by=None))
    published(other)
    assert "Versi lain sudah terbit sejak laporan ini disusun" in refused(ready)


def test_version_that_holds_what_is_public_no_longer_is_refused(ready: ReportBuild):
    """Taken down, or kept internal: its title would become public with the report."""
    gone, closed, other = (
        FileFactory(state=EvidenceState.PUBLISHED, stored_name=f"quarantine/{name}") for name in "abc"
    )
    ready.evidence.set([gone, closed, other])
    take_down(evidence=gone, reason=TakedownReason.PERSONAL_DATA, by=secretariat_admin(), at=NOW)
    keep_internal(evidence=closed, by=secretariat_admin())
    assert refused(ready) == "2 data dukung dalam laporan ini tidak terbit lagi sejak disusun: susun lagi."


def test_version_that_tells_of_what_was_unpublished_is_refused(plan: ActionPlan, ready: ReportBuild):
    plan.commitments.update(live=False)
    assert refused(ready) == "1 komitmen dalam laporan ini tidak terbit lagi sejak disusun: susun lagi."


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_version_whose_files_are_not_whole_is_refused(ready: ReportBuild, damage: str):
    path = path_of(ready.files.get(format="xlsx").name)
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"another")
    assert refused(ready) == (
        "Berkas “Tabel (XLSX)” hilang atau berubah di penyimpanan: susun lagi laporannya."
    )


def test_withdrawn_version_loses_its_files_but_not_their_fingerprints(
    ready: ReportBuild, django_capture_on_commit_callbacks
):
    build, person = published(ready), secretariat_admin()
    fingerprints = set(build.files.values_list("sha256", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        replacement = withdraw_report(
            build=build, by=person, at=NOW, reason=" Memuat  data\npribadi. ", with_replacement=True
        )
    build.refresh_from_db()
    assert (build.state, build.withdrawn_by, build.withdrawn_at, build.withdrawn_reason) == (
        BuildState.WITHDRAWN,
        person,
        NOW,
        REASON,
    )
    assert set(build.files.values_list("sha256", "name")) == {(one, "") for one in fingerprints}
    assert [path for path in path_of("").iterdir() if path.is_file()] == []
    assert replacement is not None
    assert (replacement.state, replacement.version, replacement.replaces, replacement.reason) == (
        BuildState.QUEUED,
        2,
        build,
        REASON,
    )
    assert told_actions(build)[-2:] == ["report.published", "report.withdrawn"]
    with pytest.raises(ReportRefused, match="sudah ditarik"):
        withdraw_report(build=build, by=person, at=NOW, reason=REASON, with_replacement=False)


def test_draft_is_withdrawn_without_a_replacement(ready: ReportBuild):
    found = withdraw_report(
        build=ready, by=secretariat_admin(), at=NOW, reason=REASON, with_replacement=False
    )
    assert found is None
    assert ReportBuild.objects.get().state == BuildState.WITHDRAWN


@pytest.mark.parametrize("reason", ["", "   ", "salah angka"])
def test_withdrawal_without_a_sentence_is_refused(ready: ReportBuild, reason: str):
    with pytest.raises(ReportRefused, match="Tulis alasan penarikan dalam satu kalimat"):
        withdraw_report(build=ready, by=secretariat_admin(), at=NOW, reason=reason, with_replacement=False)


def test_what_has_no_files_is_not_withdrawn(build: ReportBuild):
    with pytest.raises(ReportRefused, match="batalkan saja"):
        withdraw_report(build=build, by=secretariat_admin(), at=NOW, reason=REASON, with_replacement=False)


def test_crash_after_the_commit_leaves_the_files_to_the_sweep(ready: ReportBuild):
    count = ready.files.count()
    withdraw_report(build=ready, by=secretariat_admin(), at=NOW, reason=REASON, with_replacement=False)
    assert path_of(ready.files.get(format="pdf").name).exists()
    assert remove_what_was_withdrawn(NOW + timedelta(minutes=1)) == count
    assert [path for path in path_of("").iterdir() if path.is_file()] == []
    assert remove_withdrawn() == 0


def test_report_on_nothing_any_more_is_withdrawn_without_another(plan: ActionPlan, ready: ReportBuild):
    plan.commitments.update(live=False)
    found = withdraw_report(build=ready, by=secretariat_admin(), at=NOW, reason=REASON, with_replacement=True)
    assert found is None
    assert ReportBuild.objects.get().state == BuildState.WITHDRAWN
