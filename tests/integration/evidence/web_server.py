"""A real web server on this machine, and a person who speaks plain HTTP to it."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from tests.database import ROOT

_SECONDS_TO_START = 60
_PIECE = 64 * 1024


@dataclass(frozen=True)
class WebServer:
    port: int
    worker_pid: int

    def peak_memory(self) -> int:
        """The most bytes that its one worker ever held, as the kernel counts them (VmHWM)."""
        status = Path(f"/proc/{self.worker_pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024


@contextmanager
def running_web_server(data: Path, **settings: str) -> Iterator[WebServer]:
    """gunicorn with one worker and threads, as `make demo` starts it, on the test database (SQLite)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        **settings,
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "TEST_DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--workers", "1", "--threads", "4", "--log-level", "error"]
    with (data / "server.log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 - our own command
            [*command, *options], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        yield WebServer(port, _worker_of(server, port))
    finally:
        server.terminate()
        server.wait(timeout=30)


def _worker_of(server: subprocess.Popen, port: int) -> int:
    """Waits until it answers. Raises AssertionError if it does not."""
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            Visitor(port).get("/robots.txt")
        except OSError:
            time.sleep(0.2)
            continue
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        assert len(children) == 1
        return int(children[0])
    raise AssertionError("the web server did not start")


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass
class Visitor:
    """Sends bodies piece by piece, so that this process does not hold them either."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> Answer:
        return self.send("GET", address)

    def send(self, verb: str, address: str, body: Iterable[bytes] = (), **headers: str | int) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        told = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line.putrequest(verb, address)
        for name, value in told.items():
            line.putheader(name, value)
        line.endheaders()
        try:
            for piece in body:
                line.send(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all of it was sent: the answer tells why
        try:
            response = line.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            line.close()


def zeros(size: int, *, first: bytes = b"") -> Iterator[bytes]:
    """`size` bytes that begin with `first`."""
    yield first
    left = size - len(first)
    while left > 0:
        yield bytes(min(left, _PIECE))
        left -= _PIECE
