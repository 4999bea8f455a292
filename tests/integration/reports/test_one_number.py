"""One number everywhere, over random plans: payload, PDF, HTML twin, XLSX, DOCX, CSV, JSON, page and open data agree.

The payload is held against the public page and its JSON; every file against the payload: each number of a text or
a shown table stands in the file at least as often as there.
"""

import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any

import docx
import pytest
from bs4 import BeautifulSoup
from django.test import Client

from bench.report_data import make_plan
from renaksi.models import ActionPlan
from renaksi.queries.plans import find_plan, plan_page
from reports.document import DataTable, Edition, Payload, TableView
from reports.enums import FileFormat, ReportKind
from reports.payload import assemble
from reports.payload.numbers import hundredths
from reports.rendering import render_files
from reports.subject import Subject
from tests.report_numbers import numbers_of_csv_archive, numbers_of_payload, numbers_of_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.once]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(params=[1, 2, 3])
def plan(request: pytest.FixtureRequest) -> ActionPlan:
    return make_plan(2, milestones=3, seed=request.param)


@pytest.fixture
def payload(plan: ActionPlan) -> Payload:
    now = datetime(2026, 11, 22, 3, tzinfo=UTC)
    subject = Subject(ReportKind.STANDING, plan)
    return assemble(subject, today=date(2026, 11, 22), gathered_at=now, version=1).payload


def rows_of(table: DataTable, *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(row[table.place(key)] for key in keys) for row in table.rows]


def open_data(client: Client, plan: ActionPlan) -> list[dict[str, Any]]:
    answer = client.get("/komitmen/", {"plan": plan.slug, "format": "json"})
    return list(json.loads(b"".join(answer.streaming_content))["rows"])  # type: ignore[attr-defined]


def test_payload_says_what_the_dashboard_and_the_open_data_say(
    plan: ActionPlan, payload: Payload, client: Client
):
    page = plan_page(find_plan(plan.slug), as_of=date(2026, 11, 22))  # type: ignore[arg-type]
    commitments = payload.main.table("commitments")
    ours = rows_of(commitments, "number", "verified", "milestones", "verified_milestones", "overdue")
    assert ours == [
        (one.number, hundredths(one.percent), one.milestones, one.verified_milestones, one.overdue)
        for one in page.lines
    ]
    assert sum(row[-1] for row in ours) == page.figures.overdue
    public = open_data(client, plan)
    told = ("number", "percent", "milestones", "verified", "overdue")
    assert [tuple(one[key] for key in told) for one in public] == ours


# Drawing takes seconds, so one of the plans is drawn.
@pytest.mark.parametrize("plan", [4], indirect=True)
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")
def test_every_file_says_the_numbers_of_the_payload(payload: Payload):
    content = payload.to_bytes()
    files = {one.format: one.content for one in render_files(content, lambda _step, _done, _of: None)}
    tables = numbers_of_payload(payload)
    assert numbers_of_workbook(files[FileFormat.WORKBOOK]) == tables
    assert numbers_of_csv_archive(files[FileFormat.CSV]) == tables
    assert files[FileFormat.PAYLOAD] == content
    said = Counter(number for text in texts_of(payload.main.parts) for number in _NUMBER.findall(text))
    said += Counter(map(str, shown_in_tables(payload.main)))
    for name, text in {
        "pdf": text_of_pdf(files[FileFormat.PDF]),
        "archive": text_of_pdf(files[FileFormat.ARCHIVE]),
        "twin": text_of_twin(files[FileFormat.TWIN]),
        "docx": text_of_docx(files[FileFormat.OFFICE]),
    }.items():
        read = Counter(_NUMBER.findall(text))
        assert {number: count for number, count in said.items() if read[number] < count} == {}, name


def texts_of(value: Any) -> Iterator[str]:
    """Every word that a part says: what is only an address, an anchor or a code is not read by people."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in {
                "url",
                "anchor",
                "code",
                "lang",
                "key",
                "rows",
                "sha256",
                "table",
                "columns",
            }:
                yield from texts_of(getattr(value, field.name))


def shown_in_tables(edition: Edition) -> Iterator[int]:
    """Whole numbers, and percents as pages say them: rounded down, and "< 1" for what is less."""
    for part in edition.parts:
        for view in (block for block in part.blocks if isinstance(block, TableView)):
            table = edition.table(view.table)
            chosen = view.rows if view.rows is not None else range(len(table.rows))
            for key, kind in ((column.key, column.kind) for column in table.columns):
                if kind in {"number", "percent"} and (not view.columns or key in view.columns):
                    values = (table.rows[row][table.place(key)] for row in chosen)
                    yield from (max(int(value), value > 0) for value in values if value is not None)


def text_of_pdf(content: bytes) -> str:
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=content, capture_output=True, check=True)  # noqa: S603 - our own file
    return done.stdout.decode()


def text_of_twin(content: bytes) -> str:
    return BeautifulSoup(content, "html.parser").get_text(" ")


def text_of_docx(content: bytes) -> str:
    return " ".join(docx.Document(io.BytesIO(content)).element.body.xpath("//w:t/text()"))
