import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reports.builder import DrawnFile, DrawnReport
from reports.document.payload import fingerprint
from reports.enums import FileFormat
from reports.storage import clear, discard, path_of, store_files, unknown_files, workplace

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def drawn(tmp_path: Path) -> DrawnReport:
    files = []
    for one in (FileFormat.PDF, FileFormat.WORKBOOK):
        path = tmp_path / one.value
        path.write_bytes(f"content of {one.value}".encode())
        files.append(DrawnFile(one, path))
    return DrawnReport(tuple(files), "weasyprint 1")


def stored_names(settings) -> list[str]:
    root = Path(settings.REPORT_ROOT)
    return sorted(path.name for path in root.iterdir()) if root.exists() else []


def test_stored_files_are_whole_and_private(drawn: DrawnReport, settings) -> None:
    stored = store_files(drawn)
    assert [one.format for one in stored] == [FileFormat.PDF, FileFormat.WORKBOOK]
    for one, file in zip(stored, drawn.files, strict=True):
        path, content = path_of(one.name), file.path.read_bytes()
        assert path.read_bytes() == content
        assert (one.size, one.sha256) == (len(content), fingerprint(content))
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        assert one.name.endswith(f".{one.format.value}")
    assert stored_names(settings) == sorted(one.name for one in stored)


def test_nothing_is_left_behind_when_the_disk_refuses_half_way(
    drawn: DrawnReport, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush, count = os.fsync, iter(range(9))

    def full(descriptor: int) -> None:
        if next(count) == 1:
            raise OSError(28, "No space left on device")
        flush(descriptor)

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store_files(drawn)
    assert stored_names(settings) == []


@pytest.mark.parametrize("trick", ["symlink", "hard link", "folder", "pipe", "missing"])
def test_only_plain_files_are_taken_from_the_drawing_process(
    drawn: DrawnReport, settings, tmp_path: Path, trick: str
) -> None:
    secret = tmp_path / "database.sqlite3"
    secret.write_bytes(b"secret")
    path = drawn.files[1].path
    path.unlink()
    if trick == "symlink":
        path.symlink_to(secret)
    elif trick == "hard link":
        path.hardlink_to(secret)
    elif trick == "folder":
        path.mkdir()
    elif trick == "pipe":
        os.mkfifo(path)
    with pytest.raises(ValueError, match=path.name):
        store_files(drawn)
    assert stored_names(settings) == []


def test_discarding_twice_is_no_error(drawn: DrawnReport) -> None:
    stored = store_files(drawn)[0]
    discard(stored.name)
    discard(stored.name)
    assert not path_of(stored.name).exists()


def test_what_nobody_knows_is_found_once_it_is_old(drawn: DrawnReport) -> None:
    kept, lost = store_files(drawn)
    half = workplace() / "7-abc"
    half.mkdir()
    later, earlier = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
    for path in (path_of(kept.name), path_of(lost.name), half):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert list(unknown_files({kept.name}, before=earlier)) == []
    assert set(unknown_files({kept.name}, before=later)) == {path_of(lost.name), half}
    assert clear(unknown_files({kept.name}, before=later)) == 2
    assert path_of(kept.name).exists()
    assert (path_of(lost.name).exists(), half.exists()) == (False, False)


@pytest.mark.parametrize("error", [RecursionError, PermissionError])
def test_what_cannot_be_removed_keeps_no_other(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stuck, other = workplace() / "7-abc", workplace() / "8-def"
    other.mkdir()

    def remove_unless_stuck(path: Path) -> None:
        if path == stuck:
            raise error
        path.rmdir()

    monkeypatch.setattr("reports.storage.remove", remove_unless_stuck)
    assert clear(iter((stuck, other))) == 1
    assert [record.args for record in caplog.records] == [(stuck,)]
    assert not other.exists()


def test_before_the_first_report_there_is_nothing_to_remove() -> None:
    assert list(unknown_files(set(), before=NOW)) == []
