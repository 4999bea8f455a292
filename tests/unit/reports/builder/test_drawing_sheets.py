"""A sheet is drawn behind the same walls as a report: the first of its drafts that is one page."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.builder import BuildFailed, draw_sheet, renderer


@pytest.fixture(scope="module", autouse=True)
def _leave_no_server() -> Iterator[None]:
    yield
    renderer.stop()


def draft(lines: int) -> str:
    body = "".join(f"<p>Baris {number}</p>" for number in range(lines))
    return f'<html lang="id"><head><title>Lembar</title></head><body>{body}</body></html>'


def test_the_first_draft_that_is_one_page_is_the_sheet(tmp_path: Path) -> None:
    (page,) = PdfReader(io.BytesIO(draw_sheet([draft(200), draft(3), draft(1)], folder=tmp_path))).pages
    assert page.extract_text().split("\n") == ["Baris 0", "Baris 1", "Baris 2"]


def test_what_fits_in_no_draft_is_no_sheet(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="OverflowError"):
        draw_sheet([draft(200)], folder=tmp_path)
