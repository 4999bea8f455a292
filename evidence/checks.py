"""What a received file really is: its name, its first bytes and a first parse must agree.

Each check raises CheckFailed with the code of its sentence. Images leave as a new picture without
EXIF, XMP, IPTC and thumbnails.
"""

import codecs
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

import filetype
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from evidence.uploads import copy_to_clean, new_clean_name, path_of, write_clean

MOST_PIXELS = 40_000_000
MOST_ARCHIVE_MEMBERS = 5_000
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
# Office files of people unpack to some ten times their size, bombs to a thousand times.
MOST_UNPACKED_TIMES = 100
MOST_CONTENT_TYPES_BYTES = 1024 * 1024
_READ_AT_ONCE = 256 * 1024
_JPEG_QUALITY = 88
_PDF_HEAD_WITHIN = 1024
_PDF_TAIL_WITHIN = 2048

# What the libraries raise when they meet bytes that are not what they seem.
_BROKEN = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    SyntaxError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    expat.ExpatError,
)

register_heif_opener()


class CheckFailed(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The derivative that may be opened; `name` is relative to EVIDENCE_ROOT."""

    name: str
    content_type: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """`magic` are the types that the first bytes may tell; empty: plain text, which has none."""

    content_type: str
    magic: frozenset[str]
    parse: Callable[[Path], None]


def clean_file(stored_name: str, extension: str) -> Cleaned:
    """Check the file and write its derivative; raises CheckFailed."""
    source = path_of(stored_name)
    if not source.is_file():
        raise CheckFailed("file_missing")
    if extension in _PICTURES:
        return _clean_picture(source, _PICTURES[extension])
    kind = _DOCUMENTS[extension]
    _check_magic(source, kind.magic)
    kind.parse(source)
    name = new_clean_name(extension)
    copy_to_clean(stored_name, name)
    return Cleaned(name, kind.content_type)


def _check_magic(source: Path, allowed: frozenset[str]) -> None:
    guess = filetype.guess(str(source))
    found = guess.mime if guess else None
    if found not in (allowed or {None}):
        raise CheckFailed("content_differs")


# --- Pictures ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Picture:
    magic: str
    opened_as: str
    saved_as: str
    extension: str
    content_type: str


_JPEG = _Picture("image/jpeg", "JPEG", "JPEG", "jpg", "image/jpeg")
_PICTURES = {
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": _Picture("image/png", "PNG", "PNG", "png", "image/png"),
    "webp": _Picture("image/webp", "WEBP", "WEBP", "webp", "image/webp"),
    "heic": _Picture("image/heic", "HEIF", "JPEG", "jpg", "image/jpeg"),
}


def _clean_picture(source: Path, picture: _Picture) -> Cleaned:
    _check_magic(source, frozenset({picture.magic}))
    content = _encoded_anew(source, picture)
    # Written outside of what tells a broken picture: a full disk is not the sender's fault.
    name = new_clean_name(picture.extension)
    write_clean(name, content)
    return Cleaned(name, picture.content_type)


def _encoded_anew(source: Path, picture: _Picture) -> bytes:
    target = io.BytesIO()
    try:
        with Image.open(source, formats=[picture.opened_as]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise CheckFailed("too_many_pixels")
            plain = _without_metadata(image, picture.saved_as)
            plain.save(target, format=picture.saved_as, quality=_JPEG_QUALITY)
    except Image.DecompressionBombError as error:
        raise CheckFailed("too_many_pixels") from error
    except _BROKEN as error:
        raise CheckFailed("unreadable") from error
    return target.getvalue()


def _without_metadata(image: Image.Image, saved_as: str) -> Image.Image:
    """The pixels alone, turned the way they were meant to be seen."""
    upright = ImageOps.exif_transpose(image)
    has_alpha = "A" in upright.getbands() or "transparency" in upright.info
    mode = "RGBA" if has_alpha and saved_as != "JPEG" else "RGB"
    pixels = upright.convert(mode)
    plain = Image.new(mode, pixels.size)
    plain.paste(pixels)
    return plain


# --- Documents --------------------------------------------------------------------------------


def _parse_pdf(source: Path) -> None:
    data = source.read_bytes()
    if b"%PDF-" not in data[:_PDF_HEAD_WITHIN] or b"%%EOF" not in data[-_PDF_TAIL_WITHIN:]:
        raise CheckFailed("unreadable")


def _office_parser(main_part: str, root: str) -> Callable[[Path], None]:
    def parse(source: Path) -> None:
        try:
            with zipfile.ZipFile(source) as archive:
                _check_sizes(archive, source.stat().st_size)
                _check_members(archive, main_part)
                _check_root(archive, main_part, root)
        except _BROKEN as error:
            raise CheckFailed("unreadable") from error

    return parse


def _check_sizes(archive: zipfile.ZipFile, packed: int) -> None:
    """By what the members announce: the library hands out no byte more than that."""
    members = archive.infolist()
    most = min(MOST_UNPACKED_BYTES, MOST_UNPACKED_TIMES * packed)
    if len(members) > MOST_ARCHIVE_MEMBERS or sum(member.file_size for member in members) > most:
        raise CheckFailed("unpacks_too_large")


def _check_members(archive: zipfile.ZipFile, main_part: str) -> None:
    names = set(archive.namelist())
    if main_part not in names or _CONTENT_TYPES not in names:
        raise CheckFailed("content_differs")
    if archive.getinfo(_CONTENT_TYPES).file_size > MOST_CONTENT_TYPES_BYTES:
        raise CheckFailed("unpacks_too_large")
    types = archive.read(_CONTENT_TYPES).lower()
    if b"macroenabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise CheckFailed("has_macros")
    if archive.testzip() is not None:
        raise CheckFailed("unreadable")


def _check_root(archive: zipfile.ZipFile, main_part: str, root: str) -> None:
    """The main part is whole XML with the root of its kind, read as a stream: no tree, little memory."""
    opened: list[str] = []

    def open_element(name: str, _attributes: dict[str, str]) -> None:
        if not opened:
            opened.append(name.rpartition(" ")[2])

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = open_element
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(main_part) as part:
        while chunk := part.read(_READ_AT_ONCE):
            parser.Parse(chunk)
    parser.Parse(b"", True)
    if opened != [root]:
        raise CheckFailed("unreadable")


def _refuse_doctype(*_declared: Any) -> None:
    """Office files have none; it could name entities that grow or lead outside."""
    raise CheckFailed("unreadable")


def _parse_text(source: Path) -> None:
    data = source.read_bytes()
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        # Older Excel in Indonesia writes CSV in this code page.
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text or "\ufffd" in text:
        raise CheckFailed("not_text")


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIP = "application/zip"
_CONTENT_TYPES = "[Content_Types].xml"


def _office(kind: str, main_part: str, root: str) -> _Kind:
    content_type = f"{_OFFICE}{kind}"
    # The first bytes of an office file tell its kind only if its members stand in the usual order.
    return _Kind(content_type, frozenset({content_type, _ZIP}), _office_parser(main_part, root))


_DOCUMENTS = {
    "pdf": _Kind("application/pdf", frozenset({"application/pdf"}), _parse_pdf),
    "docx": _office("wordprocessingml.document", "word/document.xml", "document"),
    "xlsx": _office("spreadsheetml.sheet", "xl/workbook.xml", "workbook"),
    "pptx": _office("presentationml.presentation", "ppt/presentation.xml", "presentation"),
    "csv": _Kind("text/csv", frozenset(), _parse_text),
    "txt": _Kind("text/plain", frozenset(), _parse_text),
}
