"""How long the secretariat's round page and the verifier's queue take with 552 institutions × 12 milestones in an open round.

Asked through Django's test client. What counts is the processor's time: it is what a machine takes that does nothing else.
"""

import statistics
import sys
import time
from pathlib import Path
from typing import Any

TIMES = 9
MOST_QUERIES = 15
MOST_MILLISECONDS = 300

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    from bench.scratch import scratch_site

    with scratch_site():
        measure()


def measure() -> None:
    from django.db import connection, transaction
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from bench.round_data import make_round
    from renaksi.models import Milestone, ProgressUpdate

    with transaction.atomic():
        made = make_round(timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{Milestone.objects.count()} milestones, {ProgressUpdate.objects.count()} reports in four periods")
    slug = [made.name.slug]
    round_page, queue = reverse("workspace:round", args=slug), reverse("workspace:queue")
    pages = {
        "round page": (made.admin, round_page),
        "round page, by region": (made.admin, f"{round_page}?per=daerah"),
        "round page, filtered": (made.admin, f"{round_page}?state=unreported&sort=reported&page=3"),
        "round figures": (made.admin, reverse("workspace:round_figures", args=slug)),
        "queue of a verifier": (made.verifier, queue),
        "queue of an admin": (made.admin, queue),
    }
    slow = []
    for name, (person, address) in pages.items():
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        queries, busy, wall = ask(client, address)
        print(f"{name:22} {queries:3} queries {busy:5.0f} ms ({wall:.0f} ms on the clock)")
        if queries > MOST_QUERIES or busy > MOST_MILLISECONDS:
            slow.append(name)
    assert not slow, f"more than {MOST_QUERIES} queries or {MOST_MILLISECONDS} ms: {', '.join(slow)}"


def ask(client: Any, address: str) -> tuple[int, float, float]:
    """Queries, and medians in milliseconds: of the processor, and on the clock.

    The first answer warms the templates up and is not counted.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    queries = len(asked)
    busy, wall = [], []
    for _ in range(TIMES):
        started = time.process_time(), time.perf_counter()
        client.get(address)
        busy.append((time.process_time() - started[0]) * 1000)
        wall.append((time.perf_counter() - started[1]) * 1000)
    return queries, statistics.median(busy), statistics.median(wall)


if __name__ == "__main__":
    main()
