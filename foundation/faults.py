"""Named fail points: places where a test may kill the process, to see what a power cut would leave behind.

Off unless the environment asks for one: `RENAKSI_FAIL_POINT=receive.after_rename` kills this process, as
`kill -9` does, the first time it comes by; `receive.after_rename:3` the third time.
"""

import os
import signal

VARIABLE = "RENAKSI_FAIL_POINT"

_passed: dict[str, int] = {}


def fail_point(name: str) -> None:
    asked = os.environ.get(VARIABLE)
    if asked is None:
        return
    wanted, _, count = asked.partition(":")
    if wanted != name:
        return
    _passed[name] = _passed.get(name, 0) + 1
    if _passed[name] == int(count or 1):
        os.kill(os.getpid(), signal.SIGKILL)
