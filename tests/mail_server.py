"""A real mail server on this machine, in a process of its own that can be killed: `python -m tests.mail_server FOLDER PORT`.

Each mail that it takes is one file in FOLDER. What a recipient named `tolak@…` gets is refused for good, `nanti@…`
for now. With a file named `diam` in FOLDER it keeps each mail and dies before it says so.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

_SECONDS_TO_START = 20


class MailServer:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.mail_server", str(self.folder), str(self.port)]
        self._process = subprocess.Popen(command, cwd=Path(__file__).resolve().parent.parent)  # noqa: S603
        end = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise TimeoutError("the mail server did not start")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def die_before_the_next_answer(self) -> None:
        (self.folder / "diam").touch()

    def has_died(self) -> bool:
        """Waits for it."""
        assert self._process
        self._process.wait(_SECONDS_TO_START)
        return self._process.returncode == -signal.SIGKILL

    def taken(self) -> list[EmailMessage]:
        """Every mail, in the order of arrival; one that came twice is here twice."""
        files = sorted(self.folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [message_from_bytes(path.read_bytes(), policy=default) for path in files]  # type: ignore[arg-type, misc]


@contextmanager
def running_mail_server(folder: Path) -> Iterator[MailServer]:
    folder.mkdir(parents=True, exist_ok=True)
    server = MailServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()


class _Keep:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's
        answers = {"tolak": "550 5.1.1 no such mail box", "nanti": "451 4.7.1 try again later"}
        answer = answers.get(address.partition("@")[0])
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        name = f"{time.time_ns()}.eml"
        part = self.folder / f"{name}.part"
        part.write_bytes(envelope.content)
        part.rename(self.folder / name)
        silent = self.folder / "diam"
        if silent.exists():
            silent.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return "250 OK"


def _serve(folder: Path, port: int) -> None:
    from aiosmtpd.smtp import SMTP

    loop = asyncio.new_event_loop()
    server = loop.create_server(lambda: SMTP(_Keep(folder), loop=loop), "127.0.0.1", port)
    loop.run_until_complete(server)
    loop.run_forever()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), int(sys.argv[2]))
