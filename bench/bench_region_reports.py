"""How long the short reports of 552 regions take on one core: gathered, drawn in all formats, stored, told.

The whole way of the worker, with its server, on one core. `--regions 40` builds a sample and says what all would take.
"""

import argparse
import os
import resource
import sys
import time
from pathlib import Path

SEED = 7
REGIONS = 552
MOST_SECONDS = 15 * 60
MILESTONES = 3

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    from bench.scratch import scratch_site

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=int, default=REGIONS, help="build so many of them")
    parser.add_argument("--core", type=int, default=min(os.sched_getaffinity(0)))
    options = parser.parse_args()
    os.sched_setaffinity(0, {options.core})
    with scratch_site():
        measure(options.regions)


def measure(most: int) -> None:
    from reports.builder.renderer import renderer, stop

    builds = ordered_builds()
    started, own_before = time.monotonic(), time.process_time()
    print(f"{renderer().made_with}; ready in {time.monotonic() - started:.1f} s", flush=True)
    pages = [pages_of(build) for build in builds[:most]]
    wall, own = time.monotonic() - started, time.process_time() - own_before
    stop()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    judge(pages, wall, own, own + children.ru_utime + children.ru_stime)


def ordered_builds():  # type: ignore[no-untyped-def]
    """Of all regions, in the order in which the worker meets them."""
    from django.utils import timezone

    from reports.actions.batches import request_batch
    from reports.actions.filling import fill_batch
    from reports.enums import ReportKind

    plan = make_regions()
    period = plan.periods.filter(starts_on__lte=timezone.localdate()).order_by("-ends_on").first()
    started = time.monotonic()
    batch = request_batch(plan=plan, kind=ReportKind.QUARTERLY, period=period, language="id", by=None)
    ordered = time.monotonic() - started
    fill_batch(batch=batch, now=timezone.now())
    asked = time.monotonic() - started
    print(
        f"seed {SEED}; ordered in {ordered:.2f} s, {batch.builds.count()} reports asked for in {asked:.1f} s"
    )
    return list(batch.builds.order_by("pk"))


def pages_of(build) -> int:  # type: ignore[no-untyped-def]
    """After it was built."""
    from django.utils import timezone

    from reports.actions.building import build_report
    from reports.enums import BuildState

    built = build_report(build=build, now=timezone.now())
    assert built is not None
    assert built.state == BuildState.READY, built.last_error
    return built.pages or 0


def judge(pages: list[int], wall: float, own: float, whole: float) -> None:
    count = len(pages)
    for_all = whole / count * REGIONS
    print(
        f"{count} reports of {min(pages)} to {max(pages)} pages, {sum(pages) / count:.1f} on average: {whole:.1f} s of the "
        f"processor ({own:.1f} s of it the worker's own), {wall:.1f} s by the clock, {whole / count:.2f} s each"
    )
    print(f"{REGIONS} reports: {for_all / 60:.1f} minutes on one core")
    assert for_all <= MOST_SECONDS, f"longer than {MOST_SECONDS // 60} minutes"


def make_regions():  # type: ignore[no-untyped-def]
    """A plan with one commitment for each region."""
    from django.db import transaction

    from bench.report_data import make_plan
    from renaksi.models import Commitment
    from tests.factories.institutions import CityFactory

    with transaction.atomic():
        plan = make_plan(REGIONS, milestones=MILESTONES, seed=SEED)
        commitments = list(plan.commitments.order_by("pk"))
        for commitment in commitments:
            commitment.region = CityFactory()
        Commitment.objects.bulk_update(commitments, ["region"])
    return plan


if __name__ == "__main__":
    main()
