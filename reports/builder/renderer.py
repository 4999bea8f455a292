"""The drawing server as its owner sees it: one for each process of the site that draws, started when it is needed."""

import atexit
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reports.builder.limits import Limits
from reports.builder.words import REPORT, Lines, say, understood

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
# No secret of the site, no path of a person: only what the interpreter, its libraries and Django's templates need.
_ENVIRONMENT = {
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",
    "DJANGO_SETTINGS_MODULE": "config.settings.drawing",
}
_START_SECONDS = 120
_TIDYING_SECONDS = 2
_LAST_WORDS_SECONDS = 10
# How often the owner looks whether the report is still wanted.
_LOOK_SECONDS = 0.25

Heard = Callable[[dict[str, Any]], None]


class ServerGone(OSError):
    """It cannot be started, or ended in the middle of its work; `str()` is for the log."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How the process of one report ended: exit status (negative for a signal), the most memory it held, its time."""

    status: int
    peak_bytes: int
    cpu_seconds: float


class OutOfTime(Exception):
    """The report was not drawn by its deadline."""


class Renderer:
    """`made_with` names the versions of what it draws with. Raises ServerGone if it does not start."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._lines, self._waiting = Lines(), list[dict[str, Any]]()
        self._process = subprocess.Popen(
            [sys.executable, "-E", "-s", "-m", "reports.builder"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=_ROOT,
            env=_ENVIRONMENT,
            start_new_session=True,
        )
        try:
            said = self._hear(time.monotonic() + _START_SECONDS)
        except BaseException:
            self.end()
            raise
        if "ready" not in said:
            self.end()
            raise ServerGone(str(said.get("fault", "it told nothing"))[-2000:])
        self.made_with = str(said["ready"])
        if not said.get("landlock"):
            logger.warning("this kernel has no Landlock: of who draws reports, Python code alone is watched")

    def is_running(self) -> bool:
        return self.owner == os.getpid() and self._process.poll() is None

    def run(
        self,
        content: Path,
        folder: Path,
        limits: Limits,
        *,
        heard: Heard,
        look: Callable[[], None],
        task: str = REPORT,
    ) -> Ended:
        """`heard` gets what the child says, `look` is called again and again; what they raise ends the server.

        Raises ServerGone, OutOfTime.
        """
        ends_at = time.monotonic() + limits.wall_seconds
        try:
            self._ask(content, folder, limits, task)
            while "ended" not in (said := self._hear(ends_at, look)):
                heard(said.get("child", {}))
        except BaseException:
            # With whatever it was drawing: the kernel ends the child with it.
            self.end()
            raise
        return Ended(int(said["ended"]), int(said["peak_bytes"]), float(said["cpu_seconds"]))

    def _ask(self, content: Path, folder: Path, limits: Limits, task: str) -> None:
        assert self._process.stdin is not None  # noqa: S101 - asked for a pipe
        try:
            say(
                self._process.stdin.fileno(),
                content=str(content.resolve()),
                folder=str(folder.resolve()),
                limits=asdict(limits),
                task=task,
            )
        except BrokenPipeError:
            raise ServerGone("it ended before it was asked") from None

    def _hear(self, ends_at: float, look: Callable[[], None] = lambda: None) -> dict[str, Any]:
        """The next line of the server."""
        assert self._process.stdout is not None  # noqa: S101 - asked for a pipe
        descriptor = self._process.stdout.fileno()
        while not self._waiting:
            look()
            if time.monotonic() > ends_at:
                raise OutOfTime
            if not select.select([descriptor], [], [], _LOOK_SECONDS)[0]:
                continue
            lines = self._lines.read(descriptor)
            if lines is None:
                raise ServerGone("it ended without a word")
            self._waiting.extend(understood(line) for line in lines)
        return self._waiting.pop(0)

    def end(self) -> None:
        """At once, with what it draws: it ends that itself when nobody is there any more, or is made to."""
        self._close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_TIDYING_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(_LAST_WORDS_SECONDS)

    def forget(self) -> None:
        """In a process that was forked from its owner: it is the owner's alone."""
        self._close()
        self._process.returncode = 0

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


_running: Renderer | None = None


def renderer() -> Renderer:
    """That of this process; it starts, or starts anew, if there is none. Raises ServerGone."""
    global _running  # noqa: PLW0603 - one for each process, and it costs seconds to start
    if _running is not None and not _running.is_running():
        _leave(_running)
        _running = None
    if _running is None:
        _running = Renderer()
    return _running


def stop() -> None:
    """Frees the memory that it holds; the next report starts another."""
    global _running  # noqa: PLW0603 - see above
    if _running is not None:
        _leave(_running)
    _running = None


def _leave(found: Renderer) -> None:
    if found.owner == os.getpid():
        found.end()
    else:
        found.forget()


atexit.register(stop)
