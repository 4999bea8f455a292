"""The only door to WeasyPrint: HTML in, tagged PDF out, and nothing fetched outside the allow-list."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

# `asset:css/report.css` is a static file of ours, `report:mark.svg` something that the caller passed.
STATIC_SCHEME = "asset:"
PASSED_SCHEME = "report:"
_STATIC_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_PASSED_TYPE = "image/svg+xml"


class PdfUnavailable(Exception):
    """The engine cannot run on this machine; `str()` is the sentence that says what to install."""


class AddressRefused(ValueError):
    """An address outside the allow-list: the engine goes on without it."""


@dataclass(frozen=True, slots=True)
class PdfDocument:
    content: bytes
    pages: int


def render_pdf(
    html: str, *, pictures: Mapping[str, str] | None = None, progress: Callable[[str], None] | None = None
) -> PdfDocument:
    """`pictures` are SVG by name. Raises PdfUnavailable."""
    weasyprint = _engine()
    tell = progress or (lambda _step: None)
    fetcher = _fetcher(pictures or {})
    tell(_("Menata halaman"))
    document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(pdf_variant="pdf/ua-1")
    tell(_("Menulis PDF, %(pages)s halaman") % {"pages": len(document.pages)})
    content = document.write_pdf(pdf_variant="pdf/ua-1")
    return PdfDocument(content, len(document.pages))


def _engine() -> Any:
    try:
        import weasyprint
    except OSError as error:
        logger.exception("the system libraries of WeasyPrint are missing")
        raise PdfUnavailable(
            _(
                "PDF belum dapat disusun karena pustaka sistem tidak ada. Pasang dengan "
                "“apt-get install libpangoft2-1.0-0 libharfbuzz-subset0”, lalu coba lagi."
            )
        ) from error
    # It tells every table of every font that it subsets.
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    return weasyprint


def allowed_content(url: str, pictures: Mapping[str, str]) -> tuple[bytes, str]:
    """The bytes and type of an address on the allow-list; raises AddressRefused for every other one."""
    if url.startswith(PASSED_SCHEME):
        name = url.removeprefix(PASSED_SCHEME)
        if name in pictures:
            return pictures[name].encode(), _PASSED_TYPE
    if url.startswith(STATIC_SCHEME):
        path = _static_file(unquote(url.removeprefix(STATIC_SCHEME)))
        if path is not None:
            return path.read_bytes(), _STATIC_TYPES[path.suffix]
    raise AddressRefused(url)


def _static_file(name: str) -> Path | None:
    """A plain relative name of one of our kinds of files; the finders keep it inside their folders."""
    plain = Path(name)
    if plain.is_absolute() or ".." in plain.parts or plain.suffix not in _STATIC_TYPES:
        return None
    found = finders.find(name)
    return Path(found) if found else None


def _fetcher(pictures: Mapping[str, str]) -> Any:
    """Inherits nothing that could open an address: neither protocols nor redirects nor `data:`."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class AllowListFetcher(URLFetcher):
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            try:
                content, content_type = allowed_content(url, pictures)
            except AddressRefused:
                logger.warning("report: refused to fetch %s", url[:200])
                raise
            return URLFetcherResponse(url, content, {"Content-Type": content_type})

    return AllowListFetcher(allowed_protocols=(), allow_redirects=False)
