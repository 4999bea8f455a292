"""How long a report of 300 pages takes, what it holds in memory, and what Chromium takes for the same pages.

Drawn as the site draws it: all seven files, behind walls, by the server that is warm. What counts is the processor's
time of the drawing process: it is what a machine takes that does nothing else.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.document import Payload

SEED = 7
# Commitments that make about 50, 300 and 500 pages.
SIZES = (13, 100, 170)
MOST_SECONDS, MOST_BYTES, PAGES = 60, 1_500_000_000, 300
# A page of 500 may take so many times what a page of 50 takes.
MOST_GROWTH = 1.2

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


@dataclass(frozen=True)
class Measured:
    pages: int
    commitments: int
    gathered: float
    wall: float
    cpu: float
    peak_bytes: int
    kilobytes: int

    @property
    def per_page(self) -> float:
        return self.cpu / self.pages

    def __str__(self) -> str:
        return (
            f"{self.pages} pages ({self.commitments} commitments): gathered {self.gathered:.1f} s, drawn "
            f"{self.cpu:.1f} s of the processor ({self.wall:.1f} s by the clock), {self.per_page:.3f} s a page, "
            f"at most {self.peak_bytes // 1_000_000} MB, PDF {self.kilobytes} kB"
        )


def main() -> None:
    from bench.scratch import scratch_site

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="commitments of each report")
    parser.add_argument("--without-chromium", action="store_true")
    options = parser.parse_args()
    with scratch_site():
        measure(options.sizes, with_chromium=not options.without_chromium)


def measure(sizes: Sequence[int], *, with_chromium: bool) -> None:
    from reports.builder.renderer import renderer

    print(f"seed {SEED}; {renderer().made_with}")
    found: list[Measured] = []
    for size in sizes:
        payload, gathered = gather(size)
        found.append(drawn(payload, size, gathered))
        print(found[-1], flush=True)
        if with_chromium and len(found) == 2:
            beside_chromium(payload)
    if tuple(sizes) == SIZES:
        judge(*found)


def gather(commitments: int) -> tuple["Payload", float]:
    from django.db import transaction
    from django.utils import timezone

    from bench.report_data import make_plan
    from reports.enums import ReportKind
    from reports.payload import assemble
    from reports.subject import Subject

    with transaction.atomic():
        plan = make_plan(commitments, seed=SEED)
    now = timezone.now()
    period = plan.periods.filter(starts_on__lte=timezone.localdate(now)).order_by("-ends_on").first()
    subject = Subject(ReportKind.QUARTERLY, plan, period)
    started = time.monotonic()
    found = assemble(subject, today=timezone.localdate(now), gathered_at=now, version=1)
    return found.payload, time.monotonic() - started


def drawn(payload: "Payload", commitments: int, gathered: float) -> Measured:
    from reports.builder import draw
    from reports.enums import FileFormat

    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = draw(
            payload.to_bytes(),
            folder=Path(folder),
            tell=lambda *_step: None,
            is_cancelled=lambda: False,
        )
        pdf = next(file for file in report.files if file.format == FileFormat.PDF)
        size = pdf.path.stat().st_size
    return Measured(
        pages=pdf.pages or 0,
        commitments=commitments,
        gathered=gathered,
        wall=time.monotonic() - started,
        cpu=report.cpu_seconds,
        peak_bytes=report.peak_bytes,
        kilobytes=size // 1000,
    )


def judge(small: Measured, middle: Measured, large: Measured) -> None:
    for_the_pages = middle.per_page * PAGES
    growth = large.per_page / small.per_page
    print(
        f"{PAGES} pages: {for_the_pages:.1f} s; a page of {large.pages} takes {growth:.2f} × one of {small.pages}"
    )
    assert for_the_pages <= MOST_SECONDS, f"slower than {MOST_SECONDS} s"
    assert middle.peak_bytes <= MOST_BYTES, f"more than {MOST_BYTES} bytes"
    assert growth <= MOST_GROWTH, f"a page grows {growth:.2f} ×"


def beside_chromium(payload: "Payload") -> None:
    """The same HTML and styles, tagged as well, by both; one variant only."""
    from bench.chromium import print_pdf
    from reports.pdf import Variant, render_variants
    from reports.rendering.pages import _passed, pages_html

    content = payload.to_bytes()
    html, passed = pages_html(payload, content, lambda *_step: None), _passed(payload, content)
    started = time.process_time()
    ours = next(render_variants(html, variants=(Variant.READING,), passed=passed))
    seconds = time.process_time() - started
    tell_one("WeasyPrint, tagged", ours.pages, seconds, len(ours.content))
    theirs = print_pdf(html, passed)
    if theirs is None:
        print("  there is no Chromium to compare with")
        return
    tell_one(theirs.name, theirs.pages, theirs.cpu, theirs.size)
    print(f"  Chromium held at most {theirs.peak_bytes // 1_000_000} MB in all its processes")


def tell_one(name: str, pages: int, seconds: float, size: int) -> None:
    print(
        f"  the same HTML, {name}: {pages} pages, {seconds:.1f} s of the processor, "
        f"{seconds / pages:.3f} s a page, {size // 1000} kB"
    )


if __name__ == "__main__":
    main()
