"""Previews on disk, as the job leaves them, and real files to make them of."""

import io
import json
import zipfile

import pypdfium2
from PIL import Image

from evidence.domain.preview import (
    EXTRACT,
    PAGE_BREAK,
    TABLES,
    TEXT,
    THUMBNAIL,
    Manifest,
    PageSize,
    TableFacts,
    page_name,
)
from evidence.models import Evidence
from evidence.storage.places import PREVIEW, path_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def put_preview(
    evidence: Evidence,
    *,
    pages: int = 1,
    of: int | None = None,
    text: str = "",
    tables: tuple[tuple[TableFacts, list[list[str]]], ...] = (),
) -> Evidence:
    """`text` has a page break between its pages."""
    manifest = Manifest(
        pages=(PageSize(30, 40),) * pages,
        page_count=pages if of is None else of,
        tables=tuple(facts for facts, _rows in tables),
        sheet_count=len(tables),
        has_text=bool(text),
    )
    evidence.preview_name = f"{PREVIEW}/{evidence.public_id.hex}"
    evidence.preview = manifest.as_json()
    evidence.save(update_fields=["preview_name", "preview"])
    content = {
        **{page_name(number): webp() for number in range(1, pages + 1)},
        THUMBNAIL: webp(),
        TEXT: text.encode(),
        TABLES: json.dumps([rows for _facts, rows in tables]).encode(),
        EXTRACT: text[:60].encode(),
    }
    folder = path_of(evidence.preview_name)
    folder.mkdir(parents=True, mode=0o700)
    for name in manifest.names:
        (folder / name).write_bytes(content[name])
    return evidence


def webp() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (30, 40), "teal").save(target, "WEBP")
    return target.getvalue()


def blank_pdf(*sizes: tuple[float, float]) -> bytes:
    """One page per size, in points."""
    document = pypdfium2.PdfDocument.new()
    for width, height in sizes or ((595, 842),):
        document.new_page(width, height)
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def text_pdf(*pages: str) -> bytes:
    """Each page says its text, in Helvetica: letters of Latin-1 alone."""
    kids = " ".join(f"{3 + 2 * index} 0 R" for index in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>"]
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    for index, text in enumerate(pages):
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        stream = f"BT /F 12 Tf 50 700 Td ({escaped}) Tj ET"
        content = f"{4 + 2 * index} 0 R"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{font}/Contents {content}>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        ]
    return _pdf(objects)


def _pdf(objects: list[str]) -> bytes:
    body = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n"
    return (body + tail + "%%EOF\n").encode("latin-1")


def archive(parts: dict[str, str]) -> bytes:
    """An office file of these parts, by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body: str, others: dict[str, str] | None = None) -> bytes:
    main = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return archive({"word/document.xml": main, **(others or {})})


def slides(*texts: str) -> bytes:
    """Shown in the order given, stored in the opposite one."""
    count = len(texts)
    order = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n}"/>' for n in range(1, count + 1))
    links = "".join(
        f'<Relationship Id="rId{n}" Target="slides/slide{count + 1 - n}.xml"/>' for n in range(1, count + 1)
    )
    shown = {
        f"ppt/slides/slide{count + 1 - n}.xml": f'<p:sld xmlns:p="{SLIDES}" xmlns:a="{DRAWING}">'
        f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"
        for n, text in enumerate(texts, 1)
    }
    return archive(
        {
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{SLIDES}" xmlns:r="{LINKS}"><p:sldIdLst>{order}'
            "</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": f"<Relationships>{links}</Relationships>",
            **shown,
        }
    )


def pages_of_text(*texts: str) -> str:
    return PAGE_BREAK.join(texts)
