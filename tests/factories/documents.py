"""Whole PDF and office files, small and by hand: as the formats ask for them, with room for what should not be there."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

PAGES = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>>>"


def pdf(*objects: bytes, catalog: bytes = b"", page: bytes = b"", trailer: bytes = b"") -> bytes:
    """One empty page; `objects` are numbered from 4 on, the rest is added to dictionaries that are there anyway."""
    bodies = (_with(PAGES[0], catalog), PAGES[1], _with(PAGE, page), *objects)
    content = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = b"<</Size %d/Root 1 0 R%s>>" % (len(bodies) + 1, trailer)
    return bytes(content) + table + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (ends, len(content))


def _with(dictionary: bytes, more: bytes) -> bytes:
    return dictionary.removesuffix(b">>") + more + b">>"


def pdf_stream(content: bytes, dictionary: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (dictionary, len(content), content)


MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
SCHEMAS = "http://schemas.openxmlformats.org/"
_RELATIONS = f"{SCHEMAS}package/2006/relationships"
RELATION_TYPES = f"{SCHEMAS}officeDocument/2006/relationships"
_MAIN_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
WORD = f"{SCHEMAS}wordprocessingml/2006/main"
SHEET = f"{SCHEMAS}spreadsheetml/2006/main"
SHOW = f"{SCHEMAS}presentationml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def relations(*entries: tuple[str, str, str]) -> str:
    """Each of kind, target and mode ("" or "External")."""
    told = ""
    for number, (kind, target, mode) in enumerate(entries, start=1):
        outside = f' TargetMode="{mode}"' if mode else ""
        full = kind if "://" in kind else f"{RELATION_TYPES}/{kind}"
        told += f'<Relationship Id="rId{number}" Type="{full}" Target={quoteattr(target)}{outside}/>'
    return f'{XML}<Relationships xmlns="{_RELATIONS}">{told}</Relationships>'


def content_types(extension: str, more: str = "") -> str:
    return (
        f'{XML}<Types xmlns="{SCHEMAS}package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{MAIN_PARTS[extension]}" ContentType="{_MAIN_TYPES[extension]}"/>{more}</Types>'
    )


def main_part(extension: str, inside: str = "") -> str:
    return {
        "docx": f'{XML}<w:document xmlns:w="{WORD}"><w:body>{inside}<w:p/></w:body></w:document>',
        "xlsx": f'{XML}<workbook xmlns="{SHEET}"><sheets/>{inside}</workbook>',
        "pptx": f'{XML}<p:presentation xmlns:p="{SHOW}">{inside}</p:presentation>',
    }[extension]


def office_parts(
    extension: str, *, inside: str = "", types: str = "", more: Mapping[str, str | bytes] | None = None
) -> dict[str, str | bytes]:
    """`inside` goes into the main part, `types` into the list of types; `more` are further members."""
    main = MAIN_PARTS[extension]
    return {
        "[Content_Types].xml": content_types(extension, types),
        "_rels/.rels": relations(("officeDocument", main, "")),
        main: main_part(extension, inside),
        **(more or {}),
    }


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Deflated, as from an office program."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def office(
    extension: str, *, inside: str = "", types: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    return zipped(office_parts(extension, inside=inside, types=types, more=more))
