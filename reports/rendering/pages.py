"""A report on paper: laid out once, written as PDF/UA for reading and as PDF/A for the archive."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.tables import without_control_characters
from reports.document import Payload
from reports.document.payload import fingerprint
from reports.enums import FileFormat
from reports.marks import mark_files
from reports.pdf import Attached, PdfDocument, Variant, render_variants
from reports.rendering.drawing.blocks import draw_part
from reports.rendering.drawing.canvas import Canvas, canvases
from reports.rendering.head import full_title, head_of
from reports.rendering.qr import qr_svg, verification_address

# What is being done, how much of it is done, of how much (0: nobody knows).
Tell = Callable[[str, int, int], None]
VARIANTS: Mapping[FileFormat, Variant] = {
    FileFormat.PDF: Variant.READING,
    FileFormat.ARCHIVE: Variant.ARCHIVE,
}
# The CMS alone shows what is being done, and it speaks Bahasa Indonesia.
_CMS_LANGUAGE = "id"
_WATERMARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500" viewBox="0 0 500 500">'
    '<text x="250" y="290" font-family="Source Sans 3" font-size="120" font-weight="bold" fill="#fdf3f1"'
    ' text-anchor="middle" transform="rotate(-35 250 250)">{}</text></svg>'
)
_WIDTHS = "\n".join(f".w-{width} {{ width: {width}%; }}" for width in range(1, 101))


def draw_pages(
    payload: Payload, content: bytes, attachments: Mapping[str, bytes], tell: Tell
) -> Mapping[FileFormat, PdfDocument]:
    """`content`: the payload's bytes; `attachments`: by file name, the payload and the tables.

    The same arguments give the same bytes on every machine with the same engine and fonts.
    Raises PdfUnavailable where the engine cannot run; what `tell` raises goes through.
    """
    html = pages_html(payload, content, tell)
    with override(_CMS_LANGUAGE):
        documents = render_variants(
            html,
            variants=tuple(VARIANTS.values()),
            passed=_passed(payload, content),
            attached=tuple(_attached(payload, attachments)),
            progress=tell,
        )
        return dict(zip(VARIANTS, documents, strict=True))


def pages_html(payload: Payload, content: bytes, tell: Tell) -> str:
    editions = [_edition(payload, content, canvas, tell) for canvas in canvases(payload, on_screen=False)]
    with override(payload.main.lang):
        html = render_to_string(
            "reports/pdf/document.html",
            {
                "payload": payload,
                "editions": editions,
                "title": full_title(payload.main),
                "description": _("Data per %(date)s") % {"date": head_of(payload, content).as_of},
                "fingerprint": fingerprint(content),
            },
        )
    # No font has a shape for them, and an archive holds nothing without a shape.
    return without_control_characters(html)


def _edition(payload: Payload, content: bytes, canvas: Canvas, tell: Tell) -> SafeString:
    edition = canvas.edition
    with override(edition.lang):
        parts = []
        for done, part in enumerate(edition.parts):
            tell(str(part.title), done, len(edition.parts))
            parts.append(draw_part(part, canvas))
        contents = [
            {"address": canvas.address(f"#{part.anchor}"), "eyebrow": part.eyebrow, "title": part.title}
            for part in edition.parts
        ]
        return render_to_string(
            "reports/pdf/edition.html",
            {
                "payload": payload,
                "edition": edition,
                "head": head_of(payload, content),
                "parts": mark_safe("\n".join(parts)),  # noqa: S308 - of templates
                "contents": contents,
            },
        )


def _passed(payload: Payload, content: bytes) -> Mapping[str, str]:
    with override(payload.main.lang):
        watermark = _WATERMARK.format(_("CONTOH"))
    code = qr_svg(verification_address(payload, fingerprint(content)))
    return {**mark_files(), "widths.css": _WIDTHS, "watermark.svg": watermark, "qr.svg": code}


def _attached(payload: Payload, attachments: Mapping[str, bytes]) -> Iterator[Attached]:
    """The payload is what the pages are made from; the tables are their numbers."""
    at = datetime.fromisoformat(payload.gathered_at)
    with override(payload.main.lang):
        for name, content in attachments.items():
            if name.endswith(".json"):
                yield Attached(name, content, _("Isi laporan sebagai data (JSON)"), "Source", at)
            else:
                yield Attached(name, content, _("Tabel laporan (CSV)"), "Data", at)
