"""One report or sheet, drawn by a process that has limits and walls, and that ends afterwards."""

import errno
import json
import os
import signal
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from foundation.walls import end_with_parent, libraries, wall_in
from reports.builder.limits import Limits, confine
from reports.builder.watching import watch
from reports.builder.words import DISK, ENGINE, MEMORY, OTHER, REPORT, SHEET, say
from reports.enums import FileFormat
from reports.pdf import PdfUnavailable

_ROOT = Path(__file__).resolve().parents[2]
# Of the site: what pages are made of. No data, no environment file.
_OURS = ("config", "foundation", "reports", "templates", "static", "locale")
_FONT_SETTINGS = (
    "/etc/fonts",
    "/usr/share/fontconfig",
    "/usr/share/xml/fontconfig",
    "/usr/local/share/fonts",
    "/var/cache/fontconfig",
    "/usr/share/zoneinfo",
)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
_MOST_OF_A_TRACE = 4000


def draw_and_end(
    content: Path, folder: Path, limits: Limits, *, parent: int, tells: int, task: str
) -> NoReturn:
    """In a process that was just forked: write the files below `folder`, say on `tells` how far it is."""
    status = 1
    try:
        os.setsid()
        end_with_parent(signal.SIGKILL)
        if os.getppid() == parent:
            _silence()
            confine(limits)
            _wall_in(content, folder)
            status = _draw(_TASKS[task](content.read_bytes(), folder, tells), tells)
    finally:
        os._exit(status)


def _silence() -> None:
    """Nothing that libraries print reaches the pipes of the server."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _wall_in(content: Path, folder: Path) -> None:
    # Fonts are unpacked to temporary files.
    tempfile.tempdir = str(folder)
    programs = [_ROOT / name for name in _OURS]
    readable = [content, *map(Path, _FONT_SETTINGS)]
    wall_in(programs=programs, readable=readable, writable=folder)
    watch(readable={*libraries(), *programs, *readable, Path(os.devnull)}, writable=folder)


def _draw(drawing: Iterator[dict[str, Any]], tells: int) -> int:
    try:
        for said in drawing:
            say(tells, **said)
    except BaseException as error:  # noqa: BLE001 - whatever it was, it is told, and the process ends
        say(tells, **_fault(error))
        return 1
    return 0


def _drawn_report(content: bytes, folder: Path, tells: int) -> Iterator[dict[str, Any]]:
    from reports.rendering import render_files

    def tell(step: str, done: int, of: int) -> None:
        say(tells, step=step, done=done, of=of)

    for rendered in render_files(content, tell):
        # The site has the payload, and believes no copy of it.
        if rendered.format != FileFormat.PAYLOAD:
            (folder / f"report.{rendered.format.value}").write_bytes(rendered.content)
            yield {"file": rendered.format.value, "pages": rendered.pages}


def _drawn_sheet(content: bytes, folder: Path, _tells: int) -> Iterator[dict[str, Any]]:
    from reports.marks import mark_files
    from reports.pdf import render_pdf

    for draft in json.loads(content):
        document = render_pdf(draft, passed=mark_files())
        if document.pages == 1:
            (folder / f"report.{FileFormat.PDF.value}").write_bytes(document.content)
            yield {"file": FileFormat.PDF.value, "pages": 1}
            return
    raise OverflowError


_TASKS = {REPORT: _drawn_report, SHEET: _drawn_sheet}


def _fault(error: BaseException) -> dict[str, str]:
    code, words = OTHER, type(error).__name__
    if isinstance(error, MemoryError):
        code = MEMORY
    elif isinstance(error, PdfUnavailable):
        code, words = ENGINE, str(error)
    elif isinstance(error, OSError) and error.errno in _FULL:
        code, words = DISK, error.strerror or words
    trace = "".join(traceback.format_exception(error))[-_MOST_OF_A_TRACE:]
    return {"fault": code, "words": words, "trace": trace}
