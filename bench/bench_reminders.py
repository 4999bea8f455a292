"""How long the daily run takes with 552 institutions × 12 milestones in an open round, on the days with most to tell."""

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

MOST_SECONDS = 30

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    from bench.scratch import scratch_site

    with scratch_site():
        measure()


def measure() -> None:
    from datetime import timedelta

    from django.db import transaction
    from django.utils import timezone

    from bench.round_data import make_round
    from renaksi.domain.reminders import LADDER, goes_out_on
    from renaksi.models import ReportingPeriod

    with transaction.atomic():
        made = make_round(timezone.localdate())
    closes = ReportingPeriod.objects.filter(plan=made.plan).latest("ends_on").closes_on
    days = {rung.days: goes_out_on(rung, closes, frozenset()) for rung in LADDER}
    slow = []
    for number in (-1, 1, 44):
        queries, busy, told = run(days[number])
        print(f"{number:3} days after the deadline: {told}, {queries} queries, {busy:.1f} s of the processor")
        slow += [number] if busy > MOST_SECONDS else []
    queries, busy, told = run(days[44] + timedelta(days=1))
    print(f"nothing new the day after: {told}, {queries} queries, {busy:.1f} s of the processor")
    assert not slow, f"more than {MOST_SECONDS} s: {slow}"


def run(day: date) -> tuple[int, float, str]:
    from io import StringIO

    from django.core.management import call_command
    from django.db import connection

    out, count = StringIO(), 0

    def counted(execute: Callable[..., Any], *query: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*query)

    started = time.process_time()
    with connection.execute_wrapper(counted):
        call_command("send_reminders", at=day, stdout=out)
    return count, time.process_time() - started, out.getvalue().strip()


if __name__ == "__main__":
    main()
