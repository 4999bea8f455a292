"""The engine fetches nothing outside the allow-list, and says what is missing where it cannot run."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pydyf
import pytest

from reports.pdf import (
    AddressRefused,
    PdfUnavailable,
    Variant,
    allowed_content,
    render_pdf,
    render_variants,
)

CANARY = "rahasia-server-4711"
PAGE = (
    '<!doctype html><html lang="id"><head><title>Uji</title>{head}</head><body><p>Isi</p>{body}</body></html>'
)


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "rahasia.txt"
    path.write_text(CANARY)
    return path


@pytest.fixture
def listener() -> Iterator[HTTPServer]:
    """Notes every request, and answers `/lari` with a redirect."""
    asked: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302 if self.path == "/lari" else 200)
            self.send_header("Location", "/tujuan")
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Noting)
    server.asked = asked  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1/x.css",
        "https://contoh.test/x.png",
        "ftp://contoh.test/x",
        "data:text/css,p{}",
        "//contoh.test/x.css",
        "css/report.css",
        "asset:../manage.py",
        "asset:css/../../manage.py",
        "asset:css/%2e%2e/%2e%2e/config/settings/base.css",
        "asset:/etc/hostname.css",
        "asset:js/upload.js",
        "asset:css/tidak-ada.css",
        "report:tidak-dikirim.svg",
        "report:../mark.svg",
    ],
)
def test_address_outside_the_allow_list_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        allowed_content(address, {"mark.svg": "<svg/>"})


def test_static_file_of_ours_is_read() -> None:
    content, content_type = allowed_content("asset:css/report.css", {})
    assert (content[:2], content_type) == (b"/*", "text/css")


def test_picture_that_was_passed_is_read() -> None:
    assert allowed_content("report:mark.svg", {"mark.svg": "<svg/>"}) == (b"<svg/>", "image/svg+xml")


# Where HTML and CSS could make an engine open an address; X stands for it.
WAYS = {
    "stylesheet": ('<link rel="stylesheet" href="X">', ""),
    "import": ('<style>@import url("X");</style>', ""),
    "font": ('<style>@font-face{font-family:F;src:url("X")}p{font-family:F}</style>', ""),
    "background": ('<style>body{background:url("X")}</style>', ""),
    "list mark": ('<style>li{list-style-image:url("X")}</style>', "<ul><li>a</li></ul>"),
    "content": ('<style>p::before{content:url("X")}</style>', ""),
    "attachment": ('<link rel="attachment" href="X">', ""),
    "attached link": ("", '<a rel="attachment" href="X">a</a>'),
    "image": ("", '<img src="X" alt="a">'),
    "object": ("", '<object data="X"></object>'),
    "embed": ("", '<embed src="X">'),
    "svg image": ("", '<svg width="9" height="9"><title>a</title><image href="X" width="9" height="9"/></svg>'),
    "svg use": ("", '<svg width="9" height="9"><title>a</title><use href="X#a"/></svg>'),
    "base": ('<base href="X/"><link rel="stylesheet" href="a.css">', ""),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", ["/x", "/lari"])
def test_engine_asks_no_server(way: str, path: str, listener: HTTPServer) -> None:
    head, body = (part.replace("X", f"http://127.0.0.1:{listener.server_port}{path}") for part in WAYS[way])
    render_pdf(PAGE.format(head=head, body=body))
    assert listener.asked == []  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def opened() -> list[str]:
    """What this process opens from here on: Python keeps an audit hook for good, so there is one of it."""
    found: list[str] = []
    sys.addaudithook(lambda event, args: found.append(str(args[0])) if event == "open" else None)
    return found


@pytest.mark.parametrize("way", WAYS)
def test_engine_opens_no_file(way: str, canary: Path, opened: list[str]) -> None:
    head, body = (part.replace("X", canary.as_uri()) for part in WAYS[way])
    opened.clear()
    render_pdf(PAGE.format(head=head, body=body))
    assert str(canary) not in opened


def test_picture_that_refers_to_a_server_is_drawn_without_it(listener: HTTPServer) -> None:
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<image href="http://127.0.0.1:{listener.server_port}/x" width="9" height="9"/></svg>'
    )
    render_pdf(PAGE.format(head="", body='<img src="report:a.svg" alt="a">'), passed={"a.svg": picture})
    assert listener.asked == []  # type: ignore[attr-defined]


def test_pages_are_counted_and_steps_told() -> None:
    told: list[tuple[str, int, int]] = []
    html = PAGE.format(head="", body='<p style="break-before: page">Dua</p>')
    variants = (Variant.READING, Variant.ARCHIVE)
    documents = list(render_variants(html, variants=variants, progress=lambda *step: told.append(step)))
    assert [document.pages for document in documents] == [2, 2]
    assert told == [
        ("Menata halaman", 0, 0),
        ("Menata halaman", 1, 0),
        ("Menata halaman", 2, 0),
        ("Menulis PDF, 2 halaman", 0, 2),
        ("Menulis PDF, 2 halaman", 1, 2),
    ]


def test_what_the_teller_raises_ends_the_drawing() -> None:
    class Cancelled(Exception):
        pass

    def tell(_step: str, done: int, _of: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(render_variants(PAGE.format(head="", body=""), variants=(Variant.READING,), progress=tell))


def test_engine_leaves_the_process_as_it_was() -> None:
    before = (
        gc.isenabled(),
        os.environ.get("SOURCE_DATE_EPOCH"),
        logging.getLogger("weasyprint.progress").level,
    )
    render_pdf(PAGE.format(head="", body=""))
    after = (
        gc.isenabled(),
        os.environ.get("SOURCE_DATE_EPOCH"),
        logging.getLogger("weasyprint.progress").level,
    )
    assert after == before


def test_pages_are_listed_once_for_all_tags() -> None:
    """The engine looks a page up for each tag, so a long list must not be made anew each time."""
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    first = pdf.page_references
    assert (first, pdf.page_references is first) == ((b"3 0 R",), True)
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    assert pdf.page_references == (b"3 0 R", b"4 0 R")


def test_missing_system_libraries_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's own import fails with OSError where Pango is not installed."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')\n")
    for name in [one for one in sys.modules if one.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(PdfUnavailable, match=r"libpangoft2-1\.0-0 libharfbuzz-subset0"):
        render_pdf(PAGE.format(head="", body=""))
