"""From a payload to files. No database: all that a file says stands in the payload's bytes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.document import Payload
from reports.enums import FileFormat

# What is being done, how much of it is done, of how much.
Tell = Callable[[str, int, int], None]
# The CMS alone shows what is being done, and it speaks Bahasa Indonesia.
CMS_LANGUAGE = "id"
PDF_FORMATS = (FileFormat.PDF, FileFormat.ARCHIVE)


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """`pages` of a PDF; None for what has none."""

    format: FileFormat
    content: bytes
    pages: int | None = None


def render_files(content: bytes, tell: Tell) -> Iterator[RenderedFile]:
    """Every file of a report, each as soon as it is drawn; the payload itself first, the PDFs last.

    Raises ValueError for what is not a payload, PdfUnavailable where the engine cannot run. What `tell` raises,
    as for a build that is cancelled, goes through.
    """
    payload = Payload.from_bytes(content)
    yield RenderedFile(FileFormat.PAYLOAD, content)
    for done, (file_format, draw) in enumerate(_drawings().items(), start=1):
        tell(_step(file_format), done, len(FileFormat))
        yield RenderedFile(file_format, draw(payload, content))
    yield from _pdfs(payload, content, tell)


def _drawings() -> Mapping[FileFormat, Callable[[Payload, bytes], bytes]]:
    """Their libraries are loaded by the process that draws, and by no other."""
    from reports.rendering.office import office_text
    from reports.rendering.text_tables import csv_archive
    from reports.rendering.twin import twin_html
    from reports.rendering.workbook import workbook

    return {
        FileFormat.CSV: csv_archive,
        FileFormat.WORKBOOK: workbook,
        FileFormat.OFFICE: office_text,
        FileFormat.TWIN: twin_html,
    }


def _pdfs(payload: Payload, content: bytes, tell: Tell) -> Iterator[RenderedFile]:
    from reports.rendering.pages import draw_pages
    from reports.rendering.text_tables import csv_files

    attachments = {f"{payload.report}-v{payload.version}.json": content, **csv_files(payload, content)}
    drawn = draw_pages(payload, content, attachments, tell)
    for file_format in PDF_FORMATS:
        yield RenderedFile(file_format, drawn[file_format].content, drawn[file_format].pages)


def _step(file_format: FileFormat) -> str:
    with override(CMS_LANGUAGE):
        return _("Menulis berkas: %(file)s") % {"file": file_format.label}
