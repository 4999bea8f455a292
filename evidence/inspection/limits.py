"""What an inspection may use; set by the process itself before it looks at the file."""

import os
import resource
import signal
from pathlib import Path
from typing import TextIO

_OPEN_FILES = 64
# The soft limit on time ends the process with a signal that tells why, the hard one with any.
_CPU_GRACE_SECONDS = 2
_PRIVATE = 0o077


def confine(*, memory: int, cpu_seconds: int, wall_seconds: int, output: int) -> None:
    """`memory` is address space and `output` the size of each written file, both in bytes."""
    for limit, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + _CPU_GRACE_SECONDS),
        (resource.RLIMIT_FSIZE, output, output),
        (resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(limit, (soft, hard))
    os.umask(_PRIVATE)
    # The parent ends it in time; this is for a parent that was killed meanwhile.
    signal.alarm(wall_seconds)


def own_status() -> TextIO:
    """Opened before there are walls: later nothing below `/proc` can be."""
    return Path("/proc/self/status").open()


def peak_bytes(status: TextIO) -> int:
    """The most memory that was resident since the start; `ru_maxrss` would begin with the parent's."""
    for line in status:
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0
