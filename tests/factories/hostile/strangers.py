"""Files that are not what their name says at all."""

from tests.factories.documents import office, pdf
from tests.factories.evidence import picture
from tests.factories.hostile import Case

PROGRAM = b"MZ\x90\x00" + bytes(300)
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

STRANGERS = (
    *(
        Case(f"program as {kind}", kind, lambda: PROGRAM, "content_differs")
        for kind in ("pdf", "jpg", "docx")
    ),
    *(
        Case(f"web page as {kind}", kind, lambda: PAGE, "content_differs")
        for kind in ("pdf", "jpg", "xlsx", "heic")
    ),
    Case("drawing with script as PNG", "png", lambda: DRAWING, "content_differs"),
    Case("PDF as picture", "png", pdf, "content_differs"),
    Case("picture as PDF", "pdf", lambda: picture("PNG"), "content_differs"),
    Case("PDF as text", "txt", pdf, "content_differs"),
    Case("rich text as text", "txt", lambda: b"{\\rtf1\\object}", "content_differs"),
    Case("program as text", "txt", lambda: PROGRAM, "not_text"),
    Case("picture as table", "csv", lambda: picture("PNG"), "not_text"),
    Case("table with an archive", "csv", lambda: b"a;b\n" + office("docx"), "two_in_one"),
    Case("table with a NUL", "csv", lambda: b"a\x00b;c\n", "not_text"),
    Case("text with commands of a terminal", "txt", lambda: b"a\x1b]0;judul\x07", "not_text"),
)
