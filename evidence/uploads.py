"""How bytes come to rest: streamed, counted and hashed into quarantine, outside any web root."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

from evidence.messages import sentence, too_large_values

ALLOWED_EXTENSIONS = ("pdf", "jpg", "jpeg", "png", "webp", "heic", "docx", "xlsx", "pptx", "csv", "txt")
QUARANTINE = "quarantine"
CLEAN = "clean"
_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700


class UploadRefused(Exception):
    """`code` finds the sentence; `str()` is the sentence itself, for whoever sent it."""

    def __init__(self, code: str, values: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.values = values or {}

    def __str__(self) -> str:
        return sentence(self.code, self.values)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`name` is relative to EVIDENCE_ROOT, `size` in bytes, `sha256` of the bytes as received."""

    name: str
    size: int
    sha256: str


def path_of(name: str) -> Path:
    return Path(settings.EVIDENCE_ROOT) / name


def extension_of(original_name: str) -> str:
    """In lower case without the dot; raises UploadRefused if it is not on the allow-list."""
    extension = Path(original_name).suffix.removeprefix(".").lower()
    if not extension:
        raise UploadRefused("type_missing")
    if extension not in ALLOWED_EXTENSIONS:
        raise UploadRefused("type_not_allowed", {"extension": f".{extension[:10]}"})
    return extension


def refuse_by_size(size: int | None) -> None:
    """For a size that is announced, before a byte is read."""
    if size == 0:
        raise UploadRefused("empty")
    if size is not None and size > settings.EVIDENCE_MAX_BYTES:
        raise UploadRefused("too_large", too_large_values(settings.EVIDENCE_MAX_BYTES))


def stream_to_quarantine(chunks: Iterable[bytes]) -> StoredFile:
    """Write, hash and flush to disk, then rename: what has the final name is whole.

    Raises UploadRefused over the cap or without a byte; nothing is left behind then.
    """
    name = f"{QUARANTINE}/{uuid4().hex}"
    unfinished = path_of(f"{name}.part")
    unfinished.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    try:
        size, sha256 = _write(chunks, unfinished)
        refuse_by_size(size)
        unfinished.rename(path_of(name))
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _flush_folder(unfinished.parent)
    return StoredFile(name, size, sha256)


def _write(chunks: Iterable[bytes], path: Path) -> tuple[int, str]:
    digest = hashlib.sha256()
    size = 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as target:
        for chunk in chunks:
            size += len(chunk)
            refuse_by_size(size or None)
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return size, digest.hexdigest()


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


def new_clean_name(extension: str) -> str:
    path_of(CLEAN).mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    return f"{CLEAN}/{uuid4().hex}.{extension}"


def copy_to_clean(stored_name: str, clean_name: str) -> None:
    target = path_of(clean_name)
    shutil.copyfile(path_of(stored_name), target)
    target.chmod(_PRIVATE_FILE)


def write_clean(clean_name: str, content: bytes) -> None:
    """Raises OSError, and leaves nothing behind then."""
    try:
        _write_private(path_of(clean_name), content)
    except OSError:
        discard(clean_name)
        raise


def _write_private(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as target:
        target.write(content)
