"""The whole line, once, without a shortcut: report, proof, return, verdict, public page, download, PDF."""

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pypdf
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from renaksi.domain.progress import MilestoneProgress, commitment_progress, plan_progress, shown
from renaksi.models import Commitment
from renaksi.queries.figures import CommitmentFigures, figures_for, plan_figures
from tests.browser.desks import MILESTONE, FocalPoint, Verifier
from tests.browser.people import ADMIN, sign_in, sign_out
from tests.browser.waiting import reload_until

PLAN = "/renaksi/contoh-provinsi/"
COMMITMENT = f"{PLAN}1/"


def sample_figures() -> list[CommitmentFigures]:
    commitments = list(Commitment.objects.filter(plan__slug="contoh-provinsi").for_figures())
    return list(figures_for(commitments, as_of=timezone.localdate()).values())


def words(percent: Fraction | None) -> str:
    assert percent is not None
    return f"{shown(percent).whole} %"


def after_verdict(percent: int) -> tuple[str, str]:
    """What the rules say the commitment and its plan will show once the milestone is verified at `percent`."""
    commitments = sample_figures()
    ours = next(one for one in commitments if any(m.title == MILESTONE for m in one.milestones))
    progress = commitment_progress(
        MilestoneProgress(
            m.weight, Fraction(percent) if m.title == MILESTONE else m.verified and m.verified.percent
        )
        for m in ours.milestones
    )
    others = [one.progress for one in commitments if one is not ours]
    return words(progress.percent), words(plan_progress([progress, *others]).percent)


def visitor_sees(page: Page, *, commitment: str, plan: str, certificate: Path) -> None:
    page.goto(COMMITMENT)
    verdict = page.get_by_role("region", name="Tiga penilaian")
    expect(verdict.get_by_text(f"{commitment} terbukti")).to_be_visible()
    milestone = (
        page.get_by_role("region", name="Tonggak capaian").get_by_role("listitem").filter(has_text=MILESTONE)
    )
    expect(milestone).to_contain_text("Terverifikasi100 — selesai")
    with page.expect_download() as download:
        page.get_by_role("link", name="Sertifikat walidata").click()
    assert download.value.suggested_filename == certificate.name
    assert download.value.path().read_bytes() == certificate.read_bytes()
    page.goto(PLAN)
    expect(page.get_by_role("region", name="Keadaan per").get_by_text(f"{plan} terbukti")).to_be_visible()


def published_pdf(page: Page) -> str:
    """What the report says that an admin asks for, publishes by its fingerprint once it is built, and everybody downloads."""
    sign_in(page, ADMIN)
    page.get_by_role("link", name="Laporan kemajuan").click()
    page.get_by_role("link", name="Buat laporan").click()
    page.get_by_label("Rencana aksi").select_option("Contoh: Rencana Aksi Provinsi Contoh")
    page.get_by_role("button", name="Pilih rencana aksi ini").click()
    page.get_by_label("Jenis laporan").select_option("standing")
    page.get_by_role("button", name="Susun laporan").click()
    publish = page.get_by_role("link", name="Periksa dan terbitkan")
    reload_until(page, publish, seconds=90)
    publish.click()
    page.get_by_label("Empat digit").fill(page.locator(".report-digits").first.inner_text()[:4])
    page.get_by_role("button", name="Terbitkan versi 1").click()
    page.goto("/laporan/keadaan-contoh-provinsi/")
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF untuk dibaca").click()
    pages = pypdf.PdfReader(download.value.path()).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def test_report_becomes_a_public_number(
    page: Page, new_context: Callable[..., BrowserContext], certificate: Path, worker: None
) -> None:
    commitment, plan = after_verdict(100)
    before = words(plan_figures(sample_figures()).progress.percent)
    assert before != plan
    focal_point, verifier = FocalPoint(page), Verifier(new_context().new_page())

    focal_point.sees_what_is_owed()
    focal_point.fills_and_saves(certificate)
    focal_point.adds_link("https://contoh.test/foto", "Foto pelatihan")
    receipt = focal_point.submits()
    sign_out(page)

    verifier.opens_from_the_queue()
    expect(verifier.page.get_by_text(receipt).first).to_be_visible()
    verifier.returns()
    sign_out(verifier.page)

    focal_point.sees_it_back_on_top()
    focal_point.adds_link("https://contoh.test/terbuka", "Dokumentasi terbuka")
    focal_point.submits()

    visitor = new_context().new_page()
    visitor.goto(PLAN)
    expect(
        visitor.get_by_role("region", name="Keadaan per").get_by_text(f"{before} terbukti")
    ).to_be_visible()

    verifier.opens_from_the_queue()
    verifier.verifies()

    visitor_sees(visitor, commitment=commitment, plan=plan, certificate=certificate)
    text = published_pdf(new_context().new_page())
    assert f"{plan} dari yang dijanjikan telah terbukti" in text
    assert re.search(rf"{commitment}\D{{0,40}}3 dari 3 tonggak terverifikasi", text)
