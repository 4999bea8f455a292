"""How a file that another process wrote or read comes to rest: whole or not at all."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from evidence.storage.places import discard, path_of
from foundation.files import PRIVATE_FILE, flush_folder, make_private

_PIECE = 256 * 1024


def keep_whole(content: BinaryIO, name: str) -> str:
    """Its SHA-256, once it lies below that name, flushed to disk. Copied, not moved: nobody else holds it open."""
    with _unfinished(f"{name}.part") as target:
        digest = hashlib.sha256()
        while piece := content.read(_PIECE):
            digest.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
        path_of(f"{name}.part").rename(path_of(name))
    flush_folder(path_of(name).parent)
    return digest.hexdigest()


@contextmanager
def _unfinished(name: str) -> Iterator[BinaryIO]:
    path = path_of(name)
    make_private(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "w+b") as target:
            yield target
    finally:
        discard(name)
