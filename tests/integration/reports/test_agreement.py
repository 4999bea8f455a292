"""One number everywhere: the PDF says what the figures, the page and the CSV say."""

import csv
import io
import re

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from renaksi.models import ActionPlan
from renaksi.queries.plans import find_plan, plan_page
from renaksi.queries.wording import commitment_coverage, percent_text
from reports.payload import progress_report
from reports.rendering import render_report
from reports.scope import Scope

pytestmark = pytest.mark.django_db


def squeezed(text: str) -> str:
    """Without white space: a PDF places words, it does not say where one ends."""
    return "".join(text.split())


def says(text: str, *told: str) -> list[str]:
    """Which of the sentences a text holds."""
    return [one for one in told if squeezed(one) in text]


@pytest.fixture
def pages(plan: ActionPlan) -> list[str]:
    report = progress_report(Scope(plan), today=timezone.localdate())
    reader = PdfReader(io.BytesIO(render_report(report).content))
    return [squeezed(page.extract_text()) for page in reader.pages]


def page_with(pages: list[str], heading: str) -> str:
    """The first page after the contents that starts with it (below the running heads)."""
    return next(page for page in pages[2:] if squeezed(heading) in page)


def html_text(client: Client, address: str) -> str:
    body = client.get(address).content.decode()
    return squeezed(re.sub(r"<[^>]+>", " ", body))


def test_summary_says_the_figures_of_the_plan(plan: ActionPlan, pages: list[str]):
    totals = plan_page(find_plan(plan.slug), as_of=timezone.localdate()).figures
    summary = page_with(pages, "Ringkasan")
    assert (percent_text(totals.progress.percent), totals.overdue) == ("25 %", 1)
    told = (
        "25 % dari yang dijanjikan telah terbukti",
        commitment_coverage(totals.progress),
        f"Tonggak terverifikasi {totals.verified_milestones} dari {totals.milestones} tonggak",
        "1 tonggak terlambat, pada 1 komitmen.",
        *(f"{status.label} {count}" for status, count in totals.by_status),
    )
    assert says(summary, *told) == list(told)


def test_summary_says_what_the_plan_page_says(plan: ActionPlan, pages: list[str], client: Client):
    summary, page = page_with(pages, "Ringkasan"), html_text(client, plan.get_absolute_url())
    told = ["25 %", "1 dari 3 komitmen punya capaian terverifikasi", "dari 4 tonggak"]
    assert (says(summary, *told), says(page, *told)) == (told, told)


def without_head(text: str) -> list[str]:
    """The lines below the notes on filter and date."""
    return [line for line in text.splitlines(keepends=True) if not line.lstrip('"').startswith("# ")]


def test_each_section_says_what_the_commitment_page_and_the_csv_say(
    plan: ActionPlan, pages: list[str], client: Client
):
    rows = list(csv.DictReader(without_head(csv_of(client, plan))))
    assert [row["Nomor"] for row in rows] == ["1", "2", "3"]
    for row in rows:
        section = page_with(pages, f"Komitmen {row['Nomor']} · ")
        page = html_text(client, f"{plan.get_absolute_url()}{row['Nomor']}/")
        proven = f"{row['Terbukti (persen)']} %" if row["Terbukti (persen)"] else "Belum ada bukti"
        coverage = f"{row['Tonggak terverifikasi']} dari {row['Tonggak']} tonggak terverifikasi"
        told = [row["Judul"], row["Status"], *([proven, coverage] if row["Terbukti (persen)"] else [proven])]
        assert (says(section, *told), says(page, *told)) == (told, told)


def csv_of(client: Client, plan: ActionPlan) -> str:
    response = client.get("/komitmen/", {"plan": plan.slug, "format": "csv"})
    return b"".join(response.streaming_content).decode().removeprefix("\ufeff")


def test_grid_says_what_the_page_says(plan: ActionPlan, pages: list[str], client: Client):
    grid = plan_page(find_plan(plan.slug), as_of=timezone.localdate()).grid
    printed = page_with(pages, "Komitmen × periode pelaporan Keadaan")
    shown = html_text(client, plan.get_absolute_url())
    for row in grid.rows:
        told = [row.title, row.percent_text or "Belum ada bukti"]
        told += [f"{cell.word} {cell.detail}" for cell in row.cells]
        assert (says(printed, *told), says(shown, *told)) == (told, told)
