"""10,000 rows take less than a minute; queries do not grow with the rows."""

import csv
from pathlib import Path
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renaksi.importing import ogp
from renaksi.models import Assessment, Commitment, Partnership
from tests.integration.renaksi.importing.files import OGP_SAMPLE, run, write_commitments, write_ogp

pytestmark = pytest.mark.django_db


def _ogp_rows(count: int) -> list[dict[str, str]]:
    return [
        {
            "Commitment Unique Identifier": f"X{number:05}",
            "Commitment Number": str(number),
            "Code": f"X{chr(65 + number % 26)}{chr(65 + number // 26 % 3)}",
            "Short Title": f"Commitment {number}",
            "Start Date": "12/31/2014",
            "Lead Institution": f"1. Ministry {number % 50}, 2. Agency {number % 70}",
            "Open Data": str(number % 2),
            "Completion (End Of Term)": "Limited",
            "Potential Impact": "Minor",
        }
        for number in range(count)
    ]


def _queries_of(path: Path) -> int:
    with CaptureQueriesContext(connection) as queries:
        run("import_ogp", path, country="all")
    return len(queries)


def test_an_unchanged_file_asks_as_often_with_three_rows_as_with_one(tmp_path: Path) -> None:
    one, three = write_ogp(tmp_path, *_ogp_rows(1)), tmp_path / "three"
    three.mkdir()
    three_rows = write_ogp(three, *_ogp_rows(3))
    for path in (one, three_rows):
        run("import_ogp", path, country="all")

    assert _queries_of(one) == _queries_of(three_rows)


def test_a_few_hundred_rows_arrive_with_everything_that_hangs_on_them(tmp_path: Path) -> None:
    path = write_ogp(tmp_path, *_ogp_rows(300))

    assert (
        run("import_ogp", path, country="all")[-1] == "created=300 changed=0 unchanged=0 refused=0 warnings=0"
    )
    assert (Commitment.objects.count(), Partnership.objects.count(), Assessment.objects.count()) == (
        300,
        600,
        600,
    )
    assert (
        run("import_ogp", path, country="all")[-1] == "created=0 changed=0 unchanged=300 refused=0 warnings=0"
    )


@pytest.mark.long
def test_ten_thousand_rows_of_ogp_take_less_than_a_minute(tmp_path: Path) -> None:
    path = write_ogp(tmp_path, *_ogp_rows(10_000))
    seconds = []
    for expected in ("created=10000 changed=0 unchanged=0", "created=0 changed=0 unchanged=10000"):
        start = perf_counter()
        assert run("import_ogp", path, country="all")[-1].startswith(expected)
        seconds.append(perf_counter() - start)

    assert max(seconds) < 60


@pytest.mark.long
def test_ten_thousand_changed_commitments_take_less_than_a_minute(tmp_path: Path) -> None:
    rows = [
        {"code": f"ID{n:05}", "number": str(n), "title_id": f"Komitmen {n}", "title_en": ""}
        for n in range(10_000)
    ]
    run("import_commitments", write_commitments(tmp_path, *rows))
    path = write_commitments(tmp_path, *({**row, "end": "2021"} for row in rows))

    start = perf_counter()
    last = run("import_commitments", path, reason="Ralat")[-1]

    assert last == "created=0 changed=10000 unchanged=0 refused=0 warnings=0"
    assert perf_counter() - start < 60


def test_the_sample_has_every_column_of_ogps_format() -> None:
    with OGP_SAMPLE.open(encoding="utf-8-sig", newline="") as lines:
        header = next(csv.reader(lines))

    assert (len(header), set(ogp.COLUMNS) - set(header)) == (171, set())
