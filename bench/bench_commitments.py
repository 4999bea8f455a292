"""How long the public list of commitments takes with 14,000 of them: 552 regions and ministries, 25 promises each.

Asked through Django's test client. What counts is the processor's time: it is what a machine takes that does nothing else.
The same pages are asked with one commitment first: the number of queries is the same.
"""

import gzip
import statistics
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

TIMES = 9
MOST_QUERIES = 15
MOST_MILLISECONDS = 200
MOST_KILOBYTES = 20
MOST_SECONDS_OF_FILE = 15
MOST_MEGABYTES_OF_FILE = 60

URL = "/komitmen/"
PAGES = {
    "first page": "",
    "three filters": "?region=51.71&status=limited&late=1",
    "two records and words": "?q=komitmen&institution=instansi-7&area=bidang-3",
    "by the proven part": "?sort=progress",
    "words": "?q=air+bersih",
    "last page": "?page=99999",
}
HOLDING_THE_ONE = ("first page", "by the proven part", "last page")

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    from bench.scratch import scratch_site

    with scratch_site():
        measure()


def measure() -> None:
    from django.test import Client
    from django.utils import timezone

    from bench.commitment_data import make_commitments
    from renaksi.actions.standings import refresh_standings
    from renaksi.models import Commitment, Milestone
    from renaksi.queries.standings import stray_standings, waiting_ids

    today, client = timezone.localdate(), Client()
    make_commitments(1, today)
    refresh_standings(waiting_ids(on=today), on=today)
    queries_of_one = {name: ask(client, URL + query)[0] for name, query in PAGES.items()}
    make_commitments(13_999, today)
    started = time.perf_counter()
    refresh_standings(waiting_ids(on=today), on=today)
    print(
        f"{Commitment.objects.count()} commitments, {Milestone.objects.count()} milestones; every standing computed"
    )
    print(f"in {time.perf_counter() - started:.1f} s")
    slow = []
    for name, query in PAGES.items():
        queries, busy, wall, size = ask(client, URL + query)
        print(
            f"{name:22} {queries:3} queries (one commitment: {queries_of_one[name]}) {busy:5.0f} ms "
            f"({wall:.0f} ms on the clock) {size:.1f} kB compressed"
        )
        if queries > MOST_QUERIES or busy > MOST_MILLISECONDS or size > MOST_KILOBYTES:
            slow.append(name)
        # With one commitment the filters find none, and an empty page asks for less.
        if name in HOLDING_THE_ONE and queries != queries_of_one[name]:
            slow.append(f"{name}: queries grow")
    for form in ("csv", "json"):
        slow += save(client, form)
    assert not slow, f"beyond a limit: {', '.join(slow)}"
    assert not list(stray_standings(on=today)), "a standing is not what the figures say"


def ask(client: Any, address: str) -> tuple[int, float, float, float]:
    """Queries, medians in milliseconds (of the processor, and on the clock), kilobytes of the answer.

    The first answer warms the templates up and is not counted.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    queries = len(asked)
    assert answer.status_code == 200
    busy, wall = [], []
    for _ in range(TIMES):
        started = time.process_time(), time.perf_counter()
        client.get(address)
        busy.append((time.process_time() - started[0]) * 1000)
        wall.append((time.perf_counter() - started[1]) * 1000)
    size = len(gzip.compress(answer.content)) / 1000
    return queries, statistics.median(busy), statistics.median(wall), size


def save(client: Any, form: str) -> list[str]:
    """The whole list as a file: seconds, and how much memory it holds at most."""
    started = time.process_time()
    size = sum(len(part) for part in client.get(f"{URL}?format={form}").streaming_content)
    seconds = time.process_time() - started
    tracemalloc.start()
    for _part in client.get(f"{URL}?format={form}").streaming_content:
        pass
    held = tracemalloc.get_traced_memory()[1] / 1_000_000
    tracemalloc.stop()
    print(f"{form:22} {seconds:5.1f} s, {size / 1_000_000:.1f} MB, holds {held:.0f} MB")
    return [form] if seconds > MOST_SECONDS_OF_FILE or held > MOST_MEGABYTES_OF_FILE else []


if __name__ == "__main__":
    main()
