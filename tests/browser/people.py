"""The demo's people, at the one door."""

import re

from playwright.sync_api import Page, expect

from home.seed.sample_people import DEMO_PASSWORD

FOCAL_POINT = "kominfo@renaksi.test"
VERIFIER = "verifikator@renaksi.test"
ADMIN = "admin@renaksi.test"
APPROVER = "pimpinan.kota@renaksi.test"
COORDINATOR = "koordinator@renaksi.test"
MONITOR = "pemantau@renaksi.test"


def sign_in(page: Page, email: str) -> None:
    page.goto("/masuk/")
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Kata sandi").fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    expect(page).not_to_have_url(re.compile("/masuk/"))


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("link", name="Masuk")).to_be_visible()
