"""`python -m reports.builder`: draws the reports that its standard input asks for, each in a process of its own.

It loads the libraries and fonts once and forks for each report; see `reports.builder.words` for what it says. It
ends when its input does, so that nothing outlives the worker that started it, or when nobody asked for a while.
"""

import gc
import json
import os
import select
import signal
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from resource import struct_rusage

_ASKED, _TOLD = 0, 1
_IDLE_SECONDS = 600
_LAST_WORDS_SECONDS = 2


def main() -> None:
    from foundation.walls import adopt_orphans, landlock_version
    from reports.builder.words import say

    try:
        made_with = _prepare()
    except Exception:  # noqa: BLE001 - whoever asked has to learn it
        say(_TOLD, fault=traceback.format_exc()[-4000:])
        return
    adopt_orphans()
    say(_TOLD, ready=made_with, landlock=landlock_version())
    _serve()


def _prepare() -> str:
    """Everything that the first report would otherwise wait for."""
    import django

    django.setup()
    from reports.builder.versions import made_with
    from reports.builder.warming import warm

    warm()
    gc.collect()
    # What is here already is never garbage, and stays shared with the processes that are forked.
    gc.freeze()
    return made_with()


def _serve() -> None:
    from reports.builder.words import Lines, understood

    asked = Lines()
    while select.select([_ASKED], [], [], _IDLE_SECONDS)[0]:
        lines = asked.read(_ASKED)
        if lines is None:
            return
        for line in lines:
            _draw_one(understood(line))


def _draw_one(wanted: dict[str, object]) -> None:
    from reports.builder.child import draw_and_end
    from reports.builder.limits import Limits
    from reports.builder.words import say

    server, (reading, writing) = os.getpid(), os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        content, folder = Path(str(wanted["content"])), Path(str(wanted["folder"]))
        limits = Limits(**wanted["limits"])  # type: ignore[arg-type]  # our own figures, as JSON
        draw_and_end(content, folder, limits, parent=server, tells=writing, task=str(wanted["task"]))
    os.close(writing)
    ended = os.pidfd_open(child)
    try:
        _pass_on(reading, ended)
    finally:
        os.close(reading)
        os.close(ended)
        status, used = _end(child)
    say(
        _TOLD,
        ended=status,
        peak_bytes=used.ru_maxrss * 1024,
        cpu_seconds=round(used.ru_utime + used.ru_stime, 3),
    )


def _pass_on(reading: int, ended: int) -> None:
    """Until the child ends or closes its end; if the one who asked is gone, so is this process, and the child with it.

    `ended` tells of the child alone: what it started may keep the pipe open.
    """
    from reports.builder.words import Lines, say, understood

    lines = Lines()
    while True:
        ready, _, _ = select.select([reading, _ASKED, ended], [], [])
        if _ASKED in ready and not os.read(_ASKED, 1):
            signal.pidfd_send_signal(ended, signal.SIGKILL)
            sys.exit()
        if reading not in ready:
            if ended in ready:
                return
            continue
        try:
            said = lines.read(reading)
        except ValueError:
            return
        if said is None:
            return
        for line in said:
            say(_TOLD, child=understood(line))


def _end(child: int) -> tuple[int, struct_rusage]:
    """Exit status (negative for a signal) and what it used; whoever goes on silently is ended.

    So is what it started, even out of its group: that has become a child of this process.
    """
    from foundation.walls import end_children

    ends_at = time.monotonic() + _LAST_WORDS_SECONDS
    while os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() > ends_at:
            break
        time.sleep(0.005)
    # Before it is buried: as long as it is not, its group is nobody else's.
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    _pid, status, used = os.wait4(child, 0)
    end_children()
    return os.waitstatus_to_exitcode(status), used


if __name__ == "__main__":
    with suppress(BrokenPipeError, json.JSONDecodeError):
        main()
