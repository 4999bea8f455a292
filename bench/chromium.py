"""Chromium printing the HTML of a report, for comparison; the site itself never does."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pikepdf

STATIC = Path(__file__).resolve().parent.parent / "static"
SECONDS = 900


@dataclass(frozen=True)
class Printed:
    """`cpu` in seconds and `peak_bytes` of all its processes together."""

    name: str
    pages: int
    cpu: float
    peak_bytes: int
    size: int


def print_pdf(html: str, passed: Mapping[str, str]) -> Printed | None:
    """None where there is no Chromium."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in passed.items():
            (folder / file).write_text(content)
        page, pdf = folder / "page.html", folder / "page.pdf"
        page.write_text(_with_files(html, folder))
        cpu, peak = _run(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--allow-file-access-from-files",
                f"--user-data-dir={folder / 'profile'}",
                "--no-pdf-header-footer",
                "--generate-pdf-document-outline",
                f"--print-to-pdf={pdf}",
                page.as_uri(),
            ]
        )
        with pikepdf.open(pdf) as found:
            is_tagged = "/StructTreeRoot" in found.Root
            pages = len(found.pages)
        told = f"{_version(program)}, {'tagged' if is_tagged else 'not tagged'}"
        return Printed(told, pages, cpu, peak, pdf.stat().st_size)


def _run(command: list[str]) -> tuple[float, int]:
    """Its processes do not wait for one another, so what they used is looked up as long as they live."""
    used: dict[int, float] = {}
    peak = 0
    process = subprocess.Popen(  # noqa: S603 - the program that the operator named
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    ends_at = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < ends_at:
        now = dict(_processes(process.pid))
        used |= {pid: seconds for pid, (seconds, _resident) in now.items()}
        peak = max(peak, sum(resident for _seconds, resident in now.values()))
        time.sleep(0.05)
    process.kill()
    assert process.wait() == 0, "Chromium could not print the page"
    return sum(used.values()), peak


def _processes(session: int) -> Iterator[tuple[int, tuple[float, int]]]:
    """Seconds of the processor and resident bytes by process; pages that several share count for each."""
    tick, page = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            facts = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(facts[3]) == session:
                yield int(folder.name), ((int(facts[11]) + int(facts[12])) / tick, int(facts[21]) * page)


def _with_files(html: str, folder: Path) -> str:
    """`asset:` and `report:` are addresses that our own engine alone understands."""
    with_static = re.sub(r"asset:", f"{STATIC.as_uri()}/", html)
    return re.sub(r"report:", f"{folder.as_uri()}/", with_static)


def _version(program: str) -> str:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return " ".join(done.stdout.split()[:2])
