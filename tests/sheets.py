"""One institution with three milestones in a period that runs today, and what people do to its sheet."""

import io
from collections.abc import Mapping
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renaksi.models import ReportSheet
from renaksi.sheets.columns import COLUMNS, LISTS_SHEET, REPORT_SHEET
from renaksi.sheets.writing import HEADER_ROW
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    MilestoneFactory,
    PeriodFactory,
    PlanFactory,
    RequirementFactory,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_ROW = HEADER_ROW + 1
LETTERS = {column.key: openpyxl.utils.get_column_letter(place) for place, column in enumerate(COLUMNS, 1)}
# By number of the row: two with a value, one with steps.
DATASETS, REGULATION, VILLAGES = "1", "2", "3"


@pytest.fixture
def sheet_world(db: None, client: Client) -> SimpleNamespace:
    """plan, period, institution with three milestones (by number), another to wait for, people; `client` is the reporter's."""
    return make_sheet_world(client)


def make_sheet_world(client: Client) -> SimpleNamespace:
    today = timezone.localdate()
    plan = PlanFactory(label="Rencana Aksi Contoh")
    own = InstitutionFactory(name="Dinas Data Contoh", slug="dinas-data-contoh")
    other = InstitutionFactory(name="Badan Perencanaan Contoh", slug="badan-contoh")
    commitment = CommitmentFactory(plan=plan, number="1", slug="1", title="Data terbuka")
    given = {"commitment": commitment, "due_on": date(2027, 6, 30), "responsible": own}
    counted = {"baseline": 0, "success_measure": "Jumlah yang terbit"}
    milestones = {
        DATASETS: MilestoneFactory(
            **given, **counted, title="120 dataset terbit", target=120, unit="dataset", sort_order=1
        ),
        REGULATION: MilestoneFactory(**given, title="Peraturan disahkan", sort_order=2),
        VILLAGES: MilestoneFactory(
            **given, **counted, title="Desa terlatih", target=40, unit="desa", sort_order=3
        ),
    }
    RequirementFactory(milestone=milestones[DATASETS])
    MilestoneFactory(commitment=commitment, responsible=other, title="Tonggak badan")
    period = PeriodFactory(
        plan=plan,
        opens_on=today - timedelta(5),
        closes_on=today + timedelta(5),
        verify_by=today + timedelta(9),
    )
    reporter = actors.focal_point(own)
    client.force_login(reporter)
    return SimpleNamespace(
        plan=plan,
        period=period,
        own=own,
        other=other,
        milestones=milestones,
        reporter=reporter,
        outsider=actors.focal_point(other),
        client=client,
    )


def file_address(world: SimpleNamespace) -> str:
    return reverse("workspace:sheet_file", args=[world.period.pk, world.own.pk])


def downloaded(world: SimpleNamespace) -> Any:
    """The workbook as openpyxl reads it."""
    response = world.client.get(file_address(world))
    assert response.status_code == 200, response
    return openpyxl.load_workbook(io.BytesIO(response.content))


def fill(book: Any, row: str, **cells: Any) -> None:
    """`row` is the number of the milestone; keys are of `renaksi.sheets.columns`."""
    for key, value in cells.items():
        book[REPORT_SHEET][address(key, row)] = value


def address(key: str, row: str) -> str:
    return f"{LETTERS[key]}{FIRST_ROW + int(row) - 1}"


def cells_of_row(book: Any, row: str) -> dict[str, Any]:
    return {key: book[REPORT_SHEET][address(key, row)].value for key in LETTERS}


def bytes_of(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def upload(world: SimpleNamespace, content: bytes, name: str = "lembar.xlsx") -> Any:
    sent = {"file": SimpleUploadedFile(name, content, XLSX)}
    return world.client.post(reverse("workspace:sheets"), sent)


def came_back(world: SimpleNamespace, book: Any) -> Any:
    """The page of the dry run."""
    response = upload(world, bytes_of(book))
    assert response.status_code == 302, response.context["form"].errors
    return world.client.get(response["Location"])


def newest() -> ReportSheet:
    return ReportSheet.objects.latest("pk")


def changes(page: Any) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """By number and header: old and new, of all cells that differ."""
    return {
        row.key: {cell.label: (cell.old, cell.new) for cell in row.cells}
        for row in page.context["run"].rows
        if row.cells
    }


def statuses(page: Any) -> dict[str, str]:
    return {row.key: row.status.value for row in page.context["run"].rows}


def apply(world: SimpleNamespace, page: Any, *keys: str) -> Any:
    """Send the page's form with these rows chosen."""
    seen = {f"seen-{row.key}": str(row.revision) for row in page.context["run"].rows}
    return world.client.post(reverse("workspace:sheet", args=[newest().pk]), {"row": keys, **seen})


def lists_of(book: Any) -> list[list[Any]]:
    return [[cell.value for cell in column if cell.value] for column in book[LISTS_SHEET].iter_cols()]
