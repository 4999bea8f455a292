"""What drawing one report may use; set by the drawing process itself before it reads the payload."""

import os
import resource
import signal
from dataclasses import dataclass

_OPEN_FILES = 256
# The soft limit on time ends the process with a signal that tells why, the hard one with any.
_CPU_GRACE_SECONDS = 2
_PRIVATE = 0o077
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory` (address space) and `output` (each written file) in bytes."""

    memory: int = 2560 * _MB
    cpu_seconds: int = 900
    wall_seconds: int = 900
    output: int = 256 * _MB


# For one page, tried at most as often as it is shortened; ends before its worker's lease does.
SHEET_LIMITS = Limits(memory=1024 * _MB, cpu_seconds=60, wall_seconds=90, output=16 * _MB)


def confine(limits: Limits) -> None:
    """For the process that calls it, and for good."""
    cpu = limits.cpu_seconds
    for limit, soft, hard in (
        (resource.RLIMIT_AS, limits.memory, limits.memory),
        (resource.RLIMIT_CPU, cpu, cpu + _CPU_GRACE_SECONDS),
        (resource.RLIMIT_FSIZE, limits.output, limits.output),
        (resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(limit, (soft, hard))
    os.umask(_PRIVATE)
    # Whoever asked ends it in time; this is for one that was stopped meanwhile.
    signal.alarm(limits.wall_seconds)
