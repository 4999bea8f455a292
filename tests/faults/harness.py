"""One run: a copy of the world, a process that is killed, a process that comes after it."""

import json
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.db.models import F
from django.utils import timezone

from evidence.actions.reconciling import reconcile
from evidence.models import Evidence
from foundation import faults
from foundation.jobs.sweeps import run_sweeps
from tests.faults.invariants import Seen, after_repair, at_once
from tests.faults.stories import Story, tell, work_off_the_queue
from tests.faults.world import make_world

# Longer than every lease and every grace period.
LATER = timedelta(days=10)
_SECONDS_OF_A_RUN = 60


@dataclass(frozen=True)
class Kill:
    """At a fail point (`point`, as RENAKSI_FAIL_POINT takes it) or after so many seconds; neither: not at all."""

    point: str = ""
    after: float | None = None

    def __str__(self) -> str:
        return self.point or ("at a random time" if self.after is not None else "not at all")


@dataclass
class Outcome:
    story: Story
    kill: Kill
    killed: bool
    seconds: float
    told: list[dict[str, Any]]
    violations: list[str] = field(default_factory=list)
    passed: dict[str, int] = field(default_factory=dict)


class Place:
    """Where the runs happen: the database and the files, and how they were before anything happened."""

    def __init__(self, folder: Path) -> None:
        self._kept = folder / "kept"
        self._database = Path(str(connection.settings_dict["NAME"]))
        self.log = folder / "log.txt"

    def keep(self) -> None:
        """Remember the database as it is now."""
        in_child(make_world, self.log)
        self._kept.mkdir(parents=True)
        shutil.copyfile(self._database, self._kept / "database")

    def restore(self) -> None:
        for suffix in ("-wal", "-shm", "-journal"):
            Path(f"{self._database}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self._kept / "database", self._database)
        shutil.rmtree(settings.EVIDENCE_ROOT, ignore_errors=True)


def run(place: Place, story: Story, kill: Kill) -> Outcome:
    place.restore()
    started = time.perf_counter()
    told, status = in_child(lambda say: _tell(story, kill, say), place.log, kill.after)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    seconds = time.perf_counter() - started
    outcome = Outcome(story, kill, killed, seconds, [fact for fact in told if fact["what"] != "passed"])
    outcome.passed = next((fact["points"] for fact in told if fact["what"] == "passed"), {})
    if not killed and status != 0:
        outcome.violations.append("the story broke off by itself; see the log")
        return outcome
    found, status = in_child(lambda say: _come_back(story, outcome, say), place.log)
    outcome.violations += [
        f"{fact['when']}: {fact['sentence']}" for fact in found if fact["what"] == "violation"
    ]
    if status != 0:
        outcome.violations.append("the process that came after broke off; see the log")
    return outcome


def _tell(story: Story, kill: Kill, say: Callable[..., None]) -> None:
    faults.arm(kill.point)
    tell(story, say)
    say("passed", points=faults.passed_fail_points())


def _come_back(story: Story, outcome: Outcome, say: Callable[..., None]) -> None:
    """What operators and clients do after a crash, in the order in which they do it."""
    seen = Seen(outcome.told)

    def check(when: str, sentences: Any) -> None:
        for sentence in sentences:
            say("violation", when=when, sentence=sentence)

    check("after the kill", at_once(seen))
    _let_leases_run_out()
    list(run_sweeps(timezone.now()))
    work_off_the_queue()
    list(reconcile(now=timezone.now() + LATER))
    check("after the repair", after_repair(seen))
    tell(story, lambda what, **facts: seen.told.append({"what": what, **facts}))
    list(reconcile(now=timezone.now() + LATER))
    check("at the end", after_repair(seen))


def _let_leases_run_out() -> None:
    """As if the time had passed: a moved clock would move the new leases too."""
    Evidence.objects.filter(lease_until__isnull=False).update(lease_until=F("lease_until") - LATER)


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
