"""Which members an office file may have, by their names and first bytes."""

import re

from evidence.inspection.office.container import Container, Member
from evidence.inspection.refusal import CheckFailed

_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
CONTENT_TYPES = "[Content_Types].xml"
# ECMA-376 part 2, 6.2.2.3: no way up or out, no drive, no backslash, no control character.
_BAD_NAME = re.compile(r"(?:^|/)\.{1,2}(?:/|$)|^/|^[A-Za-z]:|\\|//|[\x00-\x1f]|^$")
_MACROS = re.compile(r"vbaproject|vbadata|(?:^|/)macrosheets/|(?:^|/)dialogsheets/", re.IGNORECASE)
_CONTROLS = re.compile(r"(?:^|/)activex/", re.IGNORECASE)
_EMBEDDED = re.compile(r"(?:^|/)embeddings/", re.IGNORECASE)
# Data that is refreshed from elsewhere.
_CONNECTIONS = re.compile(r"^xl/(?:connections\.xml|queryTables/)", re.IGNORECASE)
_ENDINGS = frozenset(
    "xml rels vml psmdcp png jpg jpeg jpe jfif gif bmp dib tif tiff emf wmf emz wmz wdp jxr webp heic svg ico "
    "odttf ttf otf fntdata".split()
)
# The only binary members of honest files: the printer's settings, and properties that programs keep.
_BINARY = re.compile(r"^(?:xl|word|ppt)/(?:printerSettings|customProperty)[\w/]*\.bin$", re.IGNORECASE)
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF-",
    b"%!PS",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
)
_LONGEST_PROGRAM = max(map(len, _PROGRAMS))


def check_members(container: Container, extension: str) -> list[Member]:
    """Those that are office files themselves, still to be inspected. Raises CheckFailed."""
    names = [member.name for member in container.members]
    if any(_BAD_NAME.search(name) for name in names) or len({name.lower() for name in names}) < len(names):
        raise CheckFailed("unreadable")
    if _MAIN_PARTS[extension] not in names or CONTENT_TYPES not in names:
        raise CheckFailed("content_differs")
    embedded = []
    for member in container.members:
        _check_name(member.name)
        if _EMBEDDED.search(member.name):
            embedded.append(member)
        elif not member.name.endswith("/"):
            _check_content(container, member)
        elif member.size:
            raise CheckFailed("unreadable")
    return embedded


def main_part(extension: str) -> str:
    return _MAIN_PARTS[extension]


def _check_name(name: str) -> None:
    if _MACROS.search(name):
        raise CheckFailed("has_macros")
    if _CONTROLS.search(name):
        raise CheckFailed("has_active_content")
    if _CONNECTIONS.search(name):
        raise CheckFailed("has_remote")


def _check_content(container: Container, member: Member) -> None:
    ending = member.name.rpartition(".")[2].lower()
    if ending not in _ENDINGS and not _BINARY.match(member.name):
        raise CheckFailed("has_embedded")
    first = next(container.chunks(member), b"")[:_LONGEST_PROGRAM]
    if first.startswith(_PROGRAMS):
        raise CheckFailed("has_embedded")
