"""Every kind of public page, on a phone and on a desk, in both lights, and how much it weighs."""

import gzip

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.screens import assert_fit_for_everyone

ADDRESSES = (
    "/",
    "/renaksi/",
    "/renaksi/contoh-provinsi/",
    "/renaksi/ran-2016-2017/",
    "/renaksi/contoh-provinsi/2/",
    "/renaksi/ran-2018-2020/1/",
    "/komitmen/?q=desa&level=salah",
    "/komitmen/?data=contoh&late=1",
    "/daerah/",
    "/daerah/00/",
    "/instansi/bappeda-provinsi-contoh/",
    "/praktik/?theme=data-terbuka",
    "/praktik/dialog-publik-bojonegoro/",
    "/kabar/",
    "/kabar/banda-aceh-menajamkan-tiga-komitmen/",
    "/tidak-ada/",
)
MOST_REQUESTS = 10
MOST_BYTES_OF_HTML = 20 * 1024


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_fit_for_everyone_and_light(page: Page, address: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright wraps functions only
    response = page.goto(address, wait_until="networkidle")
    assert response is not None
    assert len(asked) <= MOST_REQUESTS
    assert len(gzip.compress(response.body())) <= MOST_BYTES_OF_HTML
    expect(page.locator("h1")).to_have_count(1)
    assert_fit_for_everyone(page)


def test_filters_apply_without_a_reload_and_the_address_carries_them(page: Page) -> None:
    page.goto("/komitmen/")
    page.get_by_role("checkbox", name="Nasional 74").check()
    expect(page.locator("[data-live-count]")).to_have_text("74 komitmen")
    page.get_by_role("link", name="Hapus saringan: Tingkat: Nasional").click()
    expect(page.locator("[data-live-count]")).to_have_text("96 komitmen")
    page.go_back()
    expect(page.locator("[data-live-count]")).to_have_text("74 komitmen")
    assert "level=national" in page.url


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_filters_work_without_scripts(page: Page) -> None:
    page.goto("/komitmen/")
    page.get_by_label("Kata kunci").fill("desa")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator("[data-live-count]")).to_have_text("7 komitmen")


def test_cell_of_the_grid_leads_to_its_period(page: Page) -> None:
    page.goto("/renaksi/contoh-provinsi/")
    row = page.get_by_role("row", name="Portal data terbuka")
    row.get_by_role("link", name="Terverifikasi").first.click()
    expect(page.locator(".period:target")).to_be_in_viewport()
