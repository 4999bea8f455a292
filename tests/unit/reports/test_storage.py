import hashlib
from pathlib import Path

import pytest

from reports.storage import discard, path_of, store


def test_stored_report_is_whole_and_private(settings) -> None:
    stored = store(b"%PDF")
    path = path_of(stored.name)
    assert path.read_bytes() == b"%PDF"
    assert (stored.size, stored.sha256) == (4, hashlib.sha256(b"%PDF").hexdigest())
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert path.parent == Path(settings.REPORT_ROOT)


def test_nothing_is_left_behind_when_the_disk_refuses(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store(b"%PDF")
    assert list(Path(settings.REPORT_ROOT).iterdir()) == []


def test_discarding_twice_is_no_error() -> None:
    stored = store(b"%PDF")
    discard(stored.name)
    discard(stored.name)
    assert not path_of(stored.name).exists()
