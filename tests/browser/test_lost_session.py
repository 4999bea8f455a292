"""What is typed survives an ended session and a killed tab, with scripts and without; on a shared device nobody else gets it."""

import pytest
from playwright.sync_api import Page, expect

from home.seed.sample_people import DEMO_PASSWORD
from tests.browser.desks import MILESTONE, FocalPoint
from tests.browser.people import FOCAL_POINT, sign_in, sign_out
from tests.browser.screens import assert_nothing_sticks_out

WORDS = "Lima angkatan selesai.\nDua kabupaten menyusul."
PHONE = pytest.mark.browser_context_args(viewport={"width": 390, "height": 844})


def door_again(page: Page) -> None:
    page.get_by_label("Surel").fill(FOCAL_POINT)
    page.get_by_label("Kata sandi").fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()


@pytest.mark.browser_context_args(viewport={"width": 390, "height": 844}, java_script_enabled=False)
def test_words_come_through_the_door_without_scripts(page: Page) -> None:
    FocalPoint(page, scripts=False).sees_what_is_owed()
    report = page.url
    page.get_by_label("Perkembangan").fill(WORDS)
    page.get_by_label("Sumber daya").check()
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text("isian Anda ikut dibawa")).to_be_visible()
    assert_nothing_sticks_out(page)
    door_again(page)
    expect(page).to_have_url(report)
    expect(page.get_by_text("Isian Anda kembali, tetapi belum tersimpan")).to_be_visible()
    expect(page.get_by_label("Perkembangan")).to_have_value(WORDS)
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text("Draf tersimpan. Belum terkirim ke sekretariat.")).to_be_visible()
    expect(page.get_by_label("Perkembangan")).to_have_value(WORDS)


@PHONE
def test_killed_tab_gives_the_words_back_and_signing_out_takes_them(page: Page) -> None:
    focal_point = FocalPoint(page)
    focal_point.sees_what_is_owed()
    report = page.url
    lacks = page.get_by_role("link", name="untuk selesai")
    page.get_by_label("Perkembangan").fill("")
    expect(lacks).to_have_text("1 hal lagi untuk dikirim, 1 hal lagi untuk selesai.")
    page.get_by_label("100 — selesai").check()
    page.get_by_label("Perkembangan").fill(WORDS)
    expect(lacks).to_have_text("Siap dikirim, lengkap untuk selesai bila diterima.")

    context = page.context
    page.close()  # as a phone does that runs out of memory
    context.clear_cookies(name="sessionid")
    later = context.new_page()
    later.on("dialog", lambda dialog: dialog.accept())
    later.goto(report)
    door_again(later)
    later.get_by_role("button", name="Kembalikan ketikan").click()
    expect(later.get_by_label("Perkembangan")).to_have_value(WORDS)
    expect(later.get_by_label("100 — selesai")).to_be_checked()

    sign_out(later)
    sign_in(later, FOCAL_POINT)
    later.get_by_role("link", name=MILESTONE).click()
    expect(later.get_by_label("Perkembangan")).not_to_have_value(WORDS)
    expect(later.get_by_role("button", name="Kembalikan ketikan")).to_be_hidden()
