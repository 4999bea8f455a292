"""What of a received file may be opened: made by an inspection that is not trusted, kept by us."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from evidence.inspection.kinds import DERIVATIVE, KINDS
from evidence.inspection.refusal import CheckFailed
from evidence.sandbox import CLEAN_MODE, NOT_INSPECTED, open_written, run_inspection
from evidence.storage.places import CLEAN, discard, path_of, private_folder
from foundation.faults import fail_point
from foundation.files import PRIVATE_FILE, PRIVATE_FOLDER, flush_folder

# A picture of 40 megapixels that does not shrink at all, as PNG.
_MOST_BYTES = 128 * 1024 * 1024
_PIECE = 256 * 1024
_FIRST_BYTES = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "webp": b"RIFF"}
_LONGEST_FIRST_BYTES = max(map(len, _FIRST_BYTES.values()))


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`name` is relative to EVIDENCE_ROOT, `sha256` of the bytes that lie there."""

    name: str
    content_type: str
    sha256: str


def clean_file(stored_name: str, extension: str) -> Cleaned:
    """Inspect the file in a process of its own and keep what may be opened.

    Raises CheckFailed with the code of a sentence; OSError if the machine is to blame. Nothing is left behind then.
    """
    source = path_of(stored_name)
    if not source.is_file():
        raise CheckFailed("file_missing")
    kind = KINDS[extension]
    with private_folder() as folder:
        outcome = run_inspection(source=source, extension=extension, mode=CLEAN_MODE, folder=folder)
        if outcome.refused:
            raise CheckFailed(outcome.refused)
        fail_point("check.after_inspection")
        opened = _redrawn(folder / DERIVATIVE, kind.kept_as) if kind.is_redrawn else source.open("rb")
        with opened as content:
            name, sha256 = _keep(content, kind.kept_as)
    return Cleaned(name, kind.content_type, sha256)


def _redrawn(path: Path, kept_as: str) -> BinaryIO:
    """A child that was taken over may have left anything there; only a picture's first bytes pass."""
    try:
        content = open_written(path, most=_MOST_BYTES)
    except ValueError as error:
        raise CheckFailed(NOT_INSPECTED) from error
    first = content.read(_LONGEST_FIRST_BYTES)
    if not first.startswith(_FIRST_BYTES[kept_as]):
        content.close()
        raise CheckFailed(NOT_INSPECTED)
    content.seek(0)
    return content


def _keep(content: BinaryIO, extension: str) -> tuple[str, str]:
    """Copied, not moved: nobody else holds the new file open. Name and SHA-256, whole and flushed to disk."""
    name = f"{CLEAN}/{uuid4().hex}.{extension}"
    with _unfinished(f"{name}.part") as target:
        digest = hashlib.sha256()
        while piece := content.read(_PIECE):
            digest.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
        path_of(f"{name}.part").rename(path_of(name))
    flush_folder(path_of(CLEAN))
    return name, digest.hexdigest()


@contextmanager
def _unfinished(name: str) -> Iterator[BinaryIO]:
    path = path_of(name)
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "w+b") as target:
            yield target
    finally:
        discard(name)
