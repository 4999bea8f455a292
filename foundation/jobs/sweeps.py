"""The registry of sweeps: each app brings its own from `AppConfig.ready()`."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

logger = logging.getLogger(__name__)

# Finds the records that were left behind at a time, does or queues what is to be done, returns how many.
Sweep = Callable[[datetime], int]

_sweeps: dict[str, Sweep] = {}


@dataclass(frozen=True)
class SweepResult:
    """`handled` is None if the sweep failed; why stands in the log."""

    name: str
    handled: int | None


def register_sweep(name: str, function: Sweep) -> None:
    """Raises ValueError if another sweep already has the name."""
    if _sweeps.setdefault(name, function) is not function:
        raise ValueError(f"there is already a sweep named {name!r}")


def run_sweeps(now: datetime) -> Iterator[SweepResult]:
    """Run every sweep once; one that fails does not keep the others from running."""
    for name, function in sorted(_sweeps.items()):
        try:
            handled = function(now)
        except Exception:
            logger.exception("sweep %s failed", name)
            yield SweepResult(name, None)
        else:
            yield SweepResult(name, handled)
