"""What a focal point and a verifier do in the workspace, by the roles and labels that they see."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import FOCAL_POINT, VERIFIER, sign_in
from tests.browser.waiting import reload_until

MILESTONE = "Walidata di semua perangkat daerah terlatih"
REQUIREMENT = re.compile("Daftar hadir dan sertifikat pelatihan")
NARRATIVE = "Empat angkatan selesai.\nSetiap perangkat daerah memiliki walidata bersertifikat."
REASON = "Tautan menuju halaman yang meminta kata sandi. Kirim tautan yang terbuka."


def requirement(page: Page) -> Locator:
    """The block of the requirement, its fields for another proof in sight."""
    block = page.get_by_role("region", name=REQUIREMENT)
    if not block.get_by_label("Judul").is_visible():
        block.get_by_text("Tambah berkas atau tautan").click()
    return block


class FocalPoint:
    def __init__(self, page: Page, *, scripts: bool = True) -> None:
        self.page = page
        self.scripts = scripts

    def sees_what_is_owed(self) -> None:
        sign_in(self.page, FOCAL_POINT)
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Laporan saya")
        drafts = self.page.get_by_role("region", name=re.compile("Draf"))
        expect(drafts.get_by_text("Kirim paling lambat")).to_be_visible()
        drafts.get_by_role("link", name=MILESTONE).click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(MILESTONE)

    def fills_and_saves(self, certificate: Path) -> None:
        page = self.page
        expect(page.get_by_label("Perkembangan")).to_have_value(re.compile("Angkatan ketiga selesai"))
        page.get_by_label("100 — selesai").check()
        page.get_by_label("Perkembangan").fill(NARRATIVE)
        block = requirement(page)
        block.get_by_label("Berkas").set_input_files(certificate)
        block.get_by_label("Judul").fill("Sertifikat walidata")
        if self.scripts:  # then the file goes up at once
            expect(block.locator(".upload")).to_contain_text(re.compile(r"Diterima .+, [\d,]+ KB"))
        page.get_by_role("button", name="Simpan draf").click()
        expect(page.get_by_text("Draf tersimpan. Belum terkirim ke sekretariat.")).to_be_visible()
        expect(requirement(page).get_by_role("button", name="Hapus Sertifikat walidata")).to_be_visible()
        expect(page.get_by_label("100 — selesai")).to_be_checked()

    def adds_link(self, address: str, title: str) -> None:
        block = requirement(self.page)
        block.get_by_label("atau tautan").fill(address)
        block.get_by_label("Judul").fill(title)

    def submits(self) -> str:
        """The number of the receipt."""
        self.page.get_by_role("button", name="Kirim laporan").click()
        receipt = self.page.get_by_role("region", name="Tanda terima")
        expect(receipt.get_by_text(MILESTONE)).to_be_visible()
        expect(receipt.get_by_text("100 — selesai")).to_be_visible()
        return receipt.locator(".number").inner_text()

    def sees_it_back_on_top(self) -> None:
        sign_in(self.page, FOCAL_POINT)
        first = self.page.get_by_role("main").get_by_role("region").first
        expect(first.get_by_role("heading", level=2)).to_contain_text("Dikembalikan")
        expect(first.get_by_text(REASON)).to_be_visible()
        first.get_by_role("link", name=MILESTONE).click()
        expect(self.page.get_by_role("alert").get_by_text(REASON)).to_be_visible()


class Verifier:
    def __init__(self, page: Page) -> None:
        self.page = page

    def opens_from_the_queue(self) -> None:
        sign_in(self.page, VERIFIER)
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Telaah")
        self.page.get_by_role("link", name=MILESTONE).click()

    def proof(self, title: str) -> Locator:
        return self.page.locator(".judged").filter(has_text=title)

    def returns(self) -> None:
        page = self.page
        reload_until(
            page,
            self.proof("Sertifikat walidata").get_by_role("link", name="Sertifikat walidata", exact=True),
        )
        self.proof("Sertifikat walidata").get_by_label("Terima").check()
        refused = self.proof("Foto pelatihan")
        refused.get_by_label("Tolak").check()
        refused.get_by_text("Alasan bila ditolak").click()
        refused.get_by_label("Alasan penolakan").select_option("Tidak terbaca atau tautan mati")
        refused.get_by_label("Yang perlu diperbaiki").fill(REASON)
        page.get_by_label("Alasan pengembalian").select_option("Tidak terbaca atau tautan mati")
        page.get_by_label("Yang perlu diperbaiki pelapor").fill(REASON)
        page.get_by_role("button", name="Kembalikan").click()
        expect(page.get_by_text("Dikembalikan kepada pelapor dengan alasannya.")).to_be_visible()

    def verifies(self) -> None:
        page = self.page
        expect(self.proof("Sertifikat walidata").get_by_label("Terima")).to_be_checked()
        self.proof("Dokumentasi terbuka").get_by_label("Terima").check()
        expect(page.get_by_label("100 — selesai")).to_be_checked()
        page.get_by_role("button", name="Verifikasi").click()
        expect(page.get_by_text("Terverifikasi: nilainya sudah tampil kepada publik.")).to_be_visible()
