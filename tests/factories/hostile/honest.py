"""Files as people send them, with all that programs add: none of it may be taken for an attack."""

import io
import struct
from functools import cache

import openpyxl
import pikepdf
from openpyxl.chart import BarChart, Reference
from PIL import Image

from tests.factories.documents import MAIN_PARTS, office, pdf, pdf_stream, relations
from tests.factories.evidence import picture, workbook
from tests.factories.hostile import Case
from tests.factories.hostile.pdfs import acting, locked

# Stored in two parts, or scanners would take this file for it. Without a scanner it is a line of text.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def workbook_with_chart() -> bytes:
    target = io.BytesIO()
    book = openpyxl.Workbook()
    for row in (["Desa", "Dataset"], ["Lamteuba", 3], ["Lampisang", "=B2*2"], ["Gue | Gajah", '="a|b!c"&B2']):
        book.active.append(row)
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3))
    book.active.add_chart(chart, "D2")
    book.active["A1"].hyperlink = "https://contoh.test/desa"
    book.save(target)
    return target.getvalue()


def document_of_people() -> bytes:
    """A picture, links, a chart with its table, the template of the sender's machine, a field and a fraction."""
    ways = relations(
        ("image", "media/image1.jpeg", ""),
        ("hyperlink", "https://contoh.test/", "External"),
        ("hyperlink", "mailto:dinas@contoh.test", "External"),
        ("chart", "charts/chart1.xml", ""),
    )
    fraction = (
        '<m:f xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:num><m:r><m:t>|x|</m:t></m:r>'
        "</m:num></m:f>"
    )
    codes = (
        " PAGE ",
        r' INCLUDEPICTURE "/var/a.png" \* MERGEFORMATINET ',
        ' HYPERLINK "mailto:dinas@contoh.test" ',
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    code = "".join(f"<w:p>{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{end}</w:p>" for code in codes)
    return office(
        "docx",
        inside=fraction + code,
        types=f'<Override PartName="/word/charts/chart1.xml" ContentType="{_CHART}"/>',
        more={
            "word/_rels/document.xml.rels": ways,
            "word/_rels/settings.xml.rels": relations(
                ("attachedTemplate", r"file:///C:\Users\Dinas\Templates\Laporan.dotx", "External")
            ),
            "word/charts/_rels/chart1.xml.rels": relations(("package", "../embeddings/Lembar1.xlsx", "")),
            "word/charts/chart1.xml": "<c:chartSpace xmlns:c='urn:c'><c:f>'Lembar|1'!A1</c:f></c:chartSpace>",
            "word/embeddings/Lembar1.xlsx": workbook(),
            "word/media/image1.jpeg": picture("JPEG"),
            "customXml/item1.xml": '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"),
            "docProps/core.xml": "<cp xmlns='urn:cp'/>",
        },
    )


def workbook_of_people() -> bytes:
    return office(
        "xlsx",
        more={
            "xl/printerSettings/printerSettings1.bin": b"P\0r\0i\0n\0t\0",
            "xl/drawings/vmlDrawing1.vml": "<xml><br><v:shape></xml>",
            "xl/ctrlProps/ctrlProp1.xml": "<formControlPr/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
                ("externalLinkPath", "Rekap 2026.xlsx", "External")
            ),
        },
    )


@cache
def report() -> bytes:
    """From the engine that draws our own reports."""
    from weasyprint import HTML

    page = '<h1>Laporan</h1><p><a href="https://contoh.test/">tautan</a></p><p style="page-break-before:always">2'
    return HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")


def linked_pdf() -> bytes:
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://contoh.test/)>>>>"
    opening = b"/OpenAction[3 0 R/Fit]/AcroForm<</Fields[]>>"
    return pdf(link, b"12", b"null", page=b"/Annots[4 0 R]", catalog=opening)


def saved_again() -> bytes:
    """An addition behind the first end, as signing programs make it."""
    first = pdf()
    added = b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<<>>>>\nendobj\n"
    place = len(first)
    table = b"xref\n3 1\n%010d 00000 n \ntrailer\n<</Size 4/Root 1 0 R/Prev %d>>\n" % (
        place,
        first.rindex(b"xref\n0"),
    )
    return first + added + table + b"startxref\n%d\n%%%%EOF\r\n\0\0" % (place + len(added))


def packed_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(pdf_stream(b"q Q")))) as document:
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    return target.getvalue()


def phone_photo() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Telepon Contoh"
    # A moving picture behind the still one, as phones add it.
    return picture("JPEG", (64, 48), exif=exif) + struct.pack(">I4s", 24, b"ftyp") + b"mp42" + bytes(400)


HONEST = (
    *(Case(f"{kind} by hand", kind, lambda kind=kind: office(kind)) for kind in MAIN_PARTS),
    Case("document of people", "docx", document_of_people),
    Case("workbook of people", "xlsx", workbook_of_people),
    Case("workbook with a chart", "xlsx", workbook_with_chart),
    Case("presentation", "pptx", lambda: office("pptx", more={"ppt/notes.xml": "<n/>"})),
    Case("PDF by hand", "pdf", pdf),
    Case("PDF with a link", "pdf", linked_pdf),
    Case("PDF that asks for paper", "pdf", lambda: pdf(catalog=b"/OpenAction<</S/Named/N/Print>>")),
    Case(
        "PDF with a link to the sender's machine",
        "pdf",
        lambda: acting(b"<</S/URI/URI(file:///C:/Data/a.pdf)>>"),
    ),
    Case("PDF saved again", "pdf", saved_again),
    Case("PDF that nobody shall change", "pdf", lambda: locked("")),
    Case("PDF with packed objects", "pdf", packed_pdf),
    Case("PDF of our own engine", "pdf", report),
    Case("photo of a phone", "jpg", phone_photo),
    Case("JPEG in shades of grey", "jpeg", lambda: picture("JPEG")),
    Case("PNG", "png", lambda: picture("PNG")),
    Case("WEBP", "webp", lambda: picture("WEBP")),
    Case("HEIC", "heic", lambda: picture("HEIF")),
    Case("table", "csv", lambda: b"desa;jumlah\r\nLamteuba;3\r\n"),
    Case("table in UTF-16 of Excel", "csv", lambda: "desa\tjumlah\r\nLamteuba\t3\r\n".encode("utf-16")),
    Case("table in Windows-1252", "csv", lambda: b"Desa;Caf\xe9\n"),
    Case("table with the mark of UTF-8", "csv", lambda: "desa;é\n".encode("utf-8-sig")),
    # What the cells say is data: it stays as sent, exports of ours neutralise it.
    Case("table with formulas", "csv", lambda: b"=cmd|'/c calc'!A0;+1;-1;@SUM(A1)\n"),
    Case("text that begins like a picture", "txt", lambda: b"BMKG: cuaca\n"),
    Case("text with marks of a web page", "txt", lambda: b"<script>alert(1)</script>\n"),
    Case("test file of scanners", "txt", lambda: EICAR),
    Case("minutes", "txt", "Notula rapat — selesai\n".encode),
)
