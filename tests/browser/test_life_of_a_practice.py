"""The life of a practice: proposed, returned, completed, published, found, copied, confirmed by its origin, renewed."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from foundation.mail.models import OutgoingMail
from foundation.mail.tasks import send_queued_mail
from practices.models import PracticePage
from tests.browser.people import ADMIN
from tests.browser.screens import assert_nothing_sticks_out
from tests.browser.waiting import wait_until
from tests.mail_server import MailServer

PROPOSER, COPIER = "pengusul@daerah.test", "peniru@daerah.test"
TITLE = "Musyawarah anggaran di balai nagari"
REASON = "Sebutkan berapa orang yang hadir, dan dari mana angkanya."
PHONE = {"width": 390, "height": 844}
# The guard of public forms takes what comes faster for a machine.
A_BREATH = 2100  # milliseconds

FIRST = {
    "Judul praktik": TITLE,
    "Pemerintah daerah, instansi, atau organisasi": "Pemerintah Kabupaten Agam (contoh)",
    "Ringkasan": "Warga dan wali nagari menyusun anggaran bersama setiap tahun di balai, dan hasilnya ditempel.",
    "Nama Anda": "Contoh Pengusul",
    "Unit kerja Anda": "Dinas Pemberdayaan Nagari (contoh)",
    "Surel Anda": PROPOSER,
}
STORY = {
    "Masalah": "Anggaran disusun tertutup dan warga baru tahu setelah kegiatan berjalan.",
    "Yang dilakukan": "Rancangan dibacakan di balai, warga memberi tanda pada pilihan, hasilnya ditempel di papan.",
}


def mail(mails: MailServer, to: str, subject: str) -> EmailMessage:
    def arrived() -> list[EmailMessage]:
        return [one for one in mails.taken() if one["To"] == to and subject in one["Subject"]]

    # Behind what the worker still has to do for the sample.
    wait_until(lambda: bool(arrived()), seconds=90)
    return arrived()[-1]


def link_in(letter: EmailMessage) -> str:
    forms = [letter.get_body((kind,)).get_content() for kind in ("plain", "html")]  # type: ignore[union-attr]
    links = [re.findall(r"http://[^\s\"<>]+/praktik/[^\s\"<>]+", form)[0] for form in forms]
    assert links[0] == links[1]
    return links[0]


def fill(page: Page, fields: dict[str, str]) -> None:
    for label, text in fields.items():
        page.get_by_label(label, exact=False).first.fill(text)


def propose(page: Page) -> None:
    page.goto("/praktik/daftar/")
    expect(page.get_by_role("heading", name="Praktik seperti apa yang diterima")).to_be_visible()
    fill(page, FIRST)
    page.get_by_label("Tema").select_option(label="Partisipasi Publik")
    page.get_by_label("Jenis", exact=False).first.select_option(label="Pemerintah daerah")
    page.get_by_label("Daerah", exact=True).select_option(label="Kabupaten Agam")
    page.wait_for_timeout(A_BREATH)
    page.get_by_role("button", name="Kirim tautan draf ke surel saya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa surel Anda")
    assert_nothing_sticks_out(page)


def tell_the_story(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("load")
    before = page.locator("[data-readiness] .title").text_content() or ""
    fill(page, STORY)
    page.get_by_label("Masih berjalan").check()
    # The next gaps are named anew while one types.
    expect(page.locator("[data-readiness] .title")).not_to_have_text(before)
    send(page)


def send(page: Page) -> None:
    page.get_by_role("button", name="Kirim ke kurator").click()
    expect(page.get_by_text("Menunggu kurasi")).to_be_visible()
    assert_nothing_sticks_out(page)


def complete(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text(REASON)).to_be_visible()
    result = page.get_by_role("group", name="Hasil 1")
    result.get_by_label("Hasil").fill("Hadir 120 orang pada Maret 2026 (contoh).")
    result.get_by_label("Sumber", exact=True).fill("Daftar hadir")
    send(page)


def open_proposal(editor: Page) -> None:
    editor.goto("/admin/")
    editor.get_by_role("link", name="1 usulan praktik menunggu kurasi").click()
    editor.get_by_role("link", name=TITLE).first.click()
    editor.wait_for_load_state("load")


def choose(editor: Page, name: str) -> None:
    """One of the steps of the workflow, in the menu at the foot of Wagtail's editor."""
    footer = editor.locator("footer")
    step = footer.get_by_role("button", name=name)
    if not step.is_visible():
        footer.locator("[data-w-dropdown-target='toggle']").click()
    step.click()


def return_with_reason(editor: Page) -> None:
    open_proposal(editor)
    choose(editor, "Kembalikan dengan alasan")
    dialog = editor.locator(".modal")
    dialog.get_by_label("Apa yang perlu diperbaiki").fill(REASON)
    dialog.locator("button[type=submit], input[type=submit]").click()
    expect(dialog).not_to_be_visible()


def publish(editor: Page) -> None:
    open_proposal(editor)
    choose(editor, "Setujui dan Publikasikan")
    wait_until(lambda: PracticePage.objects.live().filter(title=TITLE).exists())


def find_by_theme(reader: Page) -> str:
    reader.goto("/praktik/")
    reader.get_by_role("link", name="Partisipasi Publik").first.click()
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    return reader.url


def report_copy(page: Page, address: str, mails: MailServer) -> None:
    page.goto(f"{address}tiru/")
    fill(
        page,
        {
            "Siapa yang meniru": "Pemerintah Kota Solok (contoh)",
            "Apa yang Anda ubah": "Di kelurahan, dengan kotak suara keliling.",
            "Nama Anda": "Contoh Peniru",
            "Surel Anda": COPIER,
        },
    )
    page.get_by_label("Daerah", exact=True).select_option(label="Kota Solok")
    page.get_by_label("Uji coba").check()
    page.wait_for_timeout(A_BREATH)
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa surel Anda")
    page.goto(link_in(mail(mails, COPIER, "laporan replikasi")))
    page.get_by_role("button", name="Benar, ini laporan saya").click()
    expect(page.get_by_text("menunggu dibaca kurator")).to_be_visible()


def show_copy(editor: Page) -> None:
    editor.goto("/admin/")
    editor.get_by_role("link", name="1 laporan replikasi menunggu keputusan").click()
    editor.get_by_role("link", name="Putuskan").click()
    editor.get_by_label("Tampilkan, dan tanyakan kepada pemilik praktik asal").check()
    editor.get_by_role("button", name="Simpan keputusan").click()
    expect(editor.get_by_text("Keputusan tersimpan")).to_be_visible()


def confirm_copy(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Ya, benar").check()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Dikonfirmasi pemilik asal").first).to_be_visible()


def ask_a_year_later() -> None:
    next_year = timezone.localdate() + timedelta(days=366)
    call_command("ask_owners", f"--at={next_year.isoformat()}")
    # A letter of that day leaves on that day: here it is that day now.
    asked = OutgoingMail.objects.get(next_try_at__date=next_year)
    OutgoingMail.objects.filter(pk=asked.pk).update(next_try_at=timezone.now())
    send_queued_mail.enqueue(asked.pk)


def renew(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Berkembang").check()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Terima kasih")


def test_life_of_a_practice(
    person: Callable[..., Page], new_context: Callable[..., BrowserContext], mails: MailServer
) -> None:
    editor, reader = person(ADMIN), new_context().new_page()
    # What the public does works without a script; the first draft is written with one.
    proposer, plain = new_context().new_page(), new_context(java_script_enabled=False).new_page()
    for page in (proposer, plain):
        page.set_viewport_size(PHONE)

    propose(plain)
    tell_the_story(proposer, link_in(mail(mails, PROPOSER, "Draf praktik Anda")))
    return_with_reason(editor)
    complete(plain, link_in(mail(mails, PROPOSER, "Perlu dilengkapi")))
    publish(editor)
    assert link_in(mail(mails, PROPOSER, "Sudah terbit")).endswith(
        "/praktik/musyawarah-anggaran-di-balai-nagari/"
    )

    address = find_by_theme(reader)
    report_copy(plain, address, mails)
    show_copy(editor)
    reader.reload()
    expect(reader.get_by_text("Belum dikonfirmasi pemilik asal")).to_be_visible()
    confirm_copy(plain, link_in(mail(mails, PROPOSER, "meniru praktik Anda")))
    reader.reload()
    expect(reader.get_by_text("Dikonfirmasi pemilik asal")).to_be_visible()

    ask_a_year_later()
    renew(plain, link_in(mail(mails, PROPOSER, "Masih berjalan?")))
    reader.reload()
    expect(reader.get_by_text("Berkembang").first).to_be_visible()
    kept = PracticePage.objects.get(title=TITLE)
    assert (kept.life, kept.copies, kept.life_checks.count()) == ("grown", 1, 1)
