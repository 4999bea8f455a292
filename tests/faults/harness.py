"""One run: a copy of the world, a process that is killed, a process that comes after it."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from evidence.actions.reconciling import reconcile
from evidence.models import Evidence
from foundation import faults
from foundation.jobs.sweeps import run_sweeps
from foundation.mail.models import OutgoingMail
from reports.actions.building import remove_left_behind
from reports.models import ReportBuild
from tests.faults.children import in_child
from tests.faults.invariants import after_repair, at_once, at_the_end
from tests.faults.places import Place
from tests.faults.seen import Seen
from tests.faults.stories import Story, tell, work_off_the_queue

# Longer than every lease and every grace period.
LATER = timedelta(days=10)


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


def run(place: Place, story: Story, kill: Kill, *, comes_back: bool = True) -> Outcome:
    """`comes_back` false: nobody looks what it left; how long it took and what it passed is told all the same."""
    place.restore()
    started = time.perf_counter()
    told, status = in_child(lambda say: _tell(story, kill, say), place.log, kill.after)
    place.settle()
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    seconds = time.perf_counter() - started
    outcome = Outcome(story, kill, killed, seconds, [fact for fact in told if fact["what"] != "passed"])
    outcome.passed = next((fact["points"] for fact in told if fact["what"] == "passed"), {})
    if not killed and status != 0:
        outcome.violations.append("the story broke off by itself; see the log")
        return outcome
    if not comes_back:
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
    remove_left_behind(timezone.now() + LATER)
    check("after the repair", after_repair(seen))
    tell(story, lambda what, **facts: seen.told.append({"what": what, **facts}))
    list(reconcile(now=timezone.now() + LATER))
    check("at the end", after_repair(seen))
    check("at the end", at_the_end(story))


def _let_leases_run_out() -> None:
    """As if the time had passed: a moved clock would move the new leases too."""
    for model in (Evidence, OutgoingMail, ReportBuild):
        model.objects.filter(lease_until__isnull=False).update(lease_until=F("lease_until") - LATER)
