"""How a built report comes to rest below REPORT_ROOT: whole or not at all, readable by the server only."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from foundation.files import flush_folder, make_private, write_flushed


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
    make_private(unfinished.parent)
    try:
        write_flushed(unfinished, content)
        unfinished.rename(path_of(name))
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    flush_folder(unfinished.parent)
    return StoredReport(name, len(content), hashlib.sha256(content).hexdigest())


def discard(name: str) -> None:
    path_of(name).unlink(missing_ok=True)
