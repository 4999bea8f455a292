"""A file as an answer: whole, or the part that a phone asks for after its line broke (RFC 9110, section 14)."""

import os
import re
from dataclasses import dataclass
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header, parse_etags

_ONE_RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.IGNORECASE | re.ASCII)


class RangeNotSatisfiable(ValueError):
    """Nothing of what was asked for lies within the file."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Both ends are included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Download:
    """`etag` is a strong one with its quotes, or empty: then nothing is answered by condition."""

    file: BinaryIO
    name: str
    content_type: str
    etag: str = ""


class _Streamed(FileResponse):
    block_size = 64 * 1024


class _Part:
    """A file that ends early; it has no `fileno`, so that no server sends past the end by itself."""

    def __init__(self, file: BinaryIO, asked: ByteRange) -> None:
        file.seek(asked.first)
        self._file, self._left = file, asked.length
        self.close = file.close

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(piece)
        return piece


def wanted_range(header: str, size: int) -> ByteRange | None:
    """None for the whole file: no range, several of them, another unit, or nonsense.

    Raises RangeNotSatisfiable.
    """
    asked = _ONE_RANGE.fullmatch(header.strip())
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if not first:
        start, end = max(size - int(last), 0), size - 1
    else:
        start, end = int(first), min(int(last or size - 1), size - 1)
        if last and int(last) < start:
            return None
    if start >= size or start > end:
        raise RangeNotSatisfiable
    return ByteRange(start, end)


def answer_with_file(request: HttpRequest, download: Download) -> HttpResponseBase:
    """200, 206, 304, 412 or 416. The file is closed with the answer. Ask who may have it before."""
    size = os.fstat(download.file.fileno()).st_size
    refused = _by_condition(request, download.etag)
    if refused is None:
        try:
            response = _whole_or_part(request, download, size)
        except RangeNotSatisfiable:
            refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if refused is not None:
        download.file.close()
        response = refused
    response["Accept-Ranges"] = "bytes"
    if download.etag and response.status_code != 416:
        response["ETag"] = download.etag
    return response


def _by_condition(request: HttpRequest, etag: str) -> HttpResponse | None:
    wanted = parse_etags(request.headers.get("If-Match", ""))
    if wanted and wanted != ["*"] and etag not in wanted:
        return HttpResponse(status=412)
    known = [one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))]
    if etag and (etag in known or known == ["*"]):
        return HttpResponse(status=304)
    return None


def _whole_or_part(request: HttpRequest, download: Download, size: int) -> HttpResponseBase:
    asked = _asked(request, download.etag, size)
    content_type = download.content_type or "application/octet-stream"
    if request.method == "HEAD":
        download.file.close()
        response: HttpResponseBase = HttpResponse(content_type=content_type)
        response["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=download.name
        )
    else:
        response = _Streamed(
            _Part(download.file, asked) if asked else download.file,
            as_attachment=True,
            filename=download.name,
            content_type=content_type,
        )
    response["Content-Length"] = str(asked.length if asked else size)
    if asked:
        response.status_code = 206
        response["Content-Range"] = f"bytes {asked.first}-{asked.last}/{size}"
    return response


def _asked(request: HttpRequest, etag: str, size: int) -> ByteRange | None:
    """A range is for GET alone, and only for the version that the earlier part came from."""
    version = request.headers.get("If-Range")
    if request.method != "GET" or (version is not None and (not etag or version.strip() != etag)):
        return None
    return wanted_range(request.headers.get("Range", ""), size)
