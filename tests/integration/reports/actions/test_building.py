from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from evidence.actions.takedown import take_down
from evidence.enums import EvidenceState, TakedownReason
from foundation.mail.models import OutgoingMail
from renaksi.models import ActionPlan
from renaksi.notifications.letters import absolute
from reports.actions import building
from reports.actions.building import MOST_ATTEMPTS, build_report, give_up
from reports.actions.requesting import request_report, retry_report
from reports.builder import BuildFailed
from reports.document.payload import fingerprint
from reports.enums import BuildState, FileFormat, ReportKind
from reports.models import ReportBuild, ReportFile
from reports.queries.finding import previous_payload, replaced_by
from reports.storage import path_of, payload_bytes, read_payload
from reports.subject import Subject
from reports.tasks import build_queued_report, remove_left_behind, requeue_unbuilt
from tests.actors import secretariat_admin
from tests.drawing import MADE_WITH, PAGES, draw_lines
from tests.integration.reports.actions.conftest import NOW, built, published, told_actions
from tests.integration.reports.conftest import accept, milestone_of, period_of, report, verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("drawn_quickly")]


def mails() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("recipient", "subject"))


def test_built_report_has_its_payload_files_and_day(build: ReportBuild):
    told: list[tuple[str, int, int]] = []
    found = build_report(build=build, now=NOW, tell=lambda *step: told.append(step))
    assert found is not None
    assert (found.state, found.as_of, found.lease_until, found.pages, found.made_with) == (
        BuildState.READY,
        date(2026, 11, 22),
        None,
        PAGES,
        MADE_WITH,
    )
    assert (found.step, found.done, found.steps) == ("", 0, 0)
    assert fingerprint(payload_bytes(found)) == found.payload_sha256
    payload = read_payload(found)
    assert (payload.report, payload.version, payload.gathered_at) == (
        "keadaan-rencana-laporan",
        1,
        "2026-11-22T03:00:00Z",
    )
    files = {file.format: file for file in found.files.all()}
    assert files.keys() == set(FileFormat.values)
    for file in files.values():
        content = path_of(file.name).read_bytes()
        assert (file.sha256, file.size) == (fingerprint(content), len(content))
        assert path_of(file.name).stat().st_mode & 0o777 == 0o600
    assert told[0][0] == "Mengumpulkan angka"
    assert told[-1] == ("Menata halaman", 1, 2)
    assert told_actions(found) == ["report.requested", "report.started", "report.built"]


def test_each_who_waits_gets_one_mail(standing: Subject, build: ReportBuild):
    other = secretariat_admin()
    request_report(subject=standing, by=other)
    built(build)
    build_report(build=build, now=NOW)
    assert mails() == [
        (person.email, "Laporan siap diperiksa: Laporan rencana aksi · Rencana Aksi Laporan")
        for person in (build.requested_by, other)
    ]
    text = OutgoingMail.objects.first().text
    assert "Laporan yang Anda minta siap diperiksa." in text
    assert f"Buka meja laporan: {absolute(reverse('cms_report:report', args=[build.report_id]))}" in text


def test_building_twice_changes_nothing(build: ReportBuild):
    found = built(build)
    assert build_report(build=build, now=NOW) is None
    build.refresh_from_db()
    assert build.payload_sha256 == found.payload_sha256


def test_report_that_another_worker_builds_is_left_to_it(build: ReportBuild):
    ReportBuild.objects.filter(pk=build.pk).update(lease_until=NOW + timedelta(seconds=5))
    assert build_report(build=build, now=NOW) is None


def test_report_of_a_dead_worker_is_built_by_the_next(build: ReportBuild):
    ReportBuild.objects.filter(pk=build.pk).update(
        state=BuildState.BUILDING, lease_until=NOW - timedelta(seconds=1), attempts=1, step="Menata"
    )
    assert built(build).attempts == 0


@pytest.fixture
def in_the_middle(monkeypatch: pytest.MonkeyPatch):
    """Let something happen while pages are laid out."""

    def happen(act) -> None:
        def draw(content: bytes, *, folder: Path, tell, is_cancelled):
            act()
            monkeypatch.setattr(building, "SECONDS_BETWEEN_WRITES", 0)
            return draw_lines(content, folder=folder, tell=tell, is_cancelled=is_cancelled)

        monkeypatch.setattr(building, "draw", draw)

    return happen


def test_worker_that_was_given_up_on_stores_nothing(build: ReportBuild, in_the_middle):
    in_the_middle(lambda: ReportBuild.objects.update(lease_until=NOW + timedelta(days=1)))
    assert build_report(build=build, now=NOW) is None
    build.refresh_from_db()
    assert (build.state, build.payload_sha256) == (BuildState.BUILDING, "")
    assert files_on_disk() == []
    assert mails() == []


def test_worker_that_is_late_with_its_files_throws_them_away(
    build: ReportBuild, monkeypatch: pytest.MonkeyPatch
):
    """Given up on after its last sign of life: what it stored is removed again."""
    store = building.store_files

    def slowly(drawn):
        stored = store(drawn)
        ReportBuild.objects.update(lease_until=NOW + timedelta(days=1))
        return stored

    monkeypatch.setattr(building, "store_files", slowly)
    assert build_report(build=build, now=NOW) is None
    assert files_on_disk() == []


def files_on_disk() -> list[str]:
    return sorted(path.name for path in path_of("").rglob("*") if path.is_file())


def test_progress_stands_in_the_row_and_renews_the_lease(build: ReportBuild, monkeypatch: pytest.MonkeyPatch):
    seen: list[tuple[str, int, int, bool]] = []

    def draw(content: bytes, *, folder: Path, tell, is_cancelled):
        before = ReportBuild.objects.get().lease_until
        monkeypatch.setattr(building, "SECONDS_BETWEEN_WRITES", 0)
        tell("Menata halaman", 12, 30)
        row = ReportBuild.objects.get()
        seen.append((row.step, row.done, row.steps, row.lease_until > before))
        return draw_lines(content, folder=folder, tell=tell, is_cancelled=is_cancelled)

    monkeypatch.setattr(building, "draw", draw)
    built(build)
    assert seen == [("Menata halaman", 12, 30, True)]


def test_row_is_written_at_most_once_a_second(build: ReportBuild, django_assert_num_queries):
    clock = iter(range(10_000))
    leased = building.take_lease(ReportBuild, build.pk, now=NOW, seconds=60)
    progress = building._Progress(leased, NOW, None, _clock=lambda: next(clock) / 1000)
    progress("Menata", 1, 9)
    with django_assert_num_queries(0):
        for page in range(100):
            progress("Menata", page, 900)


def test_cancelled_report_ends_without_files_and_mail(build: ReportBuild, in_the_middle):
    in_the_middle(lambda: ReportBuild.objects.update(is_cancelled=True))
    found = build_report(build=build, now=NOW)
    assert found is not None
    assert (found.state, found.lease_until, found.last_error) == (BuildState.CANCELLED, None, "")
    assert (files_on_disk(), mails()) == ([], [])


def test_report_that_was_cancelled_after_its_worker_died_is_not_begun_again(build: ReportBuild):
    ReportBuild.objects.update(state=BuildState.BUILDING, is_cancelled=True)
    found = build_report(build=build, now=NOW)
    assert found is not None
    assert found.state == BuildState.CANCELLED


def fail_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(*_args: object, **_facts: object) -> None:
        raise error

    monkeypatch.setattr(building, "draw", draw)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (BuildFailed("Terlalu besar: pilih yang lebih kecil."), "Terlalu besar: pilih yang lebih kecil."),
        (
            OSError(28, "No space left on device"),
            "Berkas tidak dapat disimpan (No space left on device): periksa ruang disk dan izin folder laporan, lalu coba lagi.",
        ),
        (
            KeyError("x"),
            "Laporan gagal disusun (KeyError). Coba lagi; bila tetap gagal, sampaikan nomor laporan ini ke pengelola.",
        ),
    ],
)
def test_failed_report_says_why_and_mails_it(build: ReportBuild, monkeypatch, error, sentence):
    fail_with(error, monkeypatch)
    found = build_report(build=build, now=NOW)
    assert found is not None
    assert (found.state, found.lease_until, found.last_error) == (BuildState.FAILED, None, sentence)
    assert files_on_disk() == []
    (mail,) = OutgoingMail.objects.all()
    assert mail.subject == "Laporan gagal disusun: Laporan rencana aksi · Rencana Aksi Laporan"
    assert sentence in mail.text
    assert told_actions(found) == ["report.requested", "report.started", "report.failed"]


def test_each_end_is_mailed_also_after_a_retry(build: ReportBuild, monkeypatch: pytest.MonkeyPatch):
    fail_with(BuildFailed("Gagal."), monkeypatch)
    failed = build_report(build=build, now=NOW)
    assert failed is not None
    monkeypatch.setattr(building, "draw", draw_lines)
    built(retry_report(build=failed, by=build.requested_by))
    assert [subject.partition(":")[0] for _to, subject in mails()] == [
        "Laporan gagal disusun",
        "Laporan siap diperiksa",
    ]


def test_who_left_gets_no_mail(build: ReportBuild):
    build.waiting_for.update(is_active=False)
    built(build)
    assert mails() == []


def test_new_version_tells_what_it_replaces(standing: Subject, ready: ReportBuild):
    first = published(ready)
    second = built(request_report(subject=standing, by=None, reason="Angka dikoreksi."))
    replaced = replaced_by(second)
    assert replaced is not None
    assert read_payload(second).replaces == replaced
    assert (replaced.version, replaced.fingerprint, replaced.published_on, replaced.reason) == (
        1,
        first.payload_sha256,
        "2026-11-22",
        "Angka dikoreksi.",
    )
    assert previous_payload(standing_report := second.report) == read_payload(first)
    assert standing_report.builds.count() == 2


def test_previous_is_the_last_published_of_an_earlier_period(plan: ActionPlan):
    later = period_of(
        plan,
        code="B12",
        starts_on=date(2020, 10, 1),
        ends_on=date(2020, 12, 31),
        opens_on=date(2020, 12, 20),
        closes_on=date(2021, 1, 10),
        verify_by=date(2021, 1, 31),
    )
    earlier = plan.periods.get(code="B09")
    of_later = built(request_report(subject=Subject(ReportKind.QUARTERLY, plan, later), by=None))
    of_earlier = built(request_report(subject=Subject(ReportKind.QUARTERLY, plan, earlier), by=None))
    assert previous_payload(of_later.report) is None
    published(of_earlier)
    assert previous_payload(of_later.report) == read_payload(of_earlier)
    assert previous_payload(of_earlier.report) is None
    path_of(of_earlier.files.get(format="json").name).write_bytes(b"{}")
    assert previous_payload(of_later.report) is None


def test_task_builds_the_report_of_its_number(build: ReportBuild):
    build_queued_report.call(build.pk)
    build.refresh_from_db()
    assert build.state == BuildState.READY
    build_queued_report.call(4711)


def test_sweep_queues_what_nobody_works_on(build: ReportBuild):
    assert requeue_unbuilt(timezone.now()) == 1
    ReportBuild.objects.update(lease_until=timezone.now() + timedelta(minutes=1))
    assert requeue_unbuilt(timezone.now()) == 0


def test_sweep_gives_up_on_a_report_whose_workers_died_too_often(build: ReportBuild):
    ReportBuild.objects.update(state=BuildState.BUILDING, attempts=MOST_ATTEMPTS, lease_until=NOW)
    assert requeue_unbuilt(timezone.now()) == 0
    give_up(build=build)
    build.refresh_from_db()
    assert (build.state, build.last_error) == (
        BuildState.FAILED,
        "Penyusunan terhenti 3 kali. Coba lagi dengan cakupan yang lebih kecil.",
    )
    assert len(mails()) == 1


def test_sweep_removes_what_dead_builds_left_and_nothing_else(ready: ReportBuild):
    kept = files_on_disk()
    (path_of("kerja") / "7-abc").mkdir()
    for stray in ("f" * 32 + ".pdf", "f" * 32 + ".pdf.part", "kerja/7-abc/payload.json"):
        path_of(stray).write_bytes(b"x")
    assert remove_left_behind(datetime.now(UTC)) == 0
    assert remove_left_behind(datetime.now(UTC) + timedelta(hours=2)) == 3
    assert files_on_disk() == kept
    assert ReportFile.objects.count() == len(kept)


def test_build_remembers_the_evidence_that_it_names_and_that_stood_then(plan: ActionPlan, standing: Subject):
    update = verify(
        report(milestone_of(plan.commitments.get(), "Portal"), plan.periods.get(), step=50), step=50
    )
    named = accept(update, "Berita acara").evidence
    accept(update, "Internal", state=EvidenceState.CLEAN)
    gone = accept(update, "Sudah turun").evidence
    take_down(evidence=gone, reason=TakedownReason.PERSONAL_DATA, by=secretariat_admin(), at=NOW)

    found = built(request_report(subject=standing, by=None))
    assert list(found.evidence.all()) == [named]
