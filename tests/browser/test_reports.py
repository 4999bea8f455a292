"""A published report, from its list to its parts; and a file of it that is checked without being sent."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from renaksi.models import ActionPlan
from reports.enums import FileFormat
from reports.models import ReportBuild
from reports.storage import path_of
from tests.browser.screens import assert_fit_for_everyone
from tests.browser.weight import assert_light
from tests.published_reports import published, report_of
from tests.report_payloads import sample_payload


@pytest.fixture
def build(demo: None) -> ReportBuild:
    """Long enough to be shown part by part."""
    plan = ActionPlan.objects.get(slug="contoh-provinsi")
    return published(report_of(plan), sample_payload(commitments=12))


@pytest.fixture
def pdf(build: ReportBuild, tmp_path: Path) -> Path:
    file = tmp_path / "unduhan.pdf"
    file.write_bytes(path_of(build.files.get(format=FileFormat.PDF).name).read_bytes())
    return file


def test_report_is_found_and_read_part_by_part(page: Page, build: ReportBuild) -> None:
    page.goto("/laporan/?data=contoh")
    page.get_by_role("link", name="Laporan rencana aksi", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan rencana aksi")
    expect(page.get_by_role("heading", name="Sejak laporan ini")).to_be_visible()
    # A link within the frozen text, to a part that stands on a page of its own.
    page.locator("[data-frozen]").get_by_role("link", name="Satu tonggak terlambat.").click()
    page.wait_for_url("**/v1/komitmen-1/")
    expect(page.locator("[data-frozen] h2")).to_have_text("Komitmen contoh nomor 1")
    assert_fit_for_everyone(page)
    page.get_by_role("link", name="Berikutnya").click()
    page.wait_for_url("**/v1/komitmen-2/")
    # In a tab of its own: what the last page still asks for is not the first view of this one.
    first_view = page.context.new_page()
    assert_light(first_view, build.get_absolute_url())
    assert_fit_for_everyone(first_view)


def test_file_is_checked_in_the_browser_and_never_sent(page: Page, build: ReportBuild, pdf: Path) -> None:
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))  # noqa: PLW0108 - Playwright marks handlers
    page.goto("/laporan/verifikasi/")
    choose = page.get_by_label("Pilih atau jatuhkan berkas laporan di sini")
    choose.set_input_files(pdf)
    answer = page.locator("#jawaban")
    expect(answer).to_have_text("Asli dan berlaku")
    changed = pdf.with_name("diubah.pdf")
    changed.write_bytes(pdf.read_bytes() + b" ")
    choose.set_input_files(changed)
    expect(answer).to_have_text("Tidak dikenal")

    asked = [request for request in sent if "sidik=" in request.url]
    assert [request.method for request in asked] == ["GET", "GET"]
    assert [request.post_data_buffer for request in sent] == [None] * len(sent)
    assert all(len(request.url) < 200 for request in sent)
