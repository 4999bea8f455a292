"""Bytes on their way: one part per upload, one writer at a time, kept when the line breaks.

A part has the final file's name with `.part` behind it. What has the final name is whole and flushed to disk.
"""

import errno
import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evidence.models import Evidence
from evidence.storage.places import discard, path_of
from evidence.uploads import UploadRefused, refuse_by_size
from foundation.faults import fail_point
from foundation.files import PRIVATE_FILE, flush_folder, make_private

_PIECE = 64 * 1024
_DISK_IS_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`name` is relative to EVIDENCE_ROOT, `size` in bytes, `sha256` of the bytes as received."""

    name: str
    size: int
    sha256: str


def final_name(evidence: Evidence) -> str:
    return evidence.part_name.removesuffix(".part")


def arrived_bytes(evidence: Evidence) -> int:
    """How much of a file that is still being received lies on disk."""
    for name in (final_name(evidence), evidence.part_name):
        try:
            return path_of(name).stat().st_size
        except FileNotFoundError:
            continue
    return 0


class PartGone(Exception):
    """Another request finished this upload, or gave it up, in the meantime."""


class WrongOffset(Exception):
    """The bytes do not continue what is there; `arrived` bytes are."""

    def __init__(self, arrived: int) -> None:
        super().__init__(arrived)
        self.arrived = arrived


@contextmanager
def held_part(evidence: Evidence, *, begin: bool) -> Iterator[BinaryIO]:
    """The part, locked against every other request, for moments only: nobody waits for a slow line in here.

    `begin`: make it if there is none. Raises PartGone; UploadRefused if the disk is full.
    """
    path = path_of(evidence.part_name)
    try:
        with _opened(path, begin=begin) as part:
            fcntl.flock(part, fcntl.LOCK_EX)
            if not _is_still_at(part, path):
                raise PartGone
            if path_of(final_name(evidence)).exists():
                discard(evidence.part_name)
                raise PartGone
            yield part
            part.flush()
    except FileNotFoundError as error:
        raise PartGone from error
    except OSError as error:
        if error.errno in _DISK_IS_FULL:
            raise UploadRefused("storage_full") from error
        raise


def _opened(path: Path, *, begin: bool) -> BinaryIO:
    if begin:
        make_private(path.parent)
    flags = os.O_RDWR | (os.O_CREAT if begin else 0)
    return os.fdopen(os.open(path, flags, PRIVATE_FILE), "r+b")


def _is_still_at(part: BinaryIO, path: Path) -> bool:
    return os.path.samestat(os.fstat(part.fileno()), path.stat())


def append(part: BinaryIO, pieces: Iterable[bytes], *, most: int | None = None) -> int:
    """Write behind what is there, up to `most` bytes in all and the cap; the size afterwards.

    Raises UploadRefused before the byte that is too much.
    """
    size = part.seek(0, os.SEEK_END)
    for piece in pieces:
        if most is not None and size + len(piece) > most:
            raise UploadRefused("longer_than_announced")
        size += len(piece)
        refuse_by_size(size or None)
        part.write(piece)
        fail_point("receive.during_stream")
    return size


def append_at(evidence: Evidence, offset: int, piece: bytes) -> int:
    """One piece of an upload behind its first `offset` bytes; how many there are then.

    A stale line that wakes up finds that another one has gone on: WrongOffset. Raises PartGone, UploadRefused.
    """
    with held_part(evidence, begin=offset == 0) as part:
        if part.seek(0, os.SEEK_END) != offset:
            raise WrongOffset(part.tell())
        return append(part, [piece], most=evidence.announced_size)


def come_to_rest(evidence: Evidence, part: BinaryIO) -> StoredFile:
    """Hash and flush the whole part, then give it its final name: a power cut takes nothing of it any more."""
    part.seek(0)
    digest = hashlib.sha256()
    while piece := part.read(_PIECE):
        digest.update(piece)
    size = part.tell()
    refuse_by_size(size)
    os.fsync(part.fileno())
    fail_point("receive.after_flush")
    target = path_of(final_name(evidence))
    path_of(evidence.part_name).rename(target)
    fail_point("receive.after_rename")
    flush_folder(target.parent)
    fail_point("receive.at_rest")
    return StoredFile(final_name(evidence), size, digest.hexdigest())


def at_rest(evidence: Evidence) -> StoredFile | None:
    """What had come to rest when its process died, before the row could say so."""
    path = path_of(final_name(evidence))
    if not path.is_file():
        return None
    # Its process may have died before it came to this.
    flush_folder(path.parent)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return StoredFile(final_name(evidence), file.tell(), digest.hexdigest())


def discard_bytes(evidence: Evidence) -> None:
    """Of an upload that was given up, at whatever step it stands."""
    for name in (evidence.part_name, final_name(evidence)):
        discard(name)
