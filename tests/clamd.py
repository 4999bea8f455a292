"""A small speaker of clamd's protocol over a real socket: PING, VERSION and INSTREAM, as clamd(8) tells it."""

import socketserver
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from evidence.scanner import EICAR


@dataclass
class Habits:
    """`blind`: calls everything clean. `silent`: takes all and never answers. `asked` are the streams it was sent."""

    most_bytes: int = 25_000_000
    blind: bool = False
    silent: bool = False
    babbles: bool = False
    asked: list[bytes] = field(default_factory=list)


class _Speaker(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        habits: Habits = self.server.habits  # type: ignore[attr-defined]
        command = self._command()
        if command == b"zPING":
            self.wfile.write(b"PONG\0")
        elif command == b"zVERSION":
            self.wfile.write(b"ClamAV 1.4.3/27000/Sun Nov 22 2026\0")
        elif command == b"zINSTREAM":
            self._scan(habits)
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _command(self) -> bytes:
        read = b""
        while not read.endswith(b"\0"):
            byte = self.rfile.read(1)
            if not byte:
                return read
            read += byte
        return read[:-1]

    def _scan(self, habits: Habits) -> None:
        received = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            if len(received) + size > habits.most_bytes:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
            received += self.rfile.read(size)
        habits.asked.append(received)
        if habits.silent:
            self.rfile.read(1)  # until the other side hangs up
            return
        if habits.babbles:
            self.wfile.write(b"<html>502</html>\0")
            return
        found = EICAR in received and not habits.blind
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")


class _UnixServer(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


class _TcpServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def clamd_on_socket(path: Path, habits: Habits) -> Iterator[str]:
    with _UnixServer(str(path), _Speaker) as server:
        yield from _serving(server, habits, f"unix://{path}")


@contextmanager
def clamd_on_port(habits: Habits) -> Iterator[str]:
    with _TcpServer(("127.0.0.1", 0), _Speaker) as server:
        yield from _serving(server, habits, f"tcp://127.0.0.1:{server.server_address[1]}")


def _serving(server: Any, habits: Habits, address: str) -> Iterator[str]:
    server.habits = habits
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        thread.join()
