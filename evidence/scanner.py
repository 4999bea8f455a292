"""Asks ClamAV's `clamd` over its socket whether a file carries malware; see `CLAMD_URL` in docs/operations.md.

Its word counts only after it has caught EICAR, the harmless file that every scanner must catch: one without
signatures, or one that nobody feeds, would call everything clean. Protocol: clamd(8), INSTREAM.
"""

import logging
import socket
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from evidence.inspection.refusal import CheckFailed

logger = logging.getLogger(__name__)

# Stored in two parts, or scanners would take this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

# In `Evidence.last_error` while a file waits for the scanner.
SCANNER_DOWN = "scanner_down"

CHUNK_BYTES = 64 * 1024
CONNECT_SECONDS = 5
SEND_SECONDS = 30
ANSWER_SECONDS = 120
TRUST_SECONDS = 3600
_LONGEST_ANSWER = 4096


class ScannerDown(Exception):
    """It does not answer, or cannot be believed; `str()` says in a word what is wrong."""


@dataclass(frozen=True, slots=True)
class ScannerState:
    """For operators. `is_trusted` is None without a scanner; `problem` as in `ScannerDown`."""

    is_trusted: bool | None
    version: str = ""
    problem: str = ""


_believed_until: dict[str, float] = {}


def is_configured() -> bool:
    return bool(settings.CLAMD_URL)


def scan(path: Path) -> str:
    """The name of the malware in the file, empty if there is none. Raises ScannerDown, OSError if it cannot be opened."""
    address = settings.CLAMD_URL
    _believe(address)
    with path.open("rb") as file:
        return _found_in(_stream(address, iter(partial(file.read, CHUNK_BYTES), b"")))


def refuse_malware(path: Path) -> None:
    """Without a scanner nothing is asked. Raises CheckFailed, ScannerDown, OSError."""
    if not is_configured() or not path.exists():
        return
    found = scan(path)
    if found:
        # For operators only: to the sender its name says nothing, to whoever made it too much.
        logger.warning("malware %s in %s", found, path.name)
        raise CheckFailed("infected")


def scanner_state() -> ScannerState:
    """Asked anew, whatever was believed before."""
    if not is_configured():
        return ScannerState(is_trusted=None)
    forget_trust()
    try:
        version = _ask(settings.CLAMD_URL, b"zVERSION\0")
        _believe(settings.CLAMD_URL)
    except ScannerDown as down:
        return ScannerState(is_trusted=False, problem=str(down))
    return ScannerState(is_trusted=True, version=version)


def forget_trust() -> None:
    _believed_until.clear()


def _believe(address: str) -> None:
    if _believed_until.get(address, 0) > time.monotonic():
        return
    if not _found_in(_stream(address, [EICAR])):
        raise ScannerDown("missed_eicar")
    _believed_until[address] = time.monotonic() + TRUST_SECONDS


def _found_in(answer: str) -> str:
    """Reads "stream: OK" and "stream: Eicar-Signature FOUND"; anything else is no verdict."""
    told = answer.removeprefix("stream: ")
    if told == "OK":
        return ""
    if told.endswith(" FOUND"):
        return told.removesuffix(" FOUND")
    raise ScannerDown("too_large" if "size limit exceeded" in told else "no_verdict")


def _stream(address: str, chunks: Iterable[bytes]) -> str:
    return _ask(address, b"zINSTREAM\0", chunks)


def _ask(address: str, command: bytes, chunks: Iterable[bytes] | None = None) -> str:
    try:
        with _connect(address) as connection:
            connection.settimeout(SEND_SECONDS)
            connection.sendall(command)
            if chunks is not None:
                _send(connection, chunks)
            return _answer(connection)
    except OSError as error:
        raise ScannerDown(type(error).__name__) from error


def _connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 3310), timeout=CONNECT_SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(CONNECT_SECONDS)
    try:
        connection.connect(parts.path)
    except OSError:
        connection.close()
        raise
    return connection


def _send(connection: socket.socket, chunks: Iterable[bytes]) -> None:
    """Each chunk after its length, then a chunk of nothing."""
    try:
        for chunk in chunks:
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        # Over its limit the scanner hangs up while we send; what it said before that can still be read.
        return


def _answer(connection: socket.socket) -> str:
    """Up to the closing NUL; raises TimeoutError for one that drips as well."""
    deadline = time.monotonic() + ANSWER_SECONDS
    received = b""
    while not received.endswith(b"\0") and len(received) < _LONGEST_ANSWER:
        connection.settimeout(max(deadline - time.monotonic(), 0.001))
        part = connection.recv(_LONGEST_ANSWER)
        if not part:
            break
        received += part
    return received.rstrip(b"\0").decode("ascii", "replace").strip()
