import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from evidence.actions import previewing
from evidence.actions.checking import check_received_file
from evidence.actions.previewing import draw_preview
from evidence.actions.takedown import take_down
from evidence.enums import EvidenceState, TakedownReason
from evidence.models import Evidence
from evidence.storage.places import PREVIEW, path_of
from evidence.storage.previews import page_path, store_preview, tables_of, texts_of
from evidence.tasks import make_preview, requeue_without_preview
from foundation.jobs.leases import MOST_ATTEMPTS
from tests import actors
from tests.factories.evidence import FileFactory
from tests.factories.previews import put_preview, text_pdf
from tests.taken_over import put_in_place, telling

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def clean_file(content: bytes = b"", name: str = "laporan.pdf", **fields: object) -> Evidence:
    """Passed the check, and on disk."""
    derivative = f"clean/{name}"
    path_of(derivative).parent.mkdir(parents=True, exist_ok=True)
    path_of(derivative).write_bytes(content or text_pdf("Isi laporan"))
    return FileFactory(
        **{"state": EvidenceState.CLEAN, "original_name": name, "derivative_name": derivative, **fields}
    )


def folders(settings) -> list[Path]:
    return sorted((settings.EVIDENCE_ROOT / PREVIEW).glob("*"))


def test_preview_is_stored_with_its_hints():
    evidence = clean_file(text_pdf("Isi", "NIK 3201010101900001 dan 0812-3456-7890"))

    drawn = draw_preview(pk=evidence.pk, now=NOW)

    assert drawn is not None
    evidence.refresh_from_db()
    assert (evidence.preview["of"], evidence.hints) == (2, {"nik": 1, "phone": 1})
    assert texts_of(evidence) == ("Isi", "NIK 3201010101900001 dan 0812-3456-7890")
    assert page_path(evidence, 2).read_bytes()[8:12] == b"WEBP"
    assert (evidence.lease_until, evidence.attempts) == (None, 0)


def test_values_of_hints_are_nowhere_in_the_row():
    evidence = clean_file(text_pdf("3201010101900001 0812-3456-7890 nama@contoh.id"))
    draw_preview(pk=evidence.pk, now=NOW)
    row = str(Evidence.objects.filter(pk=evidence.pk).values().get())
    assert [value for value in ("3201010101900001", "3456-7890", "nama@contoh.id") if value in row] == []


def test_title_and_name_of_the_file_are_looked_at_too():
    evidence = clean_file(name="3201010101900001.pdf", title="Hubungi 0812-3456-7890")
    draw_preview(pk=evidence.pk, now=NOW)
    evidence.refresh_from_db()
    assert evidence.hints == {"nik": 1, "phone": 1}


def test_files_of_a_preview_are_private(settings):
    draw_preview(pk=clean_file().pk, now=NOW)
    (folder,) = folders(settings)
    inspection = settings.EVIDENCE_ROOT / "inspection"
    assert {stat.S_IMODE(one.stat().st_mode) for one in (folder, folder.parent, inspection)} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_second_try_does_nothing(settings):
    evidence = clean_file()
    draw_preview(pk=evidence.pk, now=NOW)
    assert draw_preview(pk=evidence.pk, now=NOW) is None
    assert len(folders(settings)) == 1


def test_worker_that_holds_the_lease_is_left_alone():
    evidence = clean_file(lease_until=NOW + timedelta(seconds=1))
    assert draw_preview(pk=evidence.pk, now=NOW) is None


@pytest.mark.parametrize(
    "state", [EvidenceState.QUARANTINED, EvidenceState.REJECTED, EvidenceState.TAKEN_DOWN]
)
def test_what_is_not_clean_is_not_drawn(state):
    evidence = FileFactory(state=state)
    assert draw_preview(pk=evidence.pk, now=NOW) is None


def test_file_that_cannot_be_drawn_stays_clean_and_says_why(settings):
    evidence = clean_file(b"%PDF-1.7 bukan")
    draw_preview(pk=evidence.pk, now=NOW)
    evidence.refresh_from_db()
    assert (evidence.state, evidence.preview, evidence.preview_name) == (
        EvidenceState.CLEAN,
        {"problem": "unreadable"},
        "",
    )
    assert folders(settings) == []


ONE_PAGE = {
    "pages": [{"width": 5, "height": 5}],
    "of": 1,
    "tables": [],
    "sheets": 0,
    "text": False,
    "cut": False,
    "hints": {},
}
PICTURES = "for name in ('page-1.webp', 'thumbnail.webp'):\n    path = os.path.join(sys.argv[4], name)\n    "


@pytest.mark.parametrize("facts", [ONE_PAGE, {"pages": "semua"}, {"problem": 7}, {}])
def test_what_the_reading_process_makes_up_is_not_believed(monkeypatch, settings, tmp_path, facts):
    put_in_place(telling(facts=facts), tmp_path, monkeypatch)
    evidence = clean_file()
    draw_preview(pk=evidence.pk, now=NOW)
    evidence.refresh_from_db()
    assert (evidence.preview, evidence.preview_name, folders(settings)) == ({"problem": "unreadable"}, "", [])


def test_link_in_place_of_a_picture_is_not_followed(monkeypatch, settings, tmp_path):
    secret = tmp_path / "rahasia.webp"
    secret.write_bytes(b"RIFF....WEBP rahasia")
    program = f"{PICTURES}os.symlink({str(secret)!r}, path)\n{telling(facts=ONE_PAGE)}"
    put_in_place(program, tmp_path, monkeypatch)
    evidence = clean_file()
    draw_preview(pk=evidence.pk, now=NOW)
    evidence.refresh_from_db()
    assert (evidence.preview, folders(settings)) == ({"problem": "unreadable"}, [])


@pytest.mark.parametrize(
    ("content", "is_kept"), [(b"RIFF....WEBPVP8 ", True), (b"<script>alert(1)</script>", False)]
)
def test_page_that_is_no_picture_is_not_taken_over(monkeypatch, settings, tmp_path, content, is_kept):
    program = f"{PICTURES}open(path, 'wb').write({content!r})\n{telling(facts=ONE_PAGE)}"
    put_in_place(program, tmp_path, monkeypatch)
    evidence = clean_file()
    draw_preview(pk=evidence.pk, now=NOW)
    evidence.refresh_from_db()
    assert (evidence.preview == {"problem": "unreadable"}, len(folders(settings))) == (not is_kept, is_kept)


def test_machine_that_fails_leaves_the_file_for_the_next_sweep(monkeypatch, tmp_path):
    put_in_place(telling(fault="ENOSPC"), tmp_path, monkeypatch)
    evidence = clean_file()
    assert draw_preview(pk=evidence.pk, now=NOW) is None
    evidence.refresh_from_db()
    assert (evidence.preview, evidence.attempts, evidence.last_error) == ({}, 1, "SandboxFault")


def test_file_that_is_taken_down_meanwhile_gets_no_preview(monkeypatch, settings):
    evidence = clean_file()
    run = previewing.run_inspection

    def slow(**asked: object) -> object:
        take_down(
            evidence=evidence,
            reason=TakedownReason.PERSONAL_DATA,
            by=actors.secretariat_admin(),
            at=NOW,
        )
        return run(**asked)

    monkeypatch.setattr(previewing, "run_inspection", slow)
    assert draw_preview(pk=evidence.pk, now=NOW) is None
    evidence.refresh_from_db()
    assert (evidence.preview, evidence.preview_name, evidence.hints) == ({}, "", {})
    assert folders(settings) == []


def test_takedown_removes_the_preview(settings, django_capture_on_commit_callbacks):
    evidence = put_preview(clean_file())
    with django_capture_on_commit_callbacks(execute=True):
        take_down(
            evidence=evidence, reason=TakedownReason.PERSONAL_DATA, by=actors.secretariat_admin(), at=NOW
        )
    assert folders(settings) == []


def test_check_hands_over_to_the_preview(django_capture_on_commit_callbacks):
    evidence = FileFactory(stored_name="quarantine/uji")
    path_of("quarantine").mkdir(parents=True)
    path_of("quarantine/uji").write_bytes(text_pdf("Isi"))
    with django_capture_on_commit_callbacks(execute=True):
        checked = check_received_file(pk=evidence.pk, now=NOW)
    assert checked is not None
    assert checked.state == EvidenceState.CLEAN
    queued = [(one.task_path, one.args_kwargs["args"]) for one in DBTaskResult.objects.all()]
    assert (make_preview.module_path, [evidence.pk]) in queued


def test_sweep_finds_clean_files_without_a_preview():
    waiting = clean_file()
    published = clean_file(state=EvidenceState.PUBLISHED)
    put_preview(clean_file())
    clean_file(preview={"problem": "unreadable"})
    clean_file(lease_until=NOW + timedelta(minutes=1))
    clean_file(attempts=MOST_ATTEMPTS)
    FileFactory(state=EvidenceState.QUARANTINED)
    assert requeue_without_preview(NOW) == 2
    assert set(previewing.without_preview().filter(attempts=0, lease_until=None)) == {waiting, published}


def test_preview_that_lost_its_files_shows_nothing():
    evidence = put_preview(clean_file(), text="Isi")
    for path in path_of(evidence.preview_name).iterdir():
        path.unlink()
    assert (texts_of(evidence), tables_of(evidence)) == ((), ())


def test_full_disk_leaves_no_half_preview(monkeypatch, settings, tmp_path):
    evidence = put_preview(clean_file(), text="Isi")
    manifest = previewing.read_manifest(evidence.preview)
    source = path_of(evidence.preview_name)
    (source / "text.txt").unlink()
    with pytest.raises(ValueError, match=r"text\.txt"):
        store_preview(source, manifest)
    assert [folder.name for folder in folders(settings)] == [evidence.public_id.hex]


@pytest.mark.parametrize(("content", "hints"), [(b"%PDF-1.7 rusak", {"unread": 1}), (b" \n", {})])
def test_what_cannot_be_read_waits_for_a_person_and_what_is_empty_does_not(content, hints):
    name = "berkas.pdf" if content.startswith(b"%PDF") else "kosong.txt"
    evidence = clean_file(content, name)
    draw_preview(pk=evidence.pk, now=NOW)
    evidence.refresh_from_db()
    assert (bool(evidence.preview["problem"]), evidence.hints) == (True, hints)
