"""What the bytes say they are, and whether they say two things at once."""

import struct
from pathlib import Path

import filetype

from evidence.inspection.refusal import CheckFailed

_ARCHIVE_END = b"PK\x05\x06"
# The record of APPNOTE.TXT 4.3.16: disk, disk of the directory, members here, members, size, offset, comment.
_ARCHIVE_RECORD = struct.Struct("<HHHHIIH")


def check_first_bytes(source: Path, *allowed: str) -> None:
    """Raises CheckFailed unless the first bytes are those of one of the `allowed` media types."""
    guess = filetype.guess(str(source))
    if guess is None or guess.mime not in allowed:
        raise CheckFailed("content_differs")


def refuse_hidden_archive(data: bytes) -> None:
    """A ZIP file is read from its end, so any file can be one too."""
    start = data.find(_ARCHIVE_END)
    while start != -1:
        if _is_directory_end(data, start):
            raise CheckFailed("two_in_one")
        start = data.find(_ARCHIVE_END, start + 1)


def _is_directory_end(data: bytes, start: int) -> bool:
    """Four bytes turn up by chance in millions; a whole record that makes sense does not."""
    record = data[start + 4 : start + 4 + _ARCHIVE_RECORD.size]
    if len(record) < _ARCHIVE_RECORD.size:
        return False
    disk, directory_disk, here, members, size, _offset, _comment = _ARCHIVE_RECORD.unpack(record)
    return disk == directory_disk and here == members and size <= start
