from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.actions import rebuilding
from reports.actions.rebuilding import Outcome, rebuild_files
from reports.enums import FileFormat
from reports.models import ReportBuild
from reports.storage import FileDamaged, is_whole, path_of
from tests.drawing import MADE_WITH, draw_lines
from tests.integration.reports.actions.conftest import published, told_actions

pytestmark = pytest.mark.django_db


def outcomes(build: ReportBuild, **choices: bool) -> dict[FileFormat, Outcome]:
    return {one.format: one.outcome for one in rebuild_files(build=build, **choices)}


def stored(build: ReportBuild, format_: FileFormat):
    return build.files.get(format=format_)


def stale_drawing(content: bytes, **how):
    """As another version of the engine would: its reading PDF has other bytes."""
    drawn = draw_lines(content, **how)
    pdf = next(file for file in drawn.files if file.format == FileFormat.PDF)
    pdf.path.write_bytes(b"%PDF of another engine")
    return type(drawn)(drawn.files, MADE_WITH.replace("weasyprint 1", "weasyprint 2"))


def test_same_payload_gives_the_same_files(ready: ReportBuild):
    assert outcomes(published(ready)) == dict.fromkeys(FileFormat, Outcome.SAME)


def test_lost_and_damaged_files_come_back(ready: ReportBuild):
    path_of(stored(ready, FileFormat.PDF).name).unlink()
    path_of(stored(ready, FileFormat.WORKBOOK).name).write_bytes(b"damaged")
    wanted = dict.fromkeys(FileFormat, Outcome.SAME)
    wanted |= {FileFormat.PDF: Outcome.RESTORED, FileFormat.WORKBOOK: Outcome.RESTORED}
    assert outcomes(ready, only_check=True) == wanted
    assert not is_whole(stored(ready, FileFormat.PDF))
    assert outcomes(ready) == wanted
    assert all(is_whole(file) for file in ready.files.all())
    assert told_actions(ready)[-2:] == ["report.file_restored"] * 2


def test_what_another_engine_draws_replaces_nothing(ready: ReportBuild, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rebuilding, "draw", stale_drawing)
    file = stored(ready, FileFormat.PDF)
    before = path_of(file.name).read_bytes()
    (found,) = [one for one in rebuild_files(build=ready) if one.format == FileFormat.PDF]
    assert (found.outcome, found.made_with) == (Outcome.DIFFERENT, "weasyprint 2; pango 1")
    assert path_of(file.name).read_bytes() == before
    path_of(file.name).unlink()
    assert outcomes(ready)[FileFormat.PDF] == Outcome.LOST
    assert not path_of(file.name).exists()


def test_lost_payload_is_said(ready: ReportBuild):
    path_of(stored(ready, FileFormat.PAYLOAD).name).write_bytes(b"{}")
    with pytest.raises(FileDamaged, match="pulihkan dari cadangan"):
        rebuild_files(build=ready)


def run(**options: object) -> list[str]:
    out = StringIO()
    call_command("rebuild_reports", stdout=out, **options)
    return out.getvalue().splitlines()


def test_command_tells_each_file(ready: ReportBuild):
    path_of(stored(ready, FileFormat.PDF).name).unlink()
    told = run(report=ready.report.slug)
    assert told[:2] == [
        "keadaan-rencana-laporan v1 pdf: hilang, dapat dipulihkan dengan isi yang sama",
        "keadaan-rencana-laporan v1 archive: sama",
    ]
    assert len(told) == len(FileFormat)


def test_command_tells_which_versions_differ(ready: ReportBuild, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rebuilding, "draw", stale_drawing)
    assert run(check=True)[-1] == "  dibuat dengan weasyprint 1; sekarang weasyprint 2"


def test_command_ends_badly_if_something_is_lost_for_good(
    ready: ReportBuild, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rebuilding, "draw", stale_drawing)
    path_of(stored(ready, FileFormat.PDF).name).unlink()
    with pytest.raises(CommandError, match="1 laporan tidak utuh"):
        run()
    path_of(stored(ready, FileFormat.PAYLOAD).name).unlink()
    with pytest.raises(CommandError, match="1 laporan tidak utuh"):
        run()


def test_command_says_that_there_is_nothing():
    with pytest.raises(CommandError, match="Tidak ada laporan seperti itu"):
        run(report="tidak-ada")
