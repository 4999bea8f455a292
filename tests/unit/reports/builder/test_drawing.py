"""The process that draws may hang, eat, lie or be taken over: the site gets files, or one sentence."""

import json
import socket
from pathlib import Path

import pytest

from foundation.walls import landlock_version
from reports.builder import BuildCancelled, BuildFailed, renderer
from reports.builder.limits import Limits
from reports.enums import FileFormat

pytestmark = pytest.mark.once

TOO_BIG = "Laporan ini butuh lebih banyak memori"
TOO_SLOW = "Penyusunan melewati batas waktu"


def test_files_of_every_format_are_drawn_and_the_payload_is_the_sites_own(drawn) -> None:
    told: list[tuple[str, int, int]] = []
    found = drawn("plain", tell=lambda *step: told.append(step))
    assert {file.format for file in found.files} == set(FileFormat)
    by_format = {file.format: file for file in found.files}
    assert by_format[FileFormat.PDF].pages == 7
    assert by_format[FileFormat.TWIN].path.read_bytes() == b"x"
    assert json.loads(by_format[FileFormat.PAYLOAD].path.read_bytes())["report"] == "plain"
    assert found.made_with.startswith("weasyprint ")
    assert found.made_with.endswith("; renaksi.report/1")
    assert len(found.made_with) <= 200
    assert found.peak_bytes > 10 * 1024 * 1024


def test_one_server_draws_one_report_after_another(drawn) -> None:
    drawn("first")
    server = renderer.renderer()
    drawn("second")
    assert renderer.renderer() is server


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("eat", TOO_BIG),
        ("die", TOO_BIG),
        ("fail", r"Laporan gagal digambar \(LookupError\)"),
        ("fill", r"periksa ruang disk, lalu coba lagi. \(No space left on device\)"),
        ("forget", r"Laporan gagal digambar \(0\)"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_the_server_goes_on(drawn, what: str, sentence: str) -> None:
    server = renderer.renderer()
    with pytest.raises(BuildFailed, match=sentence):
        drawn(what)
    assert renderer.renderer() is server


def test_who_takes_too_long_is_ended(drawn) -> None:
    with pytest.raises(BuildFailed, match=TOO_SLOW):
        drawn("sleep", limits=Limits(wall_seconds=0))


def test_who_computes_too_long_is_ended(drawn) -> None:
    with pytest.raises(BuildFailed, match=TOO_SLOW):
        drawn("spin", limits=Limits(cpu_seconds=1))


def test_nobody_waits_for_a_report_that_was_cancelled(drawn) -> None:
    told: list[tuple[str, int, int]] = []
    with pytest.raises(BuildCancelled):
        drawn("sleep", tell=lambda *step: told.append(step), is_cancelled=lambda: bool(told))
    assert told == [("Tidur", 1, 2)]


def test_a_lie_about_the_end_or_of_files_is_not_believed(drawn) -> None:
    found = drawn("lie")
    assert {file.format: file.pages for file in found.files}[FileFormat.PDF] == 7
    assert len(found.files) == len(FileFormat)


def test_who_shouts_is_ended(drawn) -> None:
    with pytest.raises(BuildFailed, match="Laporan gagal digambar"):
        drawn("shout")


def lives(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_nothing_that_it_started_outlives_a_report(drawn) -> None:
    """Out of its group, holding its pipe: once as the report is drawn, once as it is cancelled."""
    told: list[str] = []
    drawn("linger", tell=lambda step, *_count: told.extend(step.split()))
    assert len(told) == 2
    with pytest.raises(BuildCancelled):
        drawn(
            "linger on",
            tell=lambda step, *_count: told.extend(step.split()),
            is_cancelled=lambda: len(told) == 4,
        )
    assert [lives(pid) for pid in told] == [False] * 4


def test_who_laments_without_end_fills_no_log(drawn, caplog: pytest.LogCaptureFixture) -> None:
    """And what it says is kept without what databases refuse."""
    with pytest.raises(BuildFailed, match=r"Laporan gagal digambar \(ab\)"):
        drawn("lament")
    assert len(caplog.records) == 1


@pytest.mark.skipif(
    not landlock_version(), reason="this kernel has no Landlock: only Python code is watched there"
)
def test_who_takes_the_process_over_finds_nothing(
    drawn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    renderer.stop()
    secret = tmp_path / "database.sqlite3"
    secret.write_bytes(b"secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = drawn("reach", secret=str(secret), port=server.getsockname()[1])
    twin = next(file for file in found.files if file.format == FileFormat.TWIN)
    told = json.loads(twin.path.read_bytes())
    # TZ is Django's own.
    assert told.pop("variables") == ["DJANGO_SETTINGS_MODULE", "LANG", "MALLOC_ARENA_MAX", "PATH", "TZ"]
    # Three that lead nowhere, and the one by which it says how far it is.
    assert len(told.pop("open files")) == 4
    assert [name for name, outcome in told.items() if outcome is True] == ["own folder", "template"]
    assert told["secret by a library"] == "OSError"
    assert secret.read_bytes() == b"secret"
