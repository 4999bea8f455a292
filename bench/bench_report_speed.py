"""How long a report of a hundred commitments takes: seconds per page, and the most memory it held."""

import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

COMMITMENTS = 100
# docs: about 0.2 s per tagged page was measured with the engine alone.
MOST_SECONDS_PER_PAGE = 0.6

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    from bench.scratch import scratch_site

    with scratch_site():
        measure()


def measure() -> None:
    from django.utils import timezone

    from bench.report_data import make_plan
    from reports.payload import progress_report
    from reports.rendering import render_report, report_html
    from reports.scope import Scope

    scope = Scope(make_plan(COMMITMENTS))
    marks = [time.monotonic()]
    report = progress_report(scope, today=timezone.localdate())
    marks.append(time.monotonic())
    report_html(report)
    marks.append(time.monotonic())
    document = render_report(report)
    marks.append(time.monotonic())
    gathered, written, drawn = (end - start for start, end in pairwise(marks))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    per_page = drawn / document.pages
    print(f"figures {gathered:.1f} s, HTML {written:.1f} s, PDF {drawn:.1f} s, at most {memory} MB")
    print(
        f"{COMMITMENTS} commitments, {document.pages} pages, {per_page:.2f} s per page, {len(document.content) // 1024} kB"
    )
    assert per_page <= MOST_SECONDS_PER_PAGE, f"slower than {MOST_SECONDS_PER_PAGE} s per page"


if __name__ == "__main__":
    main()
