"""All files of a report, one after the other."""

from collections.abc import Mapping

import pytest

from reports.document import Payload
from reports.enums import FileFormat
from reports.pdf import PdfDocument
from reports.rendering import RenderedFile, Tell, render_files
from reports.rendering.text_tables import csv_archive, csv_files
from tests.report_payloads import sample_payload

pytestmark = pytest.mark.once


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the pages are given to attach; they have tests of their own, and take their time."""
    attached: dict[str, bytes] = {}

    def pages(
        _payload: Payload, _content: bytes, attachments: Mapping[str, bytes], tell: Tell
    ) -> Mapping[FileFormat, PdfDocument]:
        attached.update(attachments)
        tell("Menata halaman", 3, 4)
        return {FileFormat.ARCHIVE: PdfDocument(b"archive", 8), FileFormat.PDF: PdfDocument(b"pages", 7)}

    monkeypatch.setattr("reports.rendering.pages.draw_pages", pages)
    return attached


def test_every_format_comes_once_and_the_payload_first(passed: dict[str, bytes]) -> None:
    content = sample_payload().to_bytes()
    files = list(render_files(content, lambda _step, _done, _of: None))
    assert [one.format for one in files] == [
        FileFormat.PAYLOAD,
        FileFormat.CSV,
        FileFormat.WORKBOOK,
        FileFormat.OFFICE,
        FileFormat.TWIN,
        FileFormat.PDF,
        FileFormat.ARCHIVE,
    ]
    assert (files[0].content, files[1].content) == (content, csv_archive(sample_payload(), content))
    assert files[5:] == [
        RenderedFile(FileFormat.PDF, b"pages", 7),
        RenderedFile(FileFormat.ARCHIVE, b"archive", 8),
    ]


def test_the_payload_and_its_tables_are_attached_to_the_pages(passed: dict[str, bytes]) -> None:
    content = sample_payload().to_bytes()
    list(render_files(content, lambda _step, _done, _of: None))
    assert passed == {
        "triwulan-rencana-contoh-b09-2026-v1.json": content,
        **csv_files(sample_payload(), content),
    }


def test_it_tells_what_it_does_in_the_language_of_the_cms(passed: dict[str, bytes]) -> None:
    told: list[tuple[str, int, int]] = []
    list(render_files(sample_payload(lang="en").to_bytes(), lambda *step: told.append(step)))
    assert told == [
        ("Menulis berkas: Semua tabel (CSV dalam ZIP)", 1, 7),
        ("Menulis berkas: Tabel (XLSX)", 2, 7),
        ("Menulis berkas: Naskah yang dapat disunting (DOCX)", 3, 7),
        ("Menulis berkas: Halaman web", 4, 7),
        ("Menata halaman", 3, 4),
    ]


def test_a_build_that_is_cancelled_ends_where_it_is() -> None:
    class Cancelled(Exception):
        pass

    def tell(_step: str, _done: int, _of: int) -> None:
        raise Cancelled

    files = render_files(sample_payload().to_bytes(), tell)
    assert next(files).format is FileFormat.PAYLOAD
    with pytest.raises(Cancelled):
        next(files)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"schema":"renaksi.report/1"}'])
def test_what_is_no_payload_is_refused_before_anything_is_drawn(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        next(render_files(content, lambda _step, _done, _of: None))
