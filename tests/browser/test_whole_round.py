"""The whole round on the sample: opened, reported on a phone, approved, returned, mended from the mail, verified, closed."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from home.seed.sample_proofs import proof_file
from renaksi.enums import UpdateState
from renaksi.models import ProgressUpdate
from tests.browser.people import ADMIN, APPROVER, COORDINATOR, VERIFIER
from tests.browser.screens import assert_nothing_sticks_out
from tests.browser.waiting import wait_until
from tests.mail_server import MailServer

REPORTER = "kota@renaksi.test"
ROUND = "/ruang-kerja/putaran/B03-2027/"
MILESTONE = "Janji waktu terpasang di semua kelurahan"
PROOF = "Foto papan janji waktu"
REASON = "Foto tidak terbaca. Kirim foto yang memperlihatkan papan seluruhnya."
PHONE = {"width": 390, "height": 844}


def open_round(admin: Page) -> None:
    today = timezone.localdate()
    days = {"opens_on": -1, "closes_on": 14, "verify_by": 30}
    admin.goto("/ruang-kerja/putaran/?code=B03&year=2027#buka")
    for name, distance in days.items():
        admin.locator(f"[name={name}]").fill((today + timedelta(days=distance)).isoformat())
    admin.get_by_role("button", name="Buka putaran B03 2027").click()
    expect(admin.get_by_role("heading", level=1)).to_have_text("Putaran B03 2027")
    expect(stage(admin, "Pelapor belum mulai")).to_be_visible()


def stage(admin: Page, word: str) -> Locator:
    return admin.locator("#round-totals").get_by_role("link", name=word)


def line_of(admin: Page, institution: str) -> Locator:
    return admin.get_by_role("row").filter(has_text=institution)


def report_on_a_phone(phone: Page, certificate: Path) -> None:
    period = phone.get_by_role("listitem").filter(has_text="B03 2027").filter(has_text=MILESTONE)
    period.get_by_role("link", name=MILESTONE).click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(MILESTONE)
    assert_nothing_sticks_out(phone)
    phone.get_by_label("Realisasi sampai hari ini").fill("24")
    phone.get_by_label("Perkembangan").fill("Papan terpasang di semua kelurahan.")
    attach(phone, certificate, PROOF)
    send(phone)


def attach(phone: Page, certificate: Path, title: str) -> None:
    block = phone.locator("section.requirement").first
    if not block.get_by_label("Judul").is_visible():
        block.get_by_text("Tambah berkas atau tautan").click()
    block.get_by_label("Berkas").set_input_files(certificate)
    block.get_by_label("Judul").fill(title)
    expect(block.locator(".upload")).to_contain_text(re.compile("Diterima"))


def readable(certificate: Path) -> Path:
    better = certificate.with_name("papan janji waktu.pdf")
    better.write_bytes(proof_file("Papan janji waktu").read())
    return better


def send(phone: Page) -> None:
    phone.get_by_role("button", name="Kirim laporan").click()
    expect(phone.get_by_role("region", name="Tanda terima").get_by_text(MILESTONE)).to_be_visible()
    assert_nothing_sticks_out(phone)


def approve(approver: Page) -> None:
    approver.goto("/ruang-kerja/persetujuan/")
    approver.get_by_role("listitem").filter(has_text="B03 2027").get_by_role("link", name=MILESTONE).click()
    approver.get_by_role("button", name="Setujui").click()
    expect(approver.get_by_text(MILESTONE, exact=True)).not_to_be_visible()


def open_by_keyboard(verifier: Page) -> None:
    """The queue of that round; j goes to the first line, Enter opens it."""
    verifier.goto("/ruang-kerja/telaah/")
    heading = verifier.get_by_role("heading", level=1).filter(has_text=MILESTONE)
    for _line in range(6):
        verifier.keyboard.press("j")
        if MILESTONE in verifier.evaluate("document.activeElement.textContent"):
            break
    verifier.keyboard.press("Enter")
    expect(heading).to_be_visible()
    # Keys are listened to by modules, which run once the page is read to its end.
    verifier.wait_for_load_state("domcontentloaded")


def return_by_keyboard(verifier: Page) -> None:
    open_by_keyboard(verifier)
    for key in ("r", "2", "Tab"):
        verifier.keyboard.press(key)
    note = verifier.locator("[data-judged].is-shown").get_by_label("Yang perlu diperbaiki")
    note.focus()
    verifier.keyboard.press("Control+a")
    verifier.keyboard.type(REASON)
    expect(note).to_have_value(REASON)
    for key in ("Escape", "b", "b"):
        verifier.keyboard.press(key)
    expect(verifier.get_by_text("Dikembalikan kepada pelapor dengan alasannya.")).to_be_visible()


def verify_by_keyboard(verifier: Page) -> None:
    open_by_keyboard(verifier)
    for key in ("j", "a", "v", "v"):
        verifier.keyboard.press(key)
    expect(verifier.get_by_text("Terverifikasi: nilainya sudah tampil kepada publik.")).to_be_visible()


def return_mail(mails: MailServer) -> EmailMessage:
    def arrived() -> list[EmailMessage]:
        return [one for one in mails.taken() if one["To"] == REPORTER and "dikembalikan" in one["Subject"]]

    wait_until(lambda: bool(arrived()))
    [mail] = arrived()
    return mail


def link_to_the_item(mail: EmailMessage) -> str:
    """The same in text and HTML, beside the reason."""
    forms = [mail.get_body((kind,)).get_content() for kind in ("plain", "html")]  # type: ignore[union-attr]
    links = [re.findall(r"http://[^\s\"<>]+\?butir=\d+", form) for form in forms]
    assert all(REASON in " ".join(form.split()) for form in forms)
    assert links[0][0] == links[1][0]
    return links[0][0]


def extend(admin: Page, institution: str) -> None:
    admin.goto(ROUND)
    admin.get_by_role("link", name=institution).click()
    until = timezone.localdate() + timedelta(days=25)
    admin.get_by_label("Boleh melapor sampai").fill(until.isoformat())
    admin.get_by_label("Alasan").fill("Surat permintaan perpanjangan (contoh)")
    admin.get_by_role("button", name="Perpanjang").click()


def close(admin: Page) -> None:
    admin.goto(f"{ROUND}tutup/")
    admin.get_by_role("button", name="Tutup putaran").click()
    expect(admin.get_by_text("Putaran B03 2027 ditutup.")).to_be_visible()


def mend_from_the_mail(phone: Page, mails: MailServer, proof: Path) -> None:
    phone.goto(link_to_the_item(return_mail(mails)))
    item = phone.locator(":target")
    expect(item).to_be_visible()
    expect(item.get_by_text(REASON)).to_be_visible()
    attach(phone, proof, f"{PROOF}, terbaca")
    send(phone)


def test_whole_round(person: Callable[..., Page], mails: MailServer, certificate: Path) -> None:
    admin, phone, verifier = person(ADMIN), person(REPORTER, PHONE), person(VERIFIER)
    approvers = person(APPROVER), person(COORDINATOR)

    open_round(admin)
    phone.reload()
    report_on_a_phone(phone, certificate)
    for one in approvers:
        approve(one)
    return_by_keyboard(verifier)

    mend_from_the_mail(phone, mails, readable(certificate))
    for one in approvers:
        approve(one)
    verify_by_keyboard(verifier)

    extend(admin, "Inspektorat Provinsi Contoh")
    close(admin)
    for institution, words in {
        "Inspektorat Provinsi Contoh": ["Pelapor belum mulai", "Diperpanjang"],
        "Forum Warga Contoh": ["Tidak lapor"],
        "Pemerintah Kota Contoh": ["Terverifikasi"],
    }.items():
        for word in words:
            expect(line_of(admin, institution)).to_contain_text(word)
    update = ProgressUpdate.objects.get(period__code="B03", milestone__title=MILESTONE)
    assert (update.state, update.reviews.count()) == (UpdateState.VERIFIED, 2)
