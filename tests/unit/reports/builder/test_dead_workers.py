"""A worker that is killed takes its server and the report that it draws with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reports.builder import renderer

pytestmark = pytest.mark.once

_ROOT = Path(__file__).resolve().parents[4]
_SECONDS = 20
_WORKER = """
import os, sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from reports.builder import draw, renderer
renderer._ROOT = Path(sys.argv[1])

def tell(step, done, of):
    print(renderer.renderer()._process.pid, flush=True)

draw(b'{"report": "sleep"}', folder=Path(sys.argv[2]), tell=tell, is_cancelled=lambda: False)
"""


def below(pid: int) -> list[int]:
    """The processes that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in children.read_text().split()]


def lives(pid: int) -> bool:
    """A process that waits to be buried does nothing any more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.usefixtures("hostile")
def test_nothing_outlives_a_worker_that_was_killed(tmp_path: Path) -> None:
    worker = subprocess.Popen(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", _WORKER, str(renderer._ROOT), str(tmp_path)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with worker:
        assert worker.stdout is not None
        server = int(worker.stdout.readline())
        (child,) = below(server)
        assert lives(child)
        os.kill(worker.pid, signal.SIGKILL)
    ends_at = time.monotonic() + _SECONDS
    while (lives(server) or lives(child)) and time.monotonic() < ends_at:
        time.sleep(0.01)
    assert (lives(server), lives(child)) == (False, False)
