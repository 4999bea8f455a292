"""How a built report comes to rest below REPORT_ROOT: whole or not at all, readable by the server only."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700


@dataclass(frozen=True, slots=True)
class StoredReport:
    """`name` is relative to REPORT_ROOT, `size` in bytes."""

    name: str
    size: int
    sha256: str


def path_of(name: str) -> Path:
    return Path(settings.REPORT_ROOT) / name


def store(content: bytes) -> StoredReport:
    """Write, flush to disk, then rename: what has the final name is whole. Raises OSError."""
    name = f"{uuid4().hex}.pdf"
    unfinished = path_of(f"{name}.part")
    unfinished.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    try:
        _write(content, unfinished)
        unfinished.rename(path_of(name))
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _flush_folder(unfinished.parent)
    return StoredReport(name, len(content), hashlib.sha256(content).hexdigest())


def _write(content: bytes, path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(name: str) -> None:
    path_of(name).unlink(missing_ok=True)
