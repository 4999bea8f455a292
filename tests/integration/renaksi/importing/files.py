"""Files for imports: the carried ones, and small ones of a few rows."""

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from renaksi.importing import commitments, milestones, ogp
from renaksi.importing.seed_files import SEED_DATA

COMMITMENTS = SEED_DATA / "commitments.csv"
MILESTONES = SEED_DATA / "milestones.csv"
OGP_SAMPLE = Path(__file__).parents[3] / "data" / "ogp-commitments-sample.csv"

COMMITMENT = {
    "plan": "2018-2020", "code": "ID0092", "number": "1", "title_en": "Better data", "title_id": "Data yang lebih baik",
    "level": "national", "lead_institutions": "Ministry of Health", "start": "2019-01", "end": "2020-12",
}  # fmt: skip
MILESTONE = {"code": "ID0092", "order": "1", "year_or_due": "2019", "milestone_id": "Peraturan terbit"}
OGP_ROW = {
    "Commitment Unique Identifier": "MN0001", "Country/Locality": "Mongolia", "Action Plan Number": "1",
    "Commitment Number": "1", "Code": "MNG", "National Or Local": "National", "Year Of Submission": "2014",
    "Action Plan End Year": "2016", "Short Title": "Open budget", "Lead Institution": "Cabinet Secretariat",
    "URL": "https://www.opengovpartnership.org/members/mongolia/commitments/MN0001/",
}  # fmt: skip
OGP_COLUMNS = (
    *ogp.COLUMNS[: ogp.COLUMNS.index(ogp.LAST_AREA)],
    "Open Data",
    *ogp.COLUMNS[ogp.COLUMNS.index(ogp.LAST_AREA) :],
    "Report Publication Year (Progress Report)",
    "Report Publication Year (End Of Term)",
)


def write_commitments(folder: Path, *rows: Mapping[str, str]) -> Path:
    return _write(folder / "commitments.csv", commitments.COLUMNS, [COMMITMENT | row for row in rows])


def write_milestones(folder: Path, *rows: Mapping[str, str]) -> Path:
    return _write(folder / "milestones.csv", milestones.COLUMNS, [MILESTONE | row for row in rows])


def write_ogp(folder: Path, *rows: Mapping[str, str]) -> Path:
    return _write(folder / "ogp.csv", OGP_COLUMNS, [OGP_ROW | row for row in rows])


def _write(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def run(command: str, path: Path, **options: Any) -> list[str]:
    """The lines that the command prints; raises SystemExit(1) if rows were refused and that is not allowed."""
    stdout = StringIO()
    try:
        call_command(command, str(path), stdout=stdout, stderr=StringIO(), **options)
    except SystemExit as ended:
        ended.lines = stdout.getvalue().splitlines()  # type: ignore[attr-defined]  # for the test to read
        raise
    return stdout.getvalue().splitlines()
