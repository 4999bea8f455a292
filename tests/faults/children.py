"""Work in a process of its own, which may be killed at any moment without harm to ours."""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connections

_SECONDS_OF_A_RUN = 120


def in_child(
    work: Callable[..., None], log: Path, kill_after: float | None = None
) -> tuple[list[dict[str, Any]], int]:
    """Do `work` in a process of its own; what it said before it ended, and how it ended (as waitpid tells)."""
    connections.close_all()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work_and_end(work, writing, log)
    os.close(writing)
    try:
        status = _wait(pid, kill_after)
        with os.fdopen(reading, "rb", closefd=False) as pipe:
            # Not up to its end: a grandchild that outlives the kill may hold it open.
            os.set_blocking(reading, False)
            said = pipe.read() or b""
    finally:
        os.close(reading)
    return [json.loads(line) for line in said.splitlines()], status


def _work_and_end(work: Callable[..., None], pipe: int, log: Path) -> None:
    def say(what: str, **facts: Any) -> None:
        os.write(pipe, json.dumps({"what": what, **facts}).encode() + b"\n")

    status = 1
    try:
        with log.open("ab") as output:
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
        work(say) if work.__code__.co_argcount else work()
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it was, the parent reads it in the log
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _wait(pid: int, kill_after: float | None) -> int:
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + _SECONDS_OF_A_RUN
    while time.monotonic() < deadline:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise TimeoutError(f"a run took longer than {_SECONDS_OF_A_RUN} s")
