"""How a built report comes to rest below REPORT_ROOT: whole or not at all, readable by the server only."""

import hashlib
import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from evidence.sandbox import open_written
from foundation.files import flush_folder, make_private, remove, write_flushed
from reports.document import Payload
from reports.document.payload import fingerprint
from reports.enums import FileFormat
from reports.models import ReportBuild, ReportFile

if TYPE_CHECKING:
    from reports.builder import DrawnFile, DrawnReport

logger = logging.getLogger(__name__)

MOST_BYTES = 256 * 1024 * 1024


class FileDamaged(OSError):
    """A stored file is gone, or holds other bytes than were recorded; `str()` is one sentence."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`name` is relative to REPORT_ROOT, `size` in bytes."""

    format: FileFormat
    name: str
    sha256: str
    size: int


def path_of(name: str) -> Path:
    return Path(settings.REPORT_ROOT) / name


def workplace() -> Path:
    """Where builds write what is not finished: on the same disk, so that a full one is noticed here."""
    found = path_of("kerja")
    make_private(found)
    return found


def store_files(drawn: "DrawnReport") -> tuple[StoredFile, ...]:
    """All of them or none; nothing of what the drawing process said of them is believed. Raises OSError, ValueError."""
    token = uuid4().hex
    try:
        stored = tuple(_store(file, f"{token}.{file.format.value}") for file in drawn.files)
    except BaseException:
        for format_ in FileFormat:
            discard(f"{token}.{format_.value}")
        raise
    flush_folder(path_of(""))
    return stored


def _store(file: "DrawnFile", name: str) -> StoredFile:
    content = _read(file)
    _keep(name, content)
    return StoredFile(file.format, name, fingerprint(content), len(content))


def restore(stored: ReportFile, drawn: "DrawnFile") -> None:
    """Put a lost file back. Raises OSError, and ValueError if what was drawn is not the same."""
    content = _read(drawn)
    if fingerprint(content) != stored.sha256:
        raise ValueError(stored.name)
    _keep(stored.name, content)
    flush_folder(path_of(""))


def fingerprint_of(drawn: "DrawnFile") -> str:
    """Raises ValueError for what is no plain file."""
    return fingerprint(_read(drawn))


def _read(file: "DrawnFile") -> bytes:
    with open_written(file.path, most=MOST_BYTES) as source:
        return source.read(MOST_BYTES)


def _keep(name: str, content: bytes) -> None:
    """Write, flush to disk, then rename: what has the final name is whole. Raises OSError."""
    unfinished = path_of(f"{name}.part")
    make_private(unfinished.parent)
    try:
        write_flushed(unfinished, content)
        unfinished.rename(path_of(name))
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def discard(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


def payload_bytes(build: ReportBuild) -> bytes:
    """Exactly what the version's fingerprint is of. Raises ReportFile.DoesNotExist, FileDamaged."""
    file = build.files.get(format=FileFormat.PAYLOAD)
    try:
        content = path_of(file.name).read_bytes() if file.name else b""
    except OSError as error:
        raise FileDamaged(_damaged(file)) from error
    if fingerprint(content) != build.payload_sha256:
        raise FileDamaged(_damaged(file))
    return content


def read_payload(build: ReportBuild) -> Payload:
    """Raises what `payload_bytes` does, and ValueError for a payload of a schema that is no longer read."""
    return Payload.from_bytes(payload_bytes(build))


def is_whole(file: ReportFile) -> bool:
    """Whether its bytes are on the disk, and the same as when they were stored."""
    try:
        with path_of(file.name).open("rb") as stored:
            return bool(file.name) and _sha256(stored) == file.sha256
    except OSError:
        return False


def _sha256(file: BufferedReader) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()


def _damaged(file: ReportFile) -> str:
    return _("Berkas “%(format)s” hilang atau berubah di penyimpanan: pulihkan dari cadangan.") % {
        "format": file.get_format_display()
    }


def unknown_files(known: Collection[str], *, before: datetime) -> Iterator[Path]:
    """What lies below REPORT_ROOT under no name of `known`, untouched since `before`: of builds that died."""
    for folder in (path_of(""), path_of("kerja")):
        if not folder.is_dir():
            continue
        for path in sorted(folder.iterdir()):
            if path.name not in known and path != path_of("kerja") and _touched(path) < before.timestamp():
                yield path


def _touched(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except FileNotFoundError:
        return float("inf")


def clear(paths: Iterator[Path]) -> int:
    """How many are gone now; what cannot be removed is logged, and keeps none of the others."""
    count = 0
    for path in paths:
        try:
            remove(path)
        except (OSError, RecursionError):
            # Folders as deep as only somebody who took a drawing process over makes them are too deep to walk.
            logger.exception("%s cannot be removed", path)
        else:
            count += 1
    return count
