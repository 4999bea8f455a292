"""The search with 14,000 commitments and 10,000 practices: queries and time of a page, of a suggestion and of the index."""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import Page

    from practices.models import PracticeIndexPage, PracticePage, Theme

COMMITMENTS, PRACTICES = 14_000, 10_000
MOST_QUERIES = {"/cari/": 15, "/cari/saran/": 5}
MOST_MILLISECONDS = 200
SEARCHES = (
    "laporan",
    "pelayanan publik desa",
    "data",
    "keterbukaan anggaran",
    "ID0123",
    "35.22",
    "layann publk",
)

# The words that such texts are made of, the most frequent first, and rare ones behind them: as in real texts, the
# n-th word is about n times as rare as the first, which stands in half of all records.
WORDS = [
    *"""
    publik data layanan terbuka informasi desa laporan anggaran pengaduan warga partisipasi keterbukaan kota kabupaten
    provinsi kesehatan pendidikan pengadaan kontrak pemerintah daerah transparansi akuntabilitas inovasi forum sekolah
    """.split(),
    *(f"{a}{b}{c}" for a in ("ba", "ci", "du", "go", "ke", "la", "mi", "nu", "ra", "so", "ta", "wi")
      for b in ("ban", "dal", "gur", "jen", "lim", "mat", "nar", "pel", "rik", "sun", "tam", "yar")
      for c in ("", "an", "i", "us", "ok", "ah")),
]  # fmt: skip

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    from bench.scratch import scratch_site

    with scratch_site():
        fill()
        measure()


def fill() -> None:
    from django.db import models
    from wagtail.models import Page

    from foundation.search.index import renew_all
    from practices.models import Theme
    from renaksi.enums import PlanLevel, PlanState
    from renaksi.models import ActionPlan, Commitment
    from tests.pages import site_tree

    tree = site_tree()
    plan = ActionPlan.objects.create(
        label="Rencana Ukur", slug="rencana-ukur", level=PlanLevel.NATIONAL, state=PlanState.ACTIVE, live=True
    )
    Commitment.objects.bulk_create(
        [
            Commitment(
                plan=plan, number=str(n), slug=str(n), ogp_code=f"ID{n:04}", title=text(n, 7), title_en=f"Reform {n}",
                problem=text(n, 60), solution=text(n + 5, 60), live=True,
            )
            for n in range(COMMITMENTS)
        ],
        batch_size=500,
    )  # fmt: skip
    practices = list(_practices(tree.practices, Theme.objects.create(slug="ukur", name="Ukur")))
    pages = Page.objects.bulk_create([parent_of(one) for one in practices], batch_size=500)
    for page, practice in zip(pages, practices, strict=True):
        practice.page_ptr_id = page.pk
        # A table of its own for what a practice has beside a page: Django writes such rows one by one only.
        models.Model.save_base(practice, raw=True, force_insert=True)
    started = time.monotonic()
    written = renew_all()
    print(f"indexed {written} records in {time.monotonic() - started:.1f} s")
    started = time.monotonic()
    renew_all()
    print(f"compared them once more in {time.monotonic() - started:.1f} s")


def _practices(gallery: "PracticeIndexPage", theme: "Theme") -> Iterator["PracticePage"]:
    from django.utils import timezone

    from practices.models import PracticePage

    for n in range(PRACTICES):
        practice = PracticePage(
            title=text(n + 3, 6), slug=f"praktik-{n}", theme=theme, place_name="Nasional", summary=text(n, 40),
            action=text(n + 9, 60), live=True, first_published_at=timezone.now(), depth=gallery.depth + 1,
            locale=gallery.locale,
        )  # fmt: skip
        practice.set_url_path(gallery)
        practice.path = f"{gallery.path}{n + 1:04}"
        practice.draft_title = practice.title
        yield practice


def parent_of(practice: "PracticePage") -> "Page":
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    values = {field.attname: getattr(practice, field.attname) for field in Page._meta.concrete_fields}
    values.pop("id")
    return Page(**{**values, "content_type_id": ContentType.objects.get_for_model(type(practice)).pk})


def text(seed: int, length: int) -> str:
    """Always the same text for a seed; no two alike."""
    draw = random.Random(seed)
    picked = [
        WORDS[min(int(0.012 * len(WORDS) ** draw.random() * 100) - 1, len(WORDS) - 1)]
        for _word in range(length)
    ]
    return f"{' '.join(picked).capitalize()} {seed}"


def measure() -> None:
    from django.db import connection
    from django.test import Client

    from foundation.search.queries import search
    from foundation.search.words import read_wanted

    client = Client()
    slow = []
    for path, most in MOST_QUERIES.items():
        client.get(path, {"q": "data"})  # templates are loaded once
        for words in SEARCHES:
            found = search(read_wanted(words), kinds=(), sample=False, page=None).total
            asked: list[str] = []
            with connection.execute_wrapper(counting(asked)):
                assert client.get(path, {"q": words}).status_code == 200
            spent = [milliseconds(lambda: client.get(path, {"q": words})) for _time in range(5)]  # noqa: B023
            median = statistics.median(spent)
            print(
                f"{connection.vendor} {path} {words!r}: {found} found, {median:.0f} ms, {len(asked)} queries"
            )
            assert len(asked) <= most, f"{len(asked)} queries for {words!r}"
            if median > MOST_MILLISECONDS:
                slow.append(f"{path} {words!r}: {median:.0f} ms")
    assert not slow, f"slower than {MOST_MILLISECONDS} ms: {slow}"


def counting(asked: list[str]) -> Callable[..., object]:
    """Django's own log of queries is off where DEBUG is."""

    def count(execute: Callable[..., object], sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    return count


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
