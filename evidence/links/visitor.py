"""Starts the fetcher's process, and ends it when it does not end by itself."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.domain.addresses import MOST_URL_CHARACTERS
from evidence.domain.link_problems import LinkProblem
from evidence.links.allowance import Allowance, to_json

MOST_SECONDS = 20
MOST_BYTES = 10 * 1024 * 1024
# For starting, and for a name server that keeps the process from hearing its own alarm.
_GRACE_SECONDS = 10
_MOST_NUMBER = 2**31 - 1
_MOST_TYPE = 120
_HASH = 64
_CODE = Path(__file__).resolve().parents[2]
# Operators may name their own certificate authorities; nothing else of the environment gets there.
_PASSED_ON = ("SSL_CERT_FILE", "SSL_CERT_DIR")


class FetcherFailed(Exception):
    """The process itself failed: that says nothing about the source."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`problem` is None if all went well. `body` and `text` lie in the folder that the caller gave."""

    problem: LinkProblem | None
    status: int | None = None
    final_url: str = ""
    content_type: str = ""
    size: int | None = None
    sha256: str = ""
    body: Path | None = None
    text: Path | None = None


def fetch_source(
    url: str,
    folder: Path,
    *,
    agent: str,
    seconds: int = MOST_SECONDS,
    most_bytes: int = MOST_BYTES,
    allowance: Allowance | None = None,
) -> Finding:
    """Visit one source; `folder` is empty and for this visit alone. Raises FetcherFailed."""
    asked = {
        "url": url,
        "agent": agent,
        "folder": str(folder),
        "most_bytes": most_bytes,
        "seconds": seconds,
    }
    command = [sys.executable, "-E", "-s", "-B", "-m", "evidence.links.fetch"]
    if allowance is not None:
        command += ["--allowance", to_json(allowance)]
    said = _run(command, json.dumps(asked), seconds + _GRACE_SECONDS)
    return Finding(LinkProblem.TIMEOUT) if said is None else _finding(said, folder)


def _run(command: list[str], asked: str, seconds: int) -> str | None:
    """What the process said; None if its time ran out. Raises FetcherFailed."""
    process = subprocess.Popen(  # noqa: S603 - our own module, its arguments are ours
        command,
        cwd=_CODE,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            said, complained = process.communicate(asked, timeout=seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode != 0:
        raise FetcherFailed(complained.strip().rpartition("\n")[2] or f"ended with {process.returncode}")
    return said


def _finding(said: str, folder: Path) -> Finding:
    """Believed only as far as its shape goes. Raises FetcherFailed."""
    try:
        told: dict[str, Any] = json.loads(said)
        return Finding(
            problem=LinkProblem(told["problem"]) if told["problem"] else None,
            status=_number(told["status"]),
            final_url=_text(told["final_url"], MOST_URL_CHARACTERS),
            content_type=_text(told["content_type"], _MOST_TYPE),
            size=_number(told["size"]),
            sha256=_text(told["sha256"], _HASH),
            body=folder / "body" if told["has_body"] else None,
            text=folder / "text" if told["has_text"] else None,
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FetcherFailed("nonsense") from error


def _number(value: Any) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value <= _MOST_NUMBER):
        raise ValueError("not a number that can be")
    return value


def _text(value: Any, most: int) -> str:
    if type(value) is not str or len(value) > most:
        raise ValueError("not a text that can be")
    return value
