"""The fetcher's process: one source, one outcome. `visitor` starts it and reads what it says.

Standard input: JSON with `url`, `agent`, `folder`, `most_bytes`, `seconds`. Standard output: JSON with the
fields of `visitor.Finding`. A kept body is the file `body` in the folder, the text of a page `text`.
"""

import argparse
import hashlib
import http.client
import json
import os
import re
import resource
import signal
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.robotparser import RobotFileParser

from evidence.domain.addresses import WebAddress
from evidence.domain.link_problems import LinkProblem, LinkRefused, problem_of_status
from evidence.links.allowance import NOTHING, from_json
from evidence.links.pages import Page, decoded, forbids_copy
from evidence.links.web import Web, told_as_problem

ROBOT_NAME = "Renaksi"
HTML = {"text/html", "application/xhtml+xml"}
_MOST_MEMORY = 512 * 1024 * 1024
# Of the processor, before the clock of the visit begins.
_STARTING_SECONDS = 5
_MOST_ROBOTS_BYTES = 500 * 1024  # RFC 9309
_MOST_MARKUP_BYTES = 3 * 1024 * 1024
_CHUNK = 64 * 1024
_PRIVATE_FILE = 0o600
_CONTENT_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,59}")


class TimeIsUp(BaseException):
    """Not an Exception, so that no library takes it for one of its own."""


@dataclass(slots=True)
class Outcome:
    """As `visitor.Finding`; filled in as far as the visit came."""

    problem: str = ""
    status: int | None = None
    final_url: str = ""
    content_type: str = ""
    size: int | None = None
    sha256: str = ""
    has_body: bool = False
    has_text: bool = False


def visit(url: str, web: Web, folder: Path, most_bytes: int) -> Outcome:
    outcome = Outcome()
    try:
        _visit(url, web, folder, most_bytes, outcome)
    except LinkRefused as refusal:
        outcome.problem = refusal.problem.value
    except TimeIsUp:
        # What answered is there, however slowly its body drips.
        answered = outcome.status is not None and problem_of_status(outcome.status) is None
        outcome.problem = (LinkProblem.TOO_SLOW if answered else LinkProblem.TIMEOUT).value
    return outcome


def _visit(url: str, web: Web, folder: Path, most_bytes: int, outcome: Outcome) -> None:
    response, address = web.follow(url)
    outcome.status, outcome.final_url = response.status, address.url
    problem = problem_of_status(response.status)
    if problem is not None:
        raise LinkRefused(problem)
    outcome.content_type = _content_type(response)
    if response.headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
        raise LinkRefused(LinkProblem.COMPRESSED)
    if _is_kept_out(response) or not _robots_agree(web, address):
        raise LinkRefused(LinkProblem.NO_COPY_WANTED)
    outcome.size, outcome.sha256 = _save(response, folder / "body", most_bytes)
    if outcome.content_type in HTML:
        outcome.has_text = _save_text(folder, response.headers.get_content_charset())
    outcome.has_body = outcome.size > 0


def _content_type(response: http.client.HTTPResponse) -> str:
    told = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return told if _CONTENT_TYPE.fullmatch(told) else ""


def _is_kept_out(response: http.client.HTTPResponse) -> bool:
    return any(map(forbids_copy, response.headers.get_all("X-Robots-Tag", [])))


def _robots_agree(web: Web, address: WebAddress) -> bool:
    """RFC 9309: no robots.txt lets everybody in, one that cannot be had nobody."""
    try:
        response, _ = web.follow(f"{address.scheme}://{address.netloc}/robots.txt")
        if 400 <= response.status < 500:
            return True
        if problem_of_status(response.status) is not None:
            return False
        with told_as_problem():
            rules = response.read(_MOST_ROBOTS_BYTES)
    except LinkRefused:
        return False
    robots = RobotFileParser()
    robots.parse(decoded(rules, "utf-8-sig").splitlines())
    return robots.can_fetch(ROBOT_NAME, address.url)


def _save(response: http.client.HTTPResponse, path: Path, most_bytes: int) -> tuple[int, str]:
    """Size and SHA-256; raises LinkRefused as soon as more has come than may."""
    if response.length is not None and response.length > most_bytes:
        raise LinkRefused(LinkProblem.TOO_LARGE)
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as target:
        for chunk in _chunks(response):
            size += len(chunk)
            if size > most_bytes:
                raise LinkRefused(LinkProblem.TOO_LARGE)
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return size, digest.hexdigest()


def _chunks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    announced = response.length
    came = 0
    while True:
        with told_as_problem():
            chunk = response.read1(_CHUNK)
        if not chunk:
            break
        came += len(chunk)
        yield chunk
    if announced is not None and came < announced:
        raise LinkRefused(LinkProblem.NO_CONNECTION)


def _save_text(folder: Path, charset: str | None) -> bool:
    """Raises LinkRefused for a page that asks not to be kept."""
    with (folder / "body").open("rb") as body:
        page = Page(decoded(body.read(_MOST_MARKUP_BYTES), charset))
    if page.is_kept_out:
        raise LinkRefused(LinkProblem.NO_COPY_WANTED)
    descriptor = os.open(folder / "text", os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as target:
        target.write(page.text)
        target.flush()
        os.fsync(target.fileno())
    return True


def _limit(most_bytes: int, seconds: int) -> None:
    """Of memory, file size, processor time, open files; no further process."""
    for name, most in {
        resource.RLIMIT_AS: _MOST_MEMORY,
        resource.RLIMIT_FSIZE: most_bytes + _CHUNK,
        # The deadline on the clock comes first; this is for what does not look at it.
        resource.RLIMIT_CPU: seconds + _STARTING_SECONDS,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(name, (most, most))


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeIsUp

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _web(agent: str, allowance_text: str) -> Web:
    allowance = from_json(allowance_text) if allowance_text else NOTHING
    context = ssl.create_default_context(cafile=allowance.authority or None)
    return Web(agent=agent, allowance=allowance, context=context)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--allowance", default="", help="for tests only")
    options = parser.parse_args(arguments)
    asked: dict[str, Any] = json.load(sys.stdin)
    _limit(asked["most_bytes"], asked["seconds"])
    web = _web(asked["agent"], options.allowance)
    with _time_limit(asked["seconds"]):
        outcome = visit(asked["url"], web, Path(asked["folder"]), asked["most_bytes"])
    json.dump(asdict(outcome), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
