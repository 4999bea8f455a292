"""What of a received file may be opened: made by an inspection that is not trusted, kept by us."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from evidence.inspection.kinds import DERIVATIVE, KINDS
from evidence.inspection.refusal import CheckFailed
from evidence.sandbox import CLEAN_MODE, NOT_INSPECTED, open_written, run_inspection
from evidence.storage.keeping import keep_whole
from evidence.storage.places import CLEAN, path_of, private_folder
from foundation.faults import fail_point

# A picture of 40 megapixels that does not shrink at all, as PNG.
_MOST_BYTES = 128 * 1024 * 1024
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
    name = f"{CLEAN}/{uuid4().hex}.{kind.kept_as}"
    with private_folder() as folder:
        outcome = run_inspection(source=source, extension=extension, mode=CLEAN_MODE, folder=folder)
        if outcome.refused:
            raise CheckFailed(outcome.refused)
        fail_point("check.after_inspection")
        opened = _redrawn(folder / DERIVATIVE, kind.kept_as) if kind.is_redrawn else source.open("rb")
        with opened as content:
            sha256 = keep_whole(content, name)
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
