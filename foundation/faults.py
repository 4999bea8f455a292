"""Named fail points: places where a test may kill the process, to see what a power cut would leave behind.

Off unless the environment asks for one: `RENAKSI_FAIL_POINT=receive.after_rename` kills this process, as
`kill -9` does, the first time it comes by; `receive.after_rename:3` the third time. Each app declares the
names of its own in `AppConfig.ready()`; a name that nobody declared stops the start.
"""

import os
import signal
from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured

VARIABLE = "RENAKSI_FAIL_POINT"

_declared: set[str] = set()
_armed: str | None = os.environ.get(VARIABLE)
_passed: Counter[str] = Counter()


def fail_point(name: str) -> None:
    if _armed is not None:
        _pass_by(name, _armed)


def _pass_by(name: str, armed: str) -> None:
    _passed[name] += 1
    wanted, _, count = armed.partition(":")
    if wanted == name and _passed[name] == int(count or 1):
        os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str) -> None:
    """Ask for a fail point in this process, as the environment does; with "" it only counts.

    Raises ImproperlyConfigured for a name that is not declared.
    """
    global _armed  # noqa: PLW0603 - one process, one wish; read at every fail point, so a plain name
    _refuse_unknown(point)
    _armed = point
    _passed.clear()


def declare_fail_points(names: Iterable[str]) -> None:
    """From `AppConfig.ready()`; the code passes each of the names at exactly one place."""
    _declared.update(names)


def declared_fail_points() -> tuple[str, ...]:
    return tuple(sorted(_declared))


def passed_fail_points() -> dict[str, int]:
    """How often each was passed in this process since it was armed."""
    return dict(_passed)


def refuse_unknown_wish() -> None:
    """When every app has declared its names: a misspelt wish would kill nothing and prove nothing."""
    if _armed is not None:
        _refuse_unknown(_armed)


def _refuse_unknown(point: str) -> None:
    name, _, count = point.partition(":")
    if point and (name not in _declared or not (count or "1").isdigit()):
        raise ImproperlyConfigured(f"{VARIABLE}: there is no fail point {point!r}.")
