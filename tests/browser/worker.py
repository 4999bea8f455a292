"""The background worker as `make demo` starts it: a process of its own on the live server's database and files."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.database import ROOT

COMMAND = ["manage.py", "db_worker", "--backend", "background", "--no-reload", "--no-startup-delay"]
INTERVAL = "0.2"  # seconds between two looks into the queue
SECONDS_TO_STOP = 20


@contextmanager
def running_worker(data: Path, **settings: str) -> Iterator[None]:
    """`data` is the folder above the evidence and the reports. Fails if the worker did not end well."""
    environment = {
        **os.environ,
        **settings,
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "TEST_DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    said = data / "worker.log"
    # A file, not a pipe: nobody empties a pipe while the test runs, and a full one stops the worker.
    with said.open("wb") as log:
        worker = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, *COMMAND, "--interval", INTERVAL],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield
        finally:
            worker.terminate()
            worker.wait(timeout=SECONDS_TO_STOP)
    assert worker.returncode == 0, said.read_text()
