"""Where files of proofs lie: below `EVIDENCE_ROOT`, outside any web root, under names that the server made."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from foundation.files import make_private

QUARANTINE = "quarantine"
CLEAN = "clean"
PREVIEW = "preview"
COPIES = "copies"
INSPECTION = "inspection"
# Nothing else below EVIDENCE_ROOT is ours: it may be the root of a disk, with its lost+found.
FOLDERS = (QUARANTINE, CLEAN, PREVIEW, COPIES, INSPECTION)


def path_of(name: str) -> Path:
    return Path(settings.EVIDENCE_ROOT) / name


def discard(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


@contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder beside the stored files, removed afterwards with all that is in it."""
    folder = path_of(f"{INSPECTION}/{uuid4().hex}")
    make_private(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
