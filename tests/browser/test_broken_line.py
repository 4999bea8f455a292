"""A focal point's phone on a bad line: what was sent once is not sent again, and nothing gets lost."""

import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from evidence.enums import EvidenceState
from evidence.models import Evidence
from evidence.storage.parts import arrived_bytes
from renaksi.enums import UpdateState
from renaksi.models import ProgressUpdate
from tests.browser.desks import FocalPoint, requirement
from tests.browser.lines import Line
from tests.browser.screens import PHONE, assert_nothing_sticks_out
from tests.browser.waiting import wait_until

MB = 2**20
SIZE = 9 * MB
RECEIPT = re.compile(r"DD-\d{6}-[2-9A-Z]{6}")
SLOW = 1500  # kilobytes per second: slow enough to be cut in the middle, quick enough for a test
FINISHES = 40_000  # milliseconds

pytestmark = pytest.mark.browser_context_args(viewport=PHONE)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """9 MB that no part of can be taken for another."""
    path = tmp_path / "berita acara.pdf"
    blocks = b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(SIZE // 32 + 1))
    path.write_bytes((b"%PDF-1.4\n" + blocks)[:SIZE])
    return path


def sole_upload() -> Evidence:
    return Evidence.objects.get(original_name="berita acara.pdf")


def line_of(page: Page) -> Locator:
    return requirement(page).locator(".upload").filter(has_text="berita acara.pdf")


def choose(page: Page, path: Path) -> None:
    requirement(page).get_by_label("Berkas").set_input_files(path)


def wait_for_half(least: int = 3 * MB) -> None:
    """Until that much has arrived on the server's disk."""
    wait_until(lambda: Evidence.objects.filter(original_name="berita acara.pdf").exists())
    upload = sole_upload()
    wait_until(lambda: arrived_bytes(upload) >= least)
    assert arrived_bytes(upload) < SIZE


def assert_received(path: Path) -> Evidence:
    received = sole_upload()
    assert received.state != EvidenceState.RECEIVING
    assert received.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    return received


def assert_continued(offsets: list[int], *, cut_at: int) -> None:
    """The first piece after the cut begins at the byte that arrived last, and none begins before it."""
    assert offsets == list(range(cut_at, SIZE, MB))


def test_cut_in_the_middle_goes_on_where_it_was(page: Page, scan: Path) -> None:
    focal_point = FocalPoint(page)
    focal_point.sees_what_is_owed()
    page.get_by_label("100 — selesai").check()
    line = Line(page)
    line.is_slow(SLOW)
    choose(page, scan)
    page.get_by_label("Perkembangan").fill("Empat angkatan selesai.")
    expect(line_of(page)).to_contain_text(re.compile(r"\d+ %, sisa"))
    wait_for_half()
    with line.broken():
        expect(line_of(page)).to_contain_text("Sambungan terputus pada")
        assert_nothing_sticks_out(page)
        cut_at, sent_before = arrived_bytes(sole_upload()), len(line.offsets)

    expect(line_of(page)).to_contain_text("Diterima", timeout=FINISHES)
    received = assert_received(scan)
    assert_continued(line.offsets[sent_before:], cut_at=cut_at)
    expect(line_of(page)).to_contain_text(received.receipt)
    assert RECEIPT.fullmatch(received.receipt)

    number = focal_point.submits()
    receipt = page.get_by_role("region", name="Tanda terima")
    expect(receipt.get_by_text(received.receipt)).to_be_visible()
    assert ProgressUpdate.objects.get(receipt=number).items.get(evidence=received)


def test_page_that_was_closed_goes_on_with_the_same_file(page: Page, scan: Path) -> None:
    FocalPoint(page).sees_what_is_owed()
    line = Line(page)
    line.is_slow(SLOW)
    choose(page, scan)
    wait_for_half()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    cut_at, sent_before = arrived_bytes(sole_upload()), len(line.offsets)

    expect(page.get_by_text("Pilih berkas yang sama untuk melanjutkan.")).to_be_visible()
    expect(page.get_by_text("“berita acara.pdf” belum selesai diterima.")).to_be_visible()
    assert_nothing_sticks_out(page)
    line.is_fast()
    choose(page, scan)

    expect(line_of(page)).to_contain_text("Diterima", timeout=FINISHES)
    expect(page.get_by_text("Pilih berkas yang sama untuk melanjutkan.")).to_have_count(0)
    assert_received(scan)
    assert_continued(line.offsets[sent_before:], cut_at=cut_at)


def test_submission_waits_for_the_file(page: Page, scan: Path) -> None:
    focal_point = FocalPoint(page)
    focal_point.sees_what_is_owed()
    page.get_by_label("100 — selesai").check()
    line = Line(page)
    line.is_slow(SLOW)
    choose(page, scan)
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text("Draf tersimpan. Berkas masih dikirim")).to_be_visible()
    assert ProgressUpdate.objects.filter(state=UpdateState.DRAFT, step=100).exists()
    expect(line_of(page)).to_contain_text(re.compile(r"\d+ %, sisa"))

    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_label("Menunggu berkas selesai dikirim")).to_be_visible()
    expect(page.get_by_role("region", name="Tanda terima")).to_be_visible(timeout=FINISHES)
    assert_received(scan)


@pytest.mark.browser_context_args(viewport=PHONE, java_script_enabled=False)
def test_plain_form_sends_nine_megabytes(page: Page, scan: Path) -> None:
    focal_point = FocalPoint(page)
    focal_point.sees_what_is_owed()
    page.get_by_label("100 — selesai").check()
    choose(page, scan)
    page.get_by_role("button", name="Simpan draf").click()
    received = assert_received(scan)
    expect(page.get_by_text(received.receipt)).to_be_visible()
    assert_nothing_sticks_out(page)
    focal_point.submits()
    expect(page.get_by_text(received.receipt)).to_be_visible()
