"""Files of our own: for the server alone to read, and safe from a power cut once they are written."""

import os
import shutil
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def make_private(folder: Path) -> None:
    """With all that is missing above it: `mkdir` alone leaves its new parents open to everybody here."""
    if folder.is_dir():
        return
    make_private(folder.parent)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def write_flushed(path: Path, content: bytes) -> None:
    """A new file; flush its folder as well before anything names it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def flush_folder(folder: Path) -> None:
    """So that the names in it are as safe as the bytes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """A file, or a folder with all that is in it; a link alone, not what it leads to. Gone already is fine."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
