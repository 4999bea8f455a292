"""What is kept of a linked source, and what may be opened of it: its text, or the file as the check leaves it."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from evidence.domain.link_problems import LinkProblem, LinkRefused
from evidence.inspection.kinds import KINDS
from evidence.inspection.refusal import CheckFailed
from evidence.links.visitor import MOST_BYTES, FetcherFailed, Finding
from evidence.sandbox import open_written
from evidence.storage.derivatives import clean_file
from evidence.storage.keeping import keep_whole
from evidence.storage.places import COPIES, discard
from evidence.uploads import ALLOWED_EXTENSIONS

# The kinds that uploads may have; the format of new telephones becomes a JPEG.
_EXTENSIONS = {kind.content_type: kind.kept_as for kind in KINDS.values()} | {"image/heic": "heic"}
# What servers say of a file whose kind they do not know.
_VAGUE = {"", "application/octet-stream", "application/x-download", "application/force-download"}


@dataclass(frozen=True, slots=True)
class Copy:
    """Names below EVIDENCE_ROOT: the bytes as the source sent them, and what may be opened."""

    name: str
    derivative_name: str


def keep(finding: Finding) -> Copy:
    """Take over what the visitor brought.

    Raises LinkRefused for kinds that are not kept and for files that fail the check; OSError if the disk is to
    blame; FetcherFailed for what the fetcher's process cannot have written. Nothing is left behind then.
    """
    if finding.body is None:
        raise LinkRefused(LinkProblem.KIND_NOT_KEPT)
    name = f"{COPIES}/{uuid4().hex}"
    _take_over(finding.body, name)
    try:
        return Copy(name, _openable(finding, name))
    except BaseException:
        discard(name)
        raise


def _take_over(path: Path, name: str) -> None:
    """That process speaks to strangers: a link that it left would lead to files of ours."""
    try:
        written = open_written(path, most=MOST_BYTES)
    except ValueError as error:
        raise FetcherFailed("odd_file") from error
    with written as content:
        keep_whole(content, name)


def _openable(finding: Finding, name: str) -> str:
    if finding.text is not None:
        _take_over(finding.text, f"{name}.txt")
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
