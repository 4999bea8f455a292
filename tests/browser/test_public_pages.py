"""Every kind of public page: fit for everyone at 390 and 1280 px in both lights; `watch` looks for foreign hosts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import assert_fit_for_everyone

PAGES = {
    "/": 200,
    "/renaksi/": 200,
    "/renaksi/contoh-provinsi/": 200,
    "/renaksi/ran-2023-2024/": 200,
    "/renaksi/contoh-provinsi/1/": 200,
    "/renaksi/contoh-provinsi/2/": 200,
    "/renaksi/ran-2018-2020/1/": 200,
    "/komitmen/": 200,
    "/komitmen/?data=contoh&late=1": 200,
    "/komitmen/?q=desa&level=salah&sesuatu=1": 200,
    "/komitmen/?q=tidakadayangsepertiini": 200,
    "/daerah/": 200,
    "/daerah/00/": 200,
    "/daerah/11.71/": 200,
    "/instansi/bappeda-provinsi-contoh/": 200,
    "/instansi/kementerian-dalam-negeri/": 200,
    "/praktik/": 200,
    "/praktik/?theme=data-terbuka": 200,
    "/praktik/dialog-publik-bojonegoro/": 200,
    "/kabar/": 200,
    "/kabar/banda-aceh-menajamkan-tiga-komitmen/": 200,
    "/masuk/": 200,
    "/masuk/sandi/lupa/": 200,
    "/masuk/sandi/lupa/terkirim/": 200,
    "/tidak-ada/": 404,
}


@pytest.mark.parametrize(("address", "status"), PAGES.items())
def test_public_page_is_fit_for_everyone(page: Page, address: str, status: int) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status
    expect(page.locator("h1")).to_have_count(1)
    assert page.title().strip() != ""
    assert_fit_for_everyone(page)


def test_cell_of_the_grid_leads_to_its_period(page: Page) -> None:
    page.goto("/renaksi/contoh-provinsi/")
    row = page.get_by_role("row", name="Portal data terbuka")
    row.get_by_role("link", name="Terverifikasi").first.click()
    expect(page.locator(".period:target")).to_be_in_viewport()
