"""The real renderer behind its walls: every file, and the same bytes as without them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.builder import draw, renderer
from reports.enums import FileFormat
from reports.rendering import render_files
from tests.report_payloads import sample_payload

# The engine never closes the colour profile that it reads for an archive.
pytestmark = [
    pytest.mark.once,
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _leave_no_server() -> Iterator[None]:
    yield
    renderer.stop()


def test_walls_change_no_byte_of_any_file(tmp_path: Path) -> None:
    content = sample_payload(commitments=1).to_bytes()
    drawn = draw(content, folder=tmp_path, tell=lambda *_step: None, is_cancelled=lambda: False)
    outside = {file.format: file for file in render_files(content, lambda *_step: None)}
    assert {file.format: file.path.read_bytes() for file in drawn.files} == {
        one: file.content for one, file in outside.items()
    }
    assert {file.format: file.pages for file in drawn.files if file.pages} == {
        FileFormat.PDF: outside[FileFormat.PDF].pages,
        FileFormat.ARCHIVE: outside[FileFormat.ARCHIVE].pages,
    }
