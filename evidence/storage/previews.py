"""Where previews rest: a folder each below `EVIDENCE_ROOT`, with files of known names, private like the proofs."""

import json
import shutil
from pathlib import Path
from uuid import uuid4

from evidence.domain.preview import (
    EXTRACT,
    PAGE_BREAK,
    TABLES,
    TEXT,
    THUMBNAIL,
    Manifest,
    page_name,
    read_manifest,
    read_tables,
)
from evidence.models import Evidence
from evidence.sandbox import read_written
from evidence.storage.places import PREVIEW, path_of
from foundation.files import flush_folder, make_private, write_flushed

_MOST_FILE_BYTES = 8 * 1024 * 1024


def store_preview(folder: Path, manifest: Manifest) -> str:
    """Take over what the manifest names and nothing else; the name of the new folder.

    Raises ValueError for a file that is missing, too large or not what its name says, OSError if the disk
    refuses; nothing is left behind then.
    """
    name = f"{PREVIEW}/{uuid4().hex}"
    target = path_of(name)
    make_private(target)
    try:
        for one in manifest.names:
            content = read_written(folder / one, most=_MOST_FILE_BYTES)
            _refuse_other(one, content)
            write_flushed(target / one, content)
        flush_folder(target)
        flush_folder(target.parent)
    except BaseException:
        discard_preview(name)
        raise
    return name


def discard_preview(name: str) -> None:
    """With all its files; nothing happens for an empty name."""
    if name:
        shutil.rmtree(path_of(name), ignore_errors=True)


def manifest_of(evidence: Evidence) -> Manifest | None:
    """None as long as nobody tried to make a preview."""
    return read_manifest(evidence.preview) if evidence.preview else None


def page_path(evidence: Evidence, number: int) -> Path | None:
    """The picture of a page, counted from 1; None if there is none."""
    manifest = manifest_of(evidence)
    if manifest is None or not evidence.preview_name or not 1 <= number <= len(manifest.pages):
        return None
    return path_of(evidence.preview_name) / page_name(number)


def thumbnail_path(evidence: Evidence) -> Path | None:
    return path_of(evidence.preview_name) / THUMBNAIL if page_path(evidence, 1) else None


def extract_of(evidence: Evidence) -> str:
    """A few lines of what has no picture."""
    return (_read(evidence, EXTRACT) or b"").decode()


def texts_of(evidence: Evidence) -> tuple[str, ...]:
    """One text per page; none if the file has no text."""
    content = _read(evidence, TEXT)
    return tuple(content.decode().split(PAGE_BREAK)) if content else ()


def tables_of(evidence: Evidence) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Rows of cells, in the order of the tables of the manifest."""
    content = _read(evidence, TABLES)
    return read_tables(json.loads(content)) if content else ()


def _read(evidence: Evidence, name: str) -> bytes | None:
    """None if there is no such file, or no longer: then the doctor speaks of it, and the page goes on."""
    manifest = manifest_of(evidence)
    if manifest is None or not evidence.preview_name or name not in manifest.names:
        return None
    path = path_of(evidence.preview_name) / name
    return path.read_bytes() if path.is_file() else None


def _refuse_other(name: str, content: bytes) -> None:
    if name in {TEXT, EXTRACT}:
        content.decode()
    elif name == TABLES:
        read_tables(json.loads(content))
    elif content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise ValueError(name)
