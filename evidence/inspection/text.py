"""Plain text and tables in plain text: characters and nothing else. What the characters say is data."""

import codecs
from pathlib import Path

from evidence.inspection.first_bytes import refuse_hidden_archive
from evidence.inspection.refusal import CheckFailed

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Kinds that begin with readable characters. Names are no proof: a text may well begin with BMKG or MZ.
_OTHER_KINDS = ("%PDF-", "%!PS", "{\\rtf", "GIF87a", "GIF89a", "!<arch>")
# Tab, line feed, form feed, carriage return, and the end of file of old programs.
_PLAIN_CONTROLS = frozenset("\t\n\f\r\x1a")
_FIRST_PRINTABLE = "\x20"


def check_text(source: Path, _extension: str) -> None:
    """Raises CheckFailed for bytes that are not text in UTF-8, UTF-16 with its mark, or Windows-1252."""
    data = source.read_bytes()
    refuse_hidden_archive(data)
    text = decoded(data)
    if text.lstrip().startswith(_OTHER_KINDS):
        raise CheckFailed("content_differs")
    controls = {sign for sign in set(text) if sign < _FIRST_PRINTABLE} - _PLAIN_CONTROLS
    if controls or "\ufffd" in text:
        raise CheckFailed("not_text")


def decoded(data: bytes, *, is_whole: bool = True) -> str:
    """With the replacement character where the bytes mean nothing; of a beginning, without a letter that is cut."""
    if data.startswith(_MARKS):
        return codecs.getincrementaldecoder("utf-16")("replace").decode(data, is_whole)
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data, is_whole)
    except UnicodeDecodeError:
        # Older Excel in Indonesia writes CSV in this code page.
        return data.decode("cp1252", errors="replace")
