"""What is kept of a linked source, and what may be opened of it: its text, or the file as the check leaves it."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from evidence.domain.link_problems import LinkProblem, LinkRefused
from evidence.inspection.refusal import CheckFailed
from evidence.links.visitor import Finding
from evidence.storage.derivatives import clean_file
from evidence.storage.places import COPIES, discard, path_of
from evidence.uploads import ALLOWED_EXTENSIONS
from foundation.files import PRIVATE_FOLDER, flush_folder

_OFFICE = "application/vnd.openxmlformats-officedocument."
_EXTENSIONS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    f"{_OFFICE}wordprocessingml.document": "docx",
    f"{_OFFICE}spreadsheetml.sheet": "xlsx",
    f"{_OFFICE}presentationml.presentation": "pptx",
    "text/csv": "csv",
    "text/plain": "txt",
}
# What servers say of a file whose kind they do not know.
_VAGUE = {"", "application/octet-stream", "application/x-download", "application/force-download"}


@dataclass(frozen=True, slots=True)
class Copy:
    """Names below EVIDENCE_ROOT: the bytes as the source sent them, and what may be opened."""

    name: str
    derivative_name: str


def keep(finding: Finding) -> Copy:
    """Move what the visitor brought to its place.

    Raises LinkRefused for kinds that are not kept and for files that fail the check; OSError if the disk is to
    blame. Nothing is left behind then.
    """
    if finding.body is None:
        raise LinkRefused(LinkProblem.KIND_NOT_KEPT)
    name = f"{COPIES}/{uuid4().hex}"
    path_of(COPIES).mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    finding.body.rename(path_of(name))
    try:
        copy = Copy(name, _openable(finding, name))
    except BaseException:
        discard(name)
        raise
    flush_folder(path_of(COPIES))
    return copy


def _openable(finding: Finding, name: str) -> str:
    if finding.text is not None:
        finding.text.rename(path_of(f"{name}.txt"))
        return f"{name}.txt"
    extension = _extension(finding)
    if extension is None:
        raise LinkRefused(LinkProblem.KIND_NOT_KEPT)
    try:
        return clean_file(name, extension).name
    except CheckFailed:
        raise LinkRefused(LinkProblem.COPY_REFUSED) from None


def _extension(finding: Finding) -> str | None:
    if finding.content_type not in _VAGUE:
        return _EXTENSIONS.get(finding.content_type)
    told = PurePosixPath(unquote(urlsplit(finding.final_url).path)).suffix.removeprefix(".").lower()
    return told if told in ALLOWED_EXTENSIONS else None


def discard_copy(copy: Copy) -> None:
    discard(copy.name)
    discard(copy.derivative_name)
