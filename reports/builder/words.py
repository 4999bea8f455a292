"""What the processes of a build say to one another: one JSON object on each line.

The site asks the server for a report:   {"content": path, "folder": path, "limits": {…}, "task": one of TASKS}
The server says once that it is ready:    {"ready": what it draws with, "landlock": its version},
                                          or {"fault": why it cannot}
Of each report it passes on the child's:  {"child": {…}}, and at the end
                                          {"ended": status, "peak_bytes": n, "cpu_seconds": x}
The child tells of steps, files, faults:  {"step": …, "done": n, "of": n}, {"file": format, "pages": n or null},
                                          {"fault": a code of FAULTS, "words": …, "trace": …}
"""

import json
import os
from typing import Any

MOST_BYTES_OF_A_LINE = 64 * 1024
MEMORY, DISK, ENGINE, OTHER = "memory", "disk", "engine", "other"
# All files of a payload, or the first of some drafts in HTML (a list of them as JSON) that fits on one page.
REPORT, SHEET = "report", "sheet"
TASKS = frozenset({REPORT, SHEET})
FAULTS = frozenset({MEMORY, DISK, ENGINE, OTHER})


def say(descriptor: int, **said: Any) -> None:
    """Raises OSError if nobody listens any more."""
    rest = json.dumps(said, separators=(",", ":")).encode() + b"\n"
    while rest:
        rest = rest[os.write(descriptor, rest) :]


class Lines:
    """Collects what comes through a pipe, and gives it out line by line."""

    def __init__(self) -> None:
        self._rest = b""

    def read(self, descriptor: int) -> list[bytes] | None:
        """The lines that are whole by now; None at the end. Raises ValueError for a line beyond all measure."""
        chunk = os.read(descriptor, MOST_BYTES_OF_A_LINE)
        if not chunk:
            return None
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > MOST_BYTES_OF_A_LINE:
            raise ValueError("a line without an end")
        return whole


def understood(line: bytes) -> dict[str, Any]:
    """What a line says; nothing if it is no JSON object."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
