"""Drawing as the rest of the site sees it: files, or one sentence."""

import json
import logging
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from foundation.tables import without_control_characters
from reports.builder.limits import SHEET_LIMITS, Limits
from reports.builder.renderer import Ended, OutOfTime, ServerGone, renderer
from reports.builder.words import DISK, ENGINE, FAULTS, MEMORY, REPORT, SHEET
from reports.enums import FileFormat

logger = logging.getLogger(__name__)

Tell = Callable[[str, int, int], None]
_MOST_PAGES = 100_000
_MOST_OF_A_STEP, _MOST_OF_WORDS, _MOST_OF_A_TRACE = 120, 300, 4000
# Libraries in C that get no memory give up with one of these; the kernel itself ends a process with SIGKILL.
_OUT_OF_MEMORY = frozenset({signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV, signal.SIGTRAP, signal.SIGBUS})
_OUT_OF_TIME = frozenset({signal.SIGXCPU, signal.SIGALRM})
# The payload is the site's own.
_ALL_DRAWN = frozenset(FileFormat) - {FileFormat.PAYLOAD}
_ONE_DRAWN = frozenset({FileFormat.PDF})
_one_at_a_time = threading.Lock()


class BuildFailed(Exception):
    """`str()` is one sentence: what happened and what to do."""


class BuildCancelled(Exception):
    """Somebody does not want it any more."""


@dataclass(frozen=True, slots=True)
class DrawnFile:
    """`pages` is None for what has none; it is the drawing process's word."""

    format: FileFormat
    path: Path
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class DrawnReport:
    """`made_with` names the versions of what drew it; the rest is the most memory and the processor's time it took."""

    files: tuple[DrawnFile, ...]
    made_with: str
    peak_bytes: int = 0
    cpu_seconds: float = 0.0


@dataclass
class _Said:
    """What the drawing process said so far, believed no further than its shape goes."""

    tell: Tell
    pages: dict[FileFormat, int | None] = field(default_factory=dict)
    fault: str = ""
    words: str = ""

    def hear(self, said: dict[str, Any]) -> None:
        if said.get("file") in FileFormat.values:
            self.pages[FileFormat(said["file"])] = _count(said.get("pages")) or None
        elif said.get("fault") in tuple(FAULTS):
            self._hear_fault(said)
        elif isinstance(said.get("step"), str):
            self.tell(_text(said["step"], _MOST_OF_A_STEP), _count(said.get("done")), _count(said.get("of")))

    def _hear_fault(self, said: dict[str, Any]) -> None:
        """The first one: who goes on about others would only fill the log."""
        if not self.fault:
            self.fault, self.words = said["fault"], _text(said.get("words"), _MOST_OF_WORDS)
            logger.error("a report could not be drawn: %s", _text(said.get("trace"), _MOST_OF_A_TRACE))


def _text(value: object, most: int) -> str:
    """Without what databases refuse."""
    return without_control_characters(str(value or ""))[:most]


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value <= _MOST_PAGES else 0


def draw(
    content: bytes,
    *,
    folder: Path,
    tell: Tell,
    is_cancelled: Callable[[], bool],
    limits: Limits | None = None,
) -> DrawnReport:
    """The files of the payload, below `folder`, which is empty. See `reports.builder`."""
    payload, written = folder / "payload.json", folder / "files"
    payload.write_bytes(content)
    written.mkdir(mode=0o700)
    said = _Said(tell)

    def look() -> None:
        if is_cancelled():
            raise BuildCancelled

    with _one_at_a_time:
        ended, made_with = _run(payload, written, limits or Limits(), said, look)
    _refuse_broken(said, ended, _ALL_DRAWN)
    files = [DrawnFile(FileFormat.PAYLOAD, payload)]
    files += [DrawnFile(one, written / f"report.{one.value}", pages) for one, pages in said.pages.items()]
    return DrawnReport(tuple(files), made_with, ended.peak_bytes, ended.cpu_seconds)


def draw_sheet(drafts: Sequence[str], *, folder: Path) -> bytes:
    """As a PDF, the first of these HTML documents that fits on one page. `folder` is empty. Raises BuildFailed."""
    given, written = folder / "drafts.json", folder / "files"
    given.write_text(json.dumps(list(drafts)))
    written.mkdir(mode=0o700)
    said = _Said(lambda _step, _done, _of: None)
    with _one_at_a_time:
        ended, _made_with = _run(given, written, SHEET_LIMITS, said, lambda: None, task=SHEET)
    _refuse_broken(said, ended, _ONE_DRAWN)
    return (written / f"report.{FileFormat.PDF.value}").read_bytes()


def _run(
    payload: Path,
    written: Path,
    limits: Limits,
    said: _Said,
    look: Callable[[], None],
    *,
    task: str = REPORT,
) -> tuple[Ended, str]:
    try:
        server = renderer()
        return server.run(payload, written, limits, heard=said.hear, look=look, task=task), server.made_with
    except ServerGone as error:
        logger.exception("the server that draws reports is gone")
        raise BuildFailed(
            _("Proses yang menggambar laporan tidak berjalan: minta pengelola memeriksa log, lalu coba lagi.")
        ) from error
    except OutOfTime:
        raise BuildFailed(_too_slow()) from None


def _refuse_broken(said: _Said, ended: Ended, wanted: frozenset[FileFormat]) -> None:
    killed_by = -ended.status
    if said.fault == MEMORY or killed_by in _OUT_OF_MEMORY:
        raise BuildFailed(
            _(
                "Laporan ini butuh lebih banyak memori daripada yang diizinkan: pilih cakupan yang lebih kecil, lalu coba lagi."
            )
        )
    if killed_by in _OUT_OF_TIME:
        raise BuildFailed(_too_slow())
    if said.fault == ENGINE:
        raise BuildFailed(said.words)
    if said.fault == DISK or killed_by == signal.SIGXFSZ:
        raise BuildFailed(
            _("Berkas laporan tidak dapat ditulis: periksa ruang disk, lalu coba lagi. (%(error)s)")
            % {"error": said.words or "SIGXFSZ"}
        )
    if ended.status or said.pages.keys() != wanted:
        raise BuildFailed(
            _(
                "Laporan gagal digambar (%(error)s). Coba lagi; bila tetap gagal, sampaikan nomor laporan ini ke pengelola."
            )
            % {"error": said.words or ended.status}
        )


def _too_slow() -> str:
    return _(
        "Penyusunan melewati batas waktu: pilih cakupan yang lebih kecil, atau coba lagi saat server lebih lengang."
    )
