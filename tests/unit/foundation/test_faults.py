import os
import signal
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from foundation import faults
from tests.database import ROOT

POINT = "publish.before_commit"


@pytest.fixture(autouse=True)
def _disarmed():
    yield
    faults._armed = None


PASS_BY = """
import sys
from foundation import faults
faults.declare_fail_points(["publish.before_commit", "takedown.before_commit"])
faults.arm(sys.argv[1])
for _ in range(int(sys.argv[2])):
    faults.fail_point("publish.before_commit")
"""


def status_after(point, times):
    """Of a process that is armed with the point and passes ours so often; negative for a signal."""
    command = [sys.executable, "-c", PASS_BY, point, str(times)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 - our own code


@pytest.mark.parametrize(
    ("point", "times", "status"),
    [
        (POINT, 1, -signal.SIGKILL),
        (f"{POINT}:2", 1, 0),
        (f"{POINT}:2", 2, -signal.SIGKILL),
        ("publish.before_commit:3", 4, -signal.SIGKILL),
        ("takedown.before_commit", 3, 0),
    ],
)
def test_process_dies_where_it_was_asked_to(point, times, status):
    assert status_after(point, times) == status


def test_nothing_happens_and_nothing_is_counted_unless_it_is_armed():
    faults._passed.clear()
    faults.fail_point(POINT)
    assert faults.passed_fail_points() == {}


def test_armed_without_a_wish_it_only_counts():
    faults.arm("")
    faults.fail_point(POINT)
    faults.fail_point(POINT)
    assert faults.passed_fail_points() == {POINT: 2}


@pytest.mark.parametrize("point", ["publish.before_comit", "publish.before_commit:two", "publish"])
def test_unknown_wish_is_refused(point):
    with pytest.raises(ImproperlyConfigured, match="RENAKSI_FAIL_POINT"):
        faults.arm(point)


@pytest.mark.parametrize(("point", "starts"), [("publish.before_comit", False), (POINT, True)])
def test_unknown_wish_in_the_environment_stops_the_start(point, starts):
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env={**os.environ, "RENAKSI_FAIL_POINT": point, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is starts
    assert ("there is no fail point" in done.stderr) is not starts
