"""PDF files that act, carry other files, lead elsewhere, grow, or are two files at once."""

import io
import zlib
from collections.abc import Callable

import pikepdf

from tests.factories.documents import office, pdf, pdf_stream
from tests.factories.hostile import Case

MB = 1024 * 1024
_SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


def acting(action: bytes) -> bytes:
    """With a place on its page that starts the action on a click."""
    return pdf(b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A%s>>" % action, page=b"/Annots[4 0 R]")


def playing(annotation: bytes) -> bytes:
    return pdf(b"<</Type/Annot/Subtype%s/Rect[0 0 9 9]>>" % annotation, page=b"/Annots[4 0 R]")


def with_attachment() -> bytes:
    names = b"/Names<</EmbeddedFiles<</Names[(a.exe)4 0 R]>>>>"
    specification = b"<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>"
    return pdf(specification, pdf_stream(b"MZ", b"/Type/EmbeddedFile"), catalog=names)


def in_object_streams() -> bytes:
    """The script is packed, no word of it can be read in the bytes."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(_SCRIPT, catalog=b"/OpenAction 4 0 R"))) as document:
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def locked(password: str, content: bytes = b"") -> bytes:
    """Without a password it opens for everybody; only changing and copying ask the owner's."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content or pdf())) as document:
        document.save(target, encryption=pikepdf.Encryption(user=password, owner="pemilik"))
    return target.getvalue()


def flate(size: int, *, times: int = 1) -> bytes:
    """A stream of zeros that was packed so many times."""
    content = bytes(size)
    for _ in range(times):
        content = zlib.compress(content, 9)
    return pdf_stream(content, b"/Filter[%s]" % (b"/FlateDecode" * times))


def in_letters() -> bytes:
    content = zlib.compress(bytes(80 * MB), 9).hex().encode() + b">"
    return pdf(pdf_stream(content, b"/Filter[/ASCIIHexDecode/FlateDecode]"), page=b"/Contents 4 0 R")


def packed_directory() -> bytes:
    """The table of objects itself is the bomb: a reader unpacks it before it knows anything."""
    head = b"%PDF-1.7\n"
    table = pdf_stream(
        zlib.compress(bytes(96 * MB), 9), b"/Type/XRef/Size 100/W[1 2 1]/Root 1 0 R/Filter/FlateDecode"
    )
    return head + b"5 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def many_objects() -> bytes:
    return pdf(*([b"<</A 1>>"] * 160_000))


def picture_of(width: int, height: int) -> bytes:
    size = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d/Height %d" % (
        width,
        height,
    )
    return pdf(pdf_stream(b"\xff\xd8\xff", size + b"/Filter/DCTDecode"))


def with_other_table() -> bytes:
    """Its last line leads nowhere: readers guess, and guess differently."""
    return pdf().replace(b"startxref\n", b"startxref\n9")


def _refused(name: str, code: str, make: Callable[[], bytes]) -> Case:
    return Case(name, "pdf", make, code)


def _acts(name: str, action: bytes) -> Case:
    return _refused(name, "has_active_content", lambda: acting(action))


def _plays(name: str) -> Case:
    return _refused(f"{name} on the page", "has_active_content", lambda: playing(b"/" + name.encode()))


PDFS = (
    _refused("script at opening", "has_active_content", lambda: pdf(catalog=b"/OpenAction" + _SCRIPT)),
    _refused(
        "script by name",
        "has_active_content",
        lambda: pdf(catalog=b"/Names<</JavaScript<</Names[(a)%s]>>>>" % _SCRIPT),
    ),
    _refused(
        "script in spelled-out letters", "has_active_content", lambda: pdf(b"<</#53/J#61vaScript/#4aS(1)>>")
    ),
    _refused("script that nothing refers to", "has_active_content", lambda: pdf(_SCRIPT)),
    _refused("script in a packed object", "has_active_content", in_object_streams),
    _refused(
        "script as stream", "has_active_content", lambda: pdf(b"<</JS 5 0 R>>", pdf_stream(b"app.alert(1)"))
    ),
    _acts("script on a click", _SCRIPT),
    _acts("script behind a harmless step", b"<</S/Named/N/NextPage/Next%s>>" % _SCRIPT),
    _refused("event of the document", "has_active_content", lambda: pdf(catalog=b"/AA<</WC<</S/Named>>>>")),
    _refused("event of the page", "has_active_content", lambda: pdf(page=b"/AA<</O<</S/Named>>>>")),
    _refused("event of a field", "has_active_content", lambda: pdf(b"<</FT/Tx/T(a)/AA<</K<</S/Named>>>>>>")),
    _acts("program", b"<</S/Launch/F(cmd.exe)>>"),
    _acts("form sent away", b"<</S/SubmitForm/F(https://jahat.test/)>>"),
    _acts("data taken in", b"<</S/ImportData/F(a.fdf)>>"),
    _acts("sound", b"<</S/Sound>>"),
    _acts("film", b"<</S/Movie>>"),
    _acts("rendition", b"<</S/Rendition>>"),
    _acts("unknown action", b"<</Type/Action/S/Baru>>"),
    _acts("script as address", b"<</S/URI/URI(javascript:alert\\(1\\))>>"),
    _acts("share as address", b"<</S/URI/URI(file://jahat.test/a)>>"),
    _acts("share as address without its host", b"<</S/URI/URI(file:////jahat.test/a)>>"),
    _acts("diagnosis as address", b"<</S/URI/URI(ms-msdt:/id PCW)>>"),
    _acts("script as address with a gap", b"<</S/URI/URI(java\\tscript:alert\\(1\\))>>"),
    _refused(
        "address that opens by itself",
        "has_active_content",
        lambda: pdf(b"<</S/URI/URI(https://jahat.test/)>>", catalog=b"/OpenAction 4 0 R"),
    ),
    _refused(
        "address behind the first page",
        "has_active_content",
        lambda: pdf(
            b"[5 0 R]",
            b"<</S/URI/URI(https://jahat.test/)>>",
            catalog=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next 4 0 R>>",
        ),
    ),
    _refused(
        "program by a name of its own",
        "has_active_content",
        lambda: pdf(b"<</S 5 0 R/Win<</P(cmd.exe)>>>>", b"/Launch", catalog=b"/OpenAction 4 0 R"),
    ),
    _refused(
        "article of another document", "has_remote", lambda: acting(b"<</S/Thread/F(//jahat.test/a)/D 0>>")
    ),
    _refused(
        "page of another document",
        "has_remote",
        lambda: pdf(pdf_stream(b"", b"/Subtype/Form/BBox[0 0 9 9]/Ref<</F(//jahat.test/a)/Page 0>>")),
    ),
    _refused(
        "other document",
        "has_remote",
        lambda: acting(b"<</S/GoToR/F(\\\\\\\\jahat.test\\\\a.pdf)/D[0/Fit]>>"),
    ),
    _refused("embedded document", "has_remote", lambda: acting(b"<</S/GoToE/D[0/Fit]>>")),
    _refused("bytes from elsewhere", "has_remote", lambda: pdf(pdf_stream(b"", b"/F(https://jahat.test/a)"))),
    _plays("RichMedia"),
    _plays("3D"),
    _plays("Movie"),
    _plays("Sound"),
    _plays("Screen"),
    _refused("attachment of the document", "has_embedded", with_attachment),
    _refused("attachment on the page", "has_embedded", lambda: playing(b"/FileAttachment/FS<</F(a)>>")),
    _refused(
        "attachment without its type",
        "has_embedded",
        lambda: pdf(b"<</F(a)/EF<</F 5 0 R>>>>", pdf_stream(b"MZ")),
    ),
    _refused("attachment alone", "has_embedded", lambda: pdf(pdf_stream(b"MZ", b"/Type/EmbeddedFile"))),
    _refused("XFA form", "has_active_content", lambda: pdf(catalog=b"/AcroForm<</XFA[]>>")),
    _refused("password", "encrypted", lambda: locked("rahasia")),
    _refused(
        "script in a lock without a password",
        "has_active_content",
        lambda: locked("", pdf(_SCRIPT, catalog=b"/OpenAction 4 0 R")),
    ),
    _refused("packed page", "unpacks_too_large", lambda: pdf(flate(80 * MB), page=b"/Contents 4 0 R")),
    _refused("page packed twice", "unpacks_too_large", lambda: pdf(flate(8 * MB, times=2))),
    _refused("page packed in letters", "unpacks_too_large", in_letters),
    _refused("many packed streams", "unpacks_too_large", lambda: pdf(*([flate(60 * MB)] * 12))),
    _refused("packed directory", "unreadable", packed_directory),
    _refused("160,000 objects", "unpacks_too_large", many_objects),
    _refused("lists in lists", "unreadable", lambda: pdf(b"[" * 100_000 + b"]" * 100_000)),
    _refused("list of five million", "unreadable", lambda: pdf(b"[" + b"0 " * 5_000_000 + b"]")),
    _refused("pixel flood", "unpacks_too_large", lambda: picture_of(100_000, 100_000)),
    _refused("page tree that runs in circles", "unreadable", lambda: pdf(catalog=b"/Pages 1 0 R")),
    _refused(
        "no page", "unreadable", lambda: pdf().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[     ]/Count 0")
    ),
    _refused("table elsewhere", "unreadable", with_other_table),
    _refused("cut off", "unreadable", lambda: pdf()[:-40]),
    _refused("head alone", "unreadable", lambda: b"%PDF-1.7\n"),
    _refused("archive behind the end", "two_in_one", lambda: pdf() + office("docx")),
    _refused("archive inside", "two_in_one", lambda: pdf(pdf_stream(office("docx")))),
    _refused("script behind the end", "two_in_one", lambda: pdf() + b"<script>alert(1)</script>"),
    _refused("web page before the head", "content_differs", lambda: b"<html><script></script>" + pdf()),
    _refused("white space before the head", "content_differs", lambda: b"\n\n" + pdf()),
)
