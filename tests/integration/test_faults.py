"""The kill harness in short: each fail point once and ten random times. `make faults` is the long run."""

import os
import subprocess
import sys

from foundation.faults import declared_fail_points
from tests.database import ROOT

SECONDS = 600


def test_nothing_that_is_killed_leaves_a_half_thing_behind():
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--short"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    table = {line.split()[0]: line.split()[1:4] for line in done.stdout.splitlines() if line}
    assert [name for name in declared_fail_points() if table.get(name) != ["1", "1", "0"]] == []
