"""How long the gallery takes with 10,000 practices: its first page, its facets, words, its last page and its files.

The same pages are asked with one practice first: the number of queries is the same, one less where a filter leaves
that one out and there is nothing to read.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from practices.models import PracticePage

PRACTICES = 10_000
MOST_QUERIES = 15
MOST_MILLISECONDS = {"first page": 200}
MOST_MILLISECONDS_OF_OTHERS = 300
MOST_KILOBYTES = 20
MOST_SECONDS_OF_FILE = 15

URL = "/praktik/"
PAGES = {
    "first page": "",
    "three filters": "?theme=tema-1&level=claimed&life=running",
    "a province and a regency": "?region=11&region=35.22",
    "words": "?q=data+warga",
    "by copies": "?sort=copies",
    "last page": "?page=99999",
}

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    from bench.scratch import scratch_site

    with scratch_site():
        measure()


def measure() -> None:
    from django.test import Client

    from bench.bench_commitments import ask
    from institutions.actions import load_regions
    from tests.pages import site_tree

    load_regions()
    client, world = Client(), World(site_tree())
    world.write(1)
    queries_of_one = {name: ask(client, URL + query)[0] for name, query in PAGES.items()}
    world.write(PRACTICES - 1)
    slow = []
    for name, query in PAGES.items():
        queries, busy, wall, size = ask(client, URL + query)
        print(
            f"{name:26} {queries:3} queries (one practice: {queries_of_one[name]}) {busy:5.0f} ms "
            f"({wall:.0f} ms on the clock) {size:.1f} kB compressed"
        )
        most = MOST_MILLISECONDS.get(name, MOST_MILLISECONDS_OF_OTHERS)
        if queries > MOST_QUERIES or busy > most or size > MOST_KILOBYTES:
            slow.append(name)
    for form in ("csv", "json"):
        started = time.process_time()
        size = sum(len(part) for part in client.get(f"{URL}data.{form}").streaming_content)
        seconds = time.process_time() - started
        print(f"{form:26} {seconds:5.1f} s, {size / 1_000_000:.1f} MB")
        if seconds > MOST_SECONDS_OF_FILE:
            slow.append(form)
    assert not slow, f"beyond a limit: {', '.join(slow)}"


class World:
    """Practices of every region, kind, year, goal and state, written in bulk."""

    def __init__(self, tree: SimpleNamespace) -> None:
        from institutions.models import Region
        from practices.models import Theme

        self.gallery, self.written, self.lots = tree.practices, 0, Random(2017)
        self.regions = [None, *Region.objects.select_related("province")]
        self.themes = [Theme.objects.create(slug=f"tema-{n}", name=f"Tema {n}") for n in range(5)]

    def write(self, number: int) -> None:
        from django.db import models, transaction
        from wagtail.models import Page

        from bench.bench_search import parent_of
        from practices.models import PracticePage

        practices = list(self._practices(number))
        with transaction.atomic():
            pages = Page.objects.bulk_create([parent_of(one) for one in practices], batch_size=500)
            for page, practice in zip(pages, practices, strict=True):
                practice.page_ptr_id = page.pk
                # A table of its own for what a practice has beside a page: Django writes such rows one by one only.
                models.Model.save_base(practice, raw=True, force_insert=True)
            through = PracticePage.goals.through
            through.objects.bulk_create(
                [through(practicepage_id=one.pk, goal_id=self.lots.randint(1, 17)) for one in pages],
                batch_size=500,
            )
        self.written += number

    def _practices(self, number: int) -> Iterator["PracticePage"]:
        for n in range(self.written, self.written + number):
            practice = self._practice(n)
            practice.set_url_path(self.gallery)
            practice.path = f"{self.gallery.path}{n + 1:04}"
            yield practice

    def _practice(self, n: int) -> "PracticePage":
        from django.utils import timezone

        from bench.bench_search import text
        from institutions.enums import InstitutionKind
        from practices.enums import EvidenceLevel, Life
        from practices.models import PracticePage

        region: Any = self.lots.choice(self.regions)
        year = self.lots.randint(1998, 2026)
        return PracticePage(
            title=text(n + 3, 6),
            draft_title=text(n + 3, 6),
            slug=f"praktik-{n}",
            theme=self.lots.choice(self.themes),
            region=region,
            province=(region.province or region) if region else None,
            place_name="" if region else "Nasional",
            owner_kind=self.lots.choice(InstitutionKind.values),
            since=str(year),
            since_year=year,
            summary=text(n, 40),
            evidence_level=self.lots.choice(EvidenceLevel.values),
            life=self.lots.choice(Life.values),
            copies=self.lots.choice([0, 0, 0, 2]),
            live=True,
            first_published_at=timezone.now(),
            depth=self.gallery.depth + 1,
            locale=self.gallery.locale,
        )


if __name__ == "__main__":
    main()
