"""Pictures that announce more than any reader could draw, or are something else as well."""

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.factories.documents import office
from tests.factories.evidence import picture
from tests.factories.hostile import Case


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")
    )


def png_text_bomb() -> bytes:
    text = b"judul\0\0" + zlib.compress(bytes(64 * 1024 * 1024), 9)
    whole = picture("PNG")
    return whole[:33] + png_chunk(b"zTXt", text) + whole[33:]


def jpeg_of(width: int, height: int) -> bytes:
    whole = picture("JPEG")
    frame = whole.index(b"\xff\xc0") + 5
    return whole[:frame] + struct.pack(">HH", height, width) + whole[frame + 4 :]


def jpeg_of_scans(count: int) -> bytes:
    """Each pass over all pixels costs little to send and much to draw."""
    whole = picture("JPEG", (4000, 4000), progressive=True, quality=10)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * count + whole[-2:]


def webp_of(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    still = picture("WEBP")[12:]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + size + still
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic_of(width: int, height: int) -> bytes:
    whole = picture("HEIF", (64, 64))
    size = whole.index(b"ispe") + 8
    return whole[:size] + struct.pack(">II", width, height) + whole[size + 8 :]


def gif() -> bytes:
    target = io.BytesIO()
    Image.new("P", (4, 4)).save(target, format="GIF")
    return target.getvalue()


def _refused(name: str, extension: str, code: str, make: Callable[[], bytes]) -> Case:
    return Case(name, extension, make, code)


PICTURES = (
    _refused("pixel flood in PNG", "png", "too_many_pixels", lambda: png_of(60_000, 60_000)),
    _refused("one pixel row too many", "png", "too_many_pixels", lambda: png_of(40_000, 1_001)),
    _refused("pixel flood in JPEG", "jpg", "too_many_pixels", lambda: jpeg_of(65_000, 65_000)),
    _refused("pixel flood in WEBP", "webp", "too_many_pixels", lambda: webp_of(16_383, 16_383)),
    _refused("pixel flood in HEIC", "heic", "too_many_pixels", lambda: heic_of(60_000, 60_000)),
    _refused("more pixels than bytes tell", "png", "unreadable", lambda: png_of(6_000, 6_000)),
    _refused("text bomb in PNG", "png", "unreadable", png_text_bomb),
    _refused("thousand scans", "jpg", "unreadable", lambda: jpeg_of_scans(1_000)),
    _refused("JPEG with an archive", "jpg", "two_in_one", lambda: picture("JPEG") + office("docx")),
    _refused("PNG with an archive", "png", "two_in_one", lambda: picture("PNG") + office("docx")),
    _refused("GIF as PNG", "png", "content_differs", gif),
    _refused("PNG as JPEG", "jpg", "content_differs", lambda: picture("PNG")),
    _refused("JPEG as HEIC", "heic", "content_differs", lambda: picture("JPEG")),
    _refused("cut-off JPEG", "jpg", "unreadable", lambda: picture("JPEG")[:-200]),
    _refused("cut-off PNG", "png", "unreadable", lambda: picture("PNG")[:-30]),
    _refused("cut-off WEBP", "webp", "unreadable", lambda: picture("WEBP")[:-20]),
    _refused("cut-off HEIC", "heic", "unreadable", lambda: picture("HEIF")[:-40]),
)
