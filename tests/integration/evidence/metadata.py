"""Pictures that tell who took them, where and with what, in every place that their formats have for it."""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress

from PIL import Image, ImageCms, PngImagePlugin

from tests.factories.hostile.pictures import png_chunk

CANARY = b"RAHASIA-KENARI"
_WORD = CANARY.decode()
_GPS, _EXIF = 0x8825, 0x8769
XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description exif:GPSLatitude="5,33.0N" '
    b'xmlns:exif="http://ns.adobe.com/exif/1.0/">' + CANARY + b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)
# What any of these would begin with, wherever it stands.
TRACES = (
    CANARY,
    b"Exif\0",
    b"http://ns.adobe.com/",
    b"xmpmeta",
    b"Photoshop 3.0",
    b"8BIM",
    b"ICC_PROFILE",
    b"GPSLatitude",
    b"MPF\0",
    b"JFXX",
    b"ftypmp42",
)


def exif(*, orientation: int = 1) -> bytes:
    told = Image.Exif()
    told[0x0112] = orientation
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298, 0x9C9B):
        told[tag] = _WORD
    told.get_ifd(_EXIF)[0x9286] = b"ASCII\0\0\0" + CANARY
    told.get_ifd(_EXIF)[0x927C] = CANARY
    told.get_ifd(_GPS).update({1: "N", 2: (5.0, 33.0, 7.0), 3: "E", 4: (95.0, 19.0, 2.0), 27: CANARY})
    return _with_thumbnail(told.tobytes())


def _with_thumbnail(told: bytes) -> bytes:
    """A second directory behind the first, as cameras write it; it holds a small picture of its own."""
    small = io.BytesIO()
    Image.new("RGB", (16, 12), "red").save(small, format="JPEG", comment=CANARY)
    body = bytearray(told.removeprefix(b"Exif\0\0"))
    order = "<" if body[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", body, 4)
    (count,) = struct.unpack_from(f"{order}H", body, first)
    second = len(body)
    struct.pack_into(f"{order}I", body, first + 2 + 12 * count, second)
    picture = second + 2 + 3 * 12 + 4
    body += struct.pack(f"{order}H", 3)
    for tag, value in ((0x0103, 6), (0x0201, picture), (0x0202, len(small.getvalue()))):
        body += struct.pack(f"{order}HHII", tag, 4, 1, value)
    return b"Exif\0\0" + bytes(body) + bytes(4) + small.getvalue()


def profile() -> bytes:
    """Colours of a wider space, described by the canary."""
    plain = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    place = plain.index("sRGB".encode("utf-16-be"))
    plain[place : place + 28] = CANARY[:14].decode().encode("utf-16-be")
    return bytes(plain)


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg(*, orientation: int = 1) -> bytes:
    target = io.BytesIO()
    told = {"exif": exif(orientation=orientation), "comment": CANARY, "icc_profile": profile(), "xmp": XMP}
    Image.new("RGB", (40, 20), "teal").save(target, format="JPEG", **told)
    whole = target.getvalue()
    iptc = (
        b"Photoshop 3.0\x008BIM\x04\x04\0\0"
        + struct.pack(">I", 24)
        + b"\x1c\x02\x69\0\x0e"
        + CANARY
        + bytes(5)
    )
    more = b"http://ns.adobe.com/xmp/extension/\0" + bytes(40) + CANARY
    segments = _segment(0xED, iptc) + _segment(0xE1, more) + _segment(0xE2, b"MPF\0" + CANARY)
    segments += _segment(0xE0, b"JFXX\0\x10" + CANARY) + _segment(0xEC, b"Ducky" + CANARY)
    return whole[:2] + segments + whole[2:] + b"ftypmp42" + CANARY


def png() -> bytes:
    target = io.BytesIO()
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", _WORD)
    told.add_text("Comment", _WORD * 99, zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    frames = [Image.new("RGB", (40, 20), colour) for colour in ("teal", "red")]
    frames[0].save(
        target,
        format="PNG",
        pnginfo=told,
        exif=exif(),
        icc_profile=profile(),
        dpi=(72, 72),
        save_all=True,
        append_images=frames[1:],
    )
    whole = target.getvalue()
    odd = png_chunk(b"tIME", bytes(7)) + png_chunk(b"raHa", CANARY)
    return whole[:33] + odd + whole[33:] + CANARY


def webp() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(
        target, format="WEBP", exif=exif(), icc_profile=profile(), xmp=XMP, lossless=True
    )
    return target.getvalue()


def heic() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(
        target, format="HEIF", exif=exif(), xmp=XMP, icc_profile=profile()
    )
    return target.getvalue()


MAKERS = {"jpg": jpeg, "png": png, "webp": webp, "heic": heic}


def parts_of(content: bytes) -> set[str]:
    """The kinds of segments or chunks that a picture is made of."""
    if content.startswith(b"\xff\xd8"):
        return {f"{marker:02X}" for marker in _jpeg_markers(content)}
    start = 8 if content.startswith(b"\x89PNG") else 12
    return {kind.decode() for kind in _chunks(content, start)}


def _jpeg_markers(content: bytes) -> Iterator[int]:
    at = 2
    while at < len(content):
        marker = content[at + 1]
        yield marker
        if marker == 0xD9:
            # Whatever follows the end would be a part of no kind.
            yield from content[at + 2 : at + 3]
            return
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xDA:
            while content[at] != 0xFF or content[at + 1] in {0, *range(0xD0, 0xD8)}:
                at += 1


def _chunks(content: bytes, at: int) -> Iterator[bytes]:
    is_png = at == 8
    while at < len(content):
        length = content[at : at + 4] if is_png else content[at + 4 : at + 8]
        yield content[at + 4 : at + 8] if is_png else content[at : at + 4]
        size = int.from_bytes(length, "big" if is_png else "little")
        at += size + 12 if is_png else size + 8 + size % 2


PURE = {
    "jpg": {"E0", "DB", "C0", "C4", "DA", "D9"},
    "png": {"IHDR", "IDAT", "IEND"},
    "webp": {"VP8 "},
    "heic": {"E0", "DB", "C0", "C4", "DA", "D9"},
}


def unpacked(content: bytes) -> bytes:
    """With what PNG and others hide in packed chunks, as far as it can be unpacked."""
    found = content
    for head in (b"\x78\x9c", b"\x78\xda", b"\x78\x01", b"\x78\x5e"):
        at = content.find(head)
        while at != -1:
            with suppress(zlib.error):
                found += zlib.decompressobj().decompress(content[at:])
            at = content.find(head, at + 1)
    return found
