"""The document itself: tagged, named, bookmarked, and told apart when it is a sample."""

import io
import logging
from datetime import date

import pikepdf
import pytest
from pypdf import PdfReader

from renaksi.models import ActionPlan
from reports.payload import progress_report
from reports.pdf import PdfDocument
from reports.rendering import render_report
from reports.scope import Scope
from tests.integration.reports.conftest import amend

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = date(2026, 11, 22)
SAMPLE_BAND = "CONTOH: data peragaan, bukan data sebenarnya"


def rendered(plan: ActionPlan) -> PdfDocument:
    return render_report(progress_report(Scope(plan), today=TODAY))


def opened(plan: ActionPlan) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(rendered(plan).content))


def elements(node: pikepdf.Object, kind: str) -> list[pikepdf.Dictionary]:
    """Structure elements of a kind, in reading order."""
    found = [node] if node.get("/S") == pikepdf.Name(kind) else []
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found += elements(child, kind)
    return found


def test_document_names_itself_and_its_language(plan: ActionPlan):
    pdf = opened(plan)
    with pdf.open_metadata() as metadata:
        assert (metadata["dc:title"], metadata["pdfuaid:part"]) == (
            "Laporan kemajuan rencana aksi: Rencana Aksi Laporan",
            "1",
        )
    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("id", True)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_every_picture_has_its_words(plan: ActionPlan):
    pdf = opened(plan)
    figures = elements(pdf.Root.StructTreeRoot.K[0], "/Figure")
    assert [str(figure.Alt) for figure in figures] == ["Komitmen menurut status"]


def test_every_cell_knows_its_headers(plan: ActionPlan):
    pdf = opened(plan)
    cells = elements(pdf.Root.StructTreeRoot.K[0], "/TD")
    assert len(cells) > 20
    assert [cell for cell in cells if not len(cell.A.Headers)] == []


def test_fonts_are_embedded(plan: ActionPlan):
    pdf = opened(plan)
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
    described = [font.DescendantFonts[0].FontDescriptor for font in fonts]
    assert described
    assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in described)
    assert {str(one.FontName).split("+")[1].split("-")[0].replace(" ", "") for one in described} == {"Source"}


def test_bookmarks_lead_through_the_document(plan: ActionPlan):
    titles = [str(item.title) for item in opened(plan).open_outline().root]
    assert titles == [
        "Isi",
        "Ringkasan",
        "Yang perlu perhatian",
        "Komitmen × periode pelaporan",
        "Data anggaran desa terbuka",
        "Aduan dijawab tepat waktu",
        "Bantuan hukum merata",
        "Cara menghitung dan arti istilah",
    ]


def test_contents_name_the_pages(plan: ActionPlan):
    reader = PdfReader(io.BytesIO(rendered(plan).content))
    contents = reader.pages[1].extract_text()
    for title in ("Ringkasan", "Bantuan hukum merata"):
        number = int(next(line for line in contents.splitlines() if title in line).split()[-1].strip("."))
        assert title in reader.pages[number - 1].extract_text()


def test_each_page_says_its_number_and_the_day_of_its_data(plan: ActionPlan):
    pages = PdfReader(io.BytesIO(rendered(plan).content)).pages
    for number, page in enumerate(pages[1:], start=2):
        text = page.extract_text()
        assert f"Halaman {number} dari {len(pages)}" in text
        assert "Data per 22 Nov 2026" in text


def test_sample_says_so_on_every_page(plan: ActionPlan):
    plan.is_sample = True
    plan.save()
    first, *others = PdfReader(io.BytesIO(rendered(plan).content)).pages
    assert "Data peragaan. Tidak satu pun angka" in first.extract_text()
    assert [page for page in others if SAMPLE_BAND not in page.extract_text()] == []


def test_real_plan_is_not_called_a_sample(plan: ActionPlan):
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(rendered(plan).content)).pages)
    assert "CONTOH" not in text


def test_text_of_a_record_is_text(plan: ActionPlan):
    """What people typed is never markup, so it opens no address and draws nothing."""
    commitment = plan.commitments.get(number="3")
    commitment.title = '<img src="file:///etc/passwd"> & <b>tebal</b>'
    commitment.save()
    reader = PdfReader(io.BytesIO(rendered(plan).content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "".join(commitment.title.split()) in "".join(text.split())


def test_engine_has_nothing_to_complain_of(plan: ActionPlan, caplog: pytest.LogCaptureFixture):
    amend(plan.commitments.get(number="1").milestones.first())
    with caplog.at_level(logging.WARNING):
        rendered(plan)
    assert [record.getMessage() for record in caplog.records] == []
