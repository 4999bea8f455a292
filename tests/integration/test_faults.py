"""The kill harness in short: the fail points around each commit once, and three random times. `make faults` is the long run.

On PostgreSQL, where each run makes the database anew, it runs with `make test-long`.
"""

import os
import subprocess
import sys

import pytest

from foundation.faults import declared_fail_points
from tests.database import ROOT
from tests.faults.edges import edges

SECONDS = 600
SECONDS_OF_A_LONG_RUN = 3600


def table_of_a_run(*arguments: str, seconds: int) -> dict[str, list[str]]:
    """Runs, killed and violations by what was killed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *arguments],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {line.split()[0]: line.split()[1:4] for line in done.stdout.splitlines() if line}


@pytest.mark.once
def test_nothing_that_is_killed_leaves_a_half_thing_behind():
    table = table_of_a_run("--short", seconds=SECONDS)
    assert [name for name in edges() if table.get(name) != ["1", "1", "0"]] == []


@pytest.mark.long
def test_nor_on_either_database_in_a_hundred_runs():
    runs, killed, violations = table_of_a_run("--runs", "100", seconds=SECONDS_OF_A_LONG_RUN)["all"]
    assert (runs, violations) == ("100", "0")
    assert int(killed) > len(declared_fail_points())
