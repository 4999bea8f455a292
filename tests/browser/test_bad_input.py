"""What is wrong is said in one sentence with what to do, and nothing that was typed is lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from renaksi.models import ProgressUpdate
from tests.browser.desks import MILESTONE, FocalPoint, requirement
from tests.browser.people import sign_in

UNBEGUN = "Laporan bulanan aduan terbit tanpa terputus"


@pytest.fixture
def report(page: Page) -> Page:
    FocalPoint(page).sees_what_is_owed()
    return page


def stored() -> ProgressUpdate:
    return ProgressUpdate.objects.current().get(milestone__title=MILESTONE, period__state="open")


def test_empty_report_is_not_sent(page: Page) -> None:
    sign_in(page, "inspektorat@renaksi.test")
    page.get_by_role("link", name=UNBEGUN).click()
    page.get_by_label("Bergantung pada pihak lain").uncheck()
    page.get_by_role("textbox", name="Langkah berikutnya").fill("")
    page.get_by_label("Penjelasan kendala").fill("Petugas pindah tugas.")
    page.get_by_role("button", name="Kirim laporan").click()

    summary = page.get_by_role("alert").filter(has_text="Belum dapat dikirim atau disimpan")
    for problem in ("Kendala: Tonggak ini terlambat", "Langkah berikutnya: Langkah berikutnya belum ditulis"):
        expect(summary.get_by_role("link", name=re.compile(problem))).to_be_visible()
    expect(page.get_by_label("Penjelasan kendala")).to_have_value("Petugas pindah tugas.")
    summary.get_by_role("link", name=re.compile("Perkembangan belum ditulis")).click()
    expect(page.get_by_label("Perkembangan")).to_be_focused()
    update = ProgressUpdate.objects.current().get(milestone__title=UNBEGUN, period__state="open")
    assert (update.state, update.receipt) == ("draft", "")


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("pasang.exe", 100, "pasang.exe: Jenis berkas .exe tidak diterima."),
        (
            "besar.pdf",
            settings.EVIDENCE_MAX_BYTES + 1,
            "besar.pdf: Berkas terlalu besar, paling banyak 10,0 MB.",
        ),
    ],
)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_refused_file_is_explained_and_nothing_else_lost(
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
    name: str,
    size: int,
    sentence: str,
    scripts: bool,
) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    FocalPoint(page).sees_what_is_owed()
    (tmp_path / name).write_bytes(b"%PDF-" + bytes(size - 5))
    page.get_by_label("Perkembangan").fill("Angkatan keempat selesai.")
    block = requirement(page)
    block.get_by_label("Judul").fill("Daftar hadir")
    block.get_by_label("Berkas").set_input_files(tmp_path / name)
    if scripts:
        # Told at once, beside the file; the form is not even sent.
        refused = block.locator(".upload[data-state=refused]")
        expect(refused).to_contain_text(
            sentence.removeprefix(f"{name}: ").split(",")[0].removeprefix("Berkas ")
        )
        expect(page.get_by_label("Perkembangan")).to_have_value("Angkatan keempat selesai.")
        expect(block.get_by_label("Judul")).to_have_value("Daftar hadir")
        refused.get_by_role("button", name="Tutup").click()
        expect(refused).to_have_count(0)
        assert stored().items.count() == 0
        return
    page.get_by_role("button", name="Simpan draf").click()

    expect(page.get_by_role("alert").filter(has_text="Bukti ini belum diterima")).to_contain_text(sentence)
    expect(page.get_by_label("Perkembangan")).to_have_value("Angkatan keempat selesai.")
    expect(requirement(page).get_by_label("Judul")).to_have_value("Daftar hadir")
    assert stored().items.count() == 0


def test_broken_link_is_explained(report: Page) -> None:
    requirement(report).get_by_label("atau tautan").fill("bukti di lemari")
    report.get_by_role("button", name="Simpan draf").click()
    expect(report.get_by_role("alert").filter(has_text="Bukti ini belum diterima")).to_contain_text(
        "Tautan ini tidak lengkap."
    )
    expect(requirement(report).get_by_label("atau tautan")).to_have_value("bukti di lemari")


def test_stale_draft_overwrites_nothing_unseen(
    report: Page, new_context: Callable[..., BrowserContext]
) -> None:
    other = new_context().new_page()
    FocalPoint(other).sees_what_is_owed()
    other.get_by_label("Perkembangan").fill("Tulisan rekan.")
    other.get_by_role("button", name="Simpan draf").click()
    expect(other.get_by_text("Draf tersimpan.")).to_be_visible()

    report.get_by_label("Perkembangan").fill("Tulisan saya.")
    report.get_by_role("button", name="Simpan draf").click()

    expect(report.get_by_role("alert").filter(has_text="sudah diubah orang lain")).to_be_visible()
    both = report.get_by_role("region", name="Pilih isian yang dipakai")
    expect(both.get_by_role("radio", name="Versi tersimpan Tulisan rekan.")).not_to_be_checked()
    expect(both.get_by_role("radio", name="Isian Anda Tulisan saya.")).to_be_checked()
    expect(report.get_by_role("textbox", name="Perkembangan")).to_have_value("Tulisan saya.")
    assert stored().narrative == "Tulisan rekan."

    report.get_by_role("button", name="Simpan draf").click()
    expect(report.get_by_text("Draf tersimpan.")).to_be_visible()
    assert stored().narrative == "Tulisan saya."


def test_wrong_password_says_so_and_keeps_the_address(page: Page) -> None:
    page.goto("/masuk/?next=/ruang-kerja/tanda-terima/")
    page.get_by_label("Surel").fill("kominfo@renaksi.test")
    page.get_by_label("Kata sandi").fill("salah")
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("alert")).to_contain_text("Surel atau kata sandi salah.")
    expect(page.get_by_label("Surel")).to_have_value("kominfo@renaksi.test")
    page.get_by_label("Kata sandi").fill("contoh-renaksi-2026")
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Riwayat laporan")
