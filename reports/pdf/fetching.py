"""What the engine may read: static files of ours and what the caller passed, nothing else."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders

logger = logging.getLogger(__name__)

# `asset:css/report.css` is a static file of ours, `report:mark.svg` something that the caller passed.
STATIC_SCHEME = "asset:"
PASSED_SCHEME = "report:"
_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}


class AddressRefused(ValueError):
    """An address outside the allow-list: the engine goes on without it."""


def allowed_content(url: str, passed: Mapping[str, str]) -> tuple[bytes, str]:
    """The bytes and type of an address on the allow-list; raises AddressRefused for every other one.

    `passed` are SVG and CSS by file name.
    """
    if url.startswith(PASSED_SCHEME):
        name = url.removeprefix(PASSED_SCHEME)
        if name in passed:
            return passed[name].encode(), _TYPES[Path(name).suffix]
    if url.startswith(STATIC_SCHEME):
        path = _static_file(unquote(url.removeprefix(STATIC_SCHEME)))
        if path is not None:
            return path.read_bytes(), _TYPES[path.suffix]
    raise AddressRefused(url)


def _static_file(name: str) -> Path | None:
    """A plain relative name of one of our kinds of files; the finders keep it inside their folders."""
    plain = Path(name)
    if plain.is_absolute() or ".." in plain.parts or plain.suffix not in _TYPES:
        return None
    found = finders.find(name)
    return Path(found) if found else None


def fetcher(passed: Mapping[str, str]) -> Any:
    """Inherits nothing that could open an address: neither protocols nor redirects nor `data:`."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class AllowListFetcher(URLFetcher):
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            try:
                content, content_type = allowed_content(url, passed)
            except AddressRefused:
                logger.warning("report: refused to fetch %s", url[:200])
                raise
            return URLFetcherResponse(url, content, {"Content-Type": content_type})

    return AllowListFetcher(allowed_protocols=(), allow_redirects=False)
