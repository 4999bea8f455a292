"""Starts the fetcher's process, and ends it when it does not end by itself."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.domain.link_problems import LinkProblem
from evidence.links.allowance import Allowance, to_json

MOST_SECONDS = 20
MOST_BYTES = 10 * 1024 * 1024
# For starting, and for a name server that keeps the process from hearing its own alarm.
_GRACE_SECONDS = 10
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
    told: dict[str, Any] = json.loads(said)
    has_body, has_text = told.pop("has_body"), told.pop("has_text")
    problem = told.pop("problem")
    return Finding(
        problem=LinkProblem(problem) if problem else None,
        body=folder / "body" if has_body else None,
        text=folder / "text" if has_text else None,
        **told,
    )
