"""Runs the inspection of a received file in a process that may fail, hang or be taken over without harm.

The entry, for every mode of `evidence.inspection`:

    with private_folder() as folder:
        outcome = run_inspection(source=path, extension="pdf", mode="clean", folder=folder)
        if outcome.refused: ...  # a code of evidence.messages
        outcome.facts            # what the mode returned, unproven: check every value, trust no file name
        read_written(folder / "a fixed name", most=MOST_BYTES)  # no link, no pipe, no folder

Raises SandboxFault (an OSError) if the machine is to blame and not the file: try again later.
"""

import json
import os
import select
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from evidence.inspection.kinds import KINDS
from evidence.messages import SENTENCES

CLEAN_MODE = "clean"
CELLS_MODE = "cells"
NOT_INSPECTED = "not_inspected"
_ROOT = Path(__file__).resolve().parent.parent
_MOST_ANSWER_BYTES = 1024 * 1024
_LAST_WORDS_SECONDS = 1
# No secret of the site, no path of a person: only what the interpreter and its libraries need.
_ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}


class SandboxFault(OSError):
    """The machine could not inspect the file; nothing is known about the file."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory` (address space) and `output` (each written file) in bytes."""

    memory: int
    cpu_seconds: int
    wall_seconds: int
    output: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`refused` is the code of a sentence, or empty; `facts` are the child's words and no more than that."""

    refused: str
    facts: dict[str, Any]
    seconds: float
    peak_bytes: int


_MB = 1024 * 1024
_DOCUMENT = Limits(memory=256 * _MB, cpu_seconds=30, wall_seconds=90, output=_MB)
# An honest picture of 40 megapixels is decoded as a whole, and one in WEBP takes the most.
_PICTURE = Limits(memory=1024 * _MB, cpu_seconds=30, wall_seconds=90, output=128 * _MB)
_PREVIEW = Limits(memory=512 * _MB, cpu_seconds=20, wall_seconds=90, output=64 * _MB)
# Somebody waits for the answer, and the file is small.
_CELLS = Limits(memory=256 * _MB, cpu_seconds=6, wall_seconds=15, output=16 * _MB)


def limits_for(mode: str, extension: str) -> Limits:
    if mode == CELLS_MODE:
        return _CELLS
    if KINDS[extension].is_redrawn:
        return _PICTURE
    return _DOCUMENT if mode == CLEAN_MODE else _PREVIEW


def run_inspection(
    *, source: Path, extension: str, mode: str, folder: Path, limits: Limits | None = None
) -> Outcome:
    """Let a process of its own inspect `source` and write below `folder`, whatever becomes of it."""
    bounds = limits or limits_for(mode, extension)
    started = time.monotonic()
    paths = (source.resolve(), folder.resolve())
    figures = (bounds.memory, bounds.cpu_seconds, bounds.wall_seconds + 1, bounds.output)
    answer, ended_by = _run([mode, extension, *map(str, paths), *map(str, figures)], bounds.wall_seconds)
    seconds = time.monotonic() - started
    if ended_by == -signal.SIGKILL:
        # Neither too slow nor too big by our own limits: somebody ended it, the machine short of memory perhaps.
        raise SandboxFault("killed")
    return _read(answer if ended_by == 0 else b"", seconds)


def _run(arguments: list[str], wall_seconds: int) -> tuple[bytes, int]:
    """What the child said, and its exit status: negative for a signal, positive if it did not end in time."""
    command = [sys.executable, "-E", "-s", "-m", "evidence.inspection", *arguments]
    process = subprocess.Popen(  # noqa: S603 - our own module, and names that the server made
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=_ENVIRONMENT,
        start_new_session=True,
    )
    in_time = False
    with process:
        try:
            answer, in_time = _listen(process, wall_seconds)
        finally:
            status = _end(process, may_finish=in_time)
    return answer, status


def _listen(process: subprocess.Popen[bytes], wall_seconds: int) -> tuple[bytes, bool]:
    """Read up to a cap until the child closes its output; whether it did so in time."""
    assert process.stdout is not None  # noqa: S101 - asked for a pipe
    descriptor = process.stdout.fileno()
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    ends_at = time.monotonic() + wall_seconds
    answer = b""
    while len(answer) <= _MOST_ANSWER_BYTES:
        if not poll.poll(max(0, ends_at - time.monotonic()) * 1000):
            return b"", False
        chunk = os.read(descriptor, 65536)
        if not chunk:
            return answer, True
        answer += chunk
    return b"", False


def _end(process: subprocess.Popen[bytes], *, may_finish: bool) -> int:
    """The exit status, 1 for who did not end by itself; nobody of the child's group lives on."""
    ended = may_finish and _has_ended(process.pid)
    # Before the child is reaped: as long as it is not, its group is nobody else's.
    _kill_group(process.pid)
    status = process.wait()
    return status if ended else 1


def _has_ended(pid: int) -> bool:
    """Whoever closed the output is about to end; one that goes on has something to hide."""
    ends_at = time.monotonic() + _LAST_WORDS_SECONDS
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() > ends_at:
            return False
        time.sleep(0.005)
    return True


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _read(answer: bytes, seconds: float) -> Outcome:
    """The child's answer, believed only as far as its shape goes; raises SandboxFault if it says so."""
    try:
        said = json.loads(answer)
        peak = int(said["peak_bytes"])
        if "fault" in said:
            raise SandboxFault(str(said["fault"])[:200])
        refused, facts = said.get("refused", ""), said.get("facts", {})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Outcome(NOT_INSPECTED, {}, seconds, 0)
    if not isinstance(facts, dict) or not isinstance(refused, str) or (refused and refused not in SENTENCES):
        return Outcome(NOT_INSPECTED, {}, seconds, peak)
    return Outcome(refused, facts, seconds, peak)


def read_written(path: Path, *, most: int) -> bytes:
    """All of a file that the child wrote; raises ValueError as `open_written` does."""
    with open_written(path, most=most) as file:
        return file.read(most)


def open_written(path: Path, *, most: int) -> BinaryIO:
    """A file that the child wrote; raises ValueError for anything but a plain file of up to `most` bytes."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise ValueError(path.name) from error
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1 or facts.st_size > most:
        os.close(descriptor)
        raise ValueError(path.name)
    return os.fdopen(descriptor, "rb")
