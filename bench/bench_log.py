"""How long sealing and verifying 10,000 entries of the log takes, and that verifying holds no more of a longer chain."""

import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

ENTRIES = 10_000
MOST_SECONDS = 10
# A page of the walk, whatever the length of the chain.
MOST_MEGABYTES = 4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    from bench.scratch import scratch_site

    with scratch_site():
        measure()


def measure() -> None:
    from django.db import connection, models
    from django.utils import timezone

    from foundation.audit.models import AuditEntry
    from foundation.audit.sealing import seal_left_behind
    from foundation.audit.verification import verify_chain

    entries = [
        AuditEntry(action="bench.done", target_type="bench.record", target_id=str(number), data={"n": number})
        for number in range(ENTRIES)
    ]
    models.QuerySet.bulk_create(AuditEntry.objects.all(), entries, batch_size=1000)
    sealing = seconds(lambda: seal_left_behind(timezone.now()))
    verifying = seconds(lambda: verify_chain(now=timezone.now()))
    tracemalloc.start()
    verdict = verify_chain(now=timezone.now())
    memory = tracemalloc.get_traced_memory()[1] / 2**20
    print(f"{connection.vendor}, {ENTRIES} entries: sealed in {sealing:.1f} s, verified in {verifying:.1f} s")
    print(f"verifying held at most {memory:.1f} MB")
    assert verdict.holds
    assert verdict.head.sequence == ENTRIES
    assert verifying <= MOST_SECONDS, f"slower than {MOST_SECONDS} s"
    assert memory <= MOST_MEGABYTES, f"more than {MOST_MEGABYTES} MB"


def seconds(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


if __name__ == "__main__":
    main()
