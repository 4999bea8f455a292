"""Every kind of public page, in both languages: fit for everyone at 390 and 1280 px, at 400 % and in both lights.

`watch` looks for foreign hosts and for what the policy refuses.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import assert_fit_for_everyone

PAGES = {
    "/": 200,
    "/renaksi/": 200,
    "/renaksi/contoh-provinsi/": 200,
    "/renaksi/ran-2023-2024/": 200,
    "/renaksi/contoh-provinsi/1/": 200,
    "/renaksi/ran-2018-2020/1/": 200,
    "/sematan/kisi/contoh-provinsi/": 200,
    "/sematan/komitmen/contoh-provinsi/1/": 200,
    "/komitmen/": 200,
    "/komitmen/?data=contoh&late=1": 200,
    "/komitmen/?q=desa&level=salah&sesuatu=1": 200,
    "/daerah/": 200,
    "/daerah/?peta=praktik": 200,
    "/daerah/00/": 200,
    "/daerah/11.71/": 200,
    "/instansi/bappeda-provinsi-contoh/": 200,
    "/instansi/kementerian-dalam-negeri/": 200,
    "/praktik/": 200,
    "/praktik/tema/data-terbuka/": 200,
    "/praktik/banding/?p=dialog-publik-bojonegoro&p=satu-data": 200,
    "/praktik/dialog-publik-bojonegoro/": 200,
    "/praktik/dialog-publik-bojonegoro/tiru/": 200,
    "/praktik/dialog-publik-bojonegoro/hubungi/": 200,
    "/praktik/daftar/": 200,
    "/laporan/": 200,
    "/laporan/verifikasi/?sidik=0123456789ab": 200,
    "/cari/": 200,
    "/cari/?q=desa": 200,
    "/cari/?q=tidakadayangsepertiini": 200,
    "/kabar/": 200,
    "/kabar/banda-aceh-menajamkan-tiga-komitmen/": 200,
    "/agenda/": 200,
    "/tentang/": 200,
    "/metode/": 200,
    "/kontak/": 200,
    "/tidak-ada/": 404,
}
ONLY_IN_INDONESIAN = {"/masuk/": 200, "/masuk/sandi/lupa/": 200, "/masuk/sandi/lupa/terkirim/": 200}


def twin(address: str) -> str:
    return f"/en{address}"


@pytest.mark.parametrize(("address", "status"), [*PAGES.items(), *ONLY_IN_INDONESIAN.items()])
def test_public_page_is_fit_for_everyone(
    page: Page, address: str, status: int, record_property: Callable[[str, object], None]
) -> None:
    both = [address] if address in ONLY_IN_INDONESIAN else [address, twin(address)]
    variants = 0
    for one in both:
        answer = page.goto(one)
        assert answer is not None
        assert answer.status == status
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("html")).to_have_attribute("lang", "en" if one.startswith("/en/") else "id")
        assert page.title().strip() != ""
        variants += assert_fit_for_everyone(page, with_colours=not one.startswith("/en/"))
    record_property("axe", (len(both), variants))


def test_cell_of_the_grid_leads_to_its_period(page: Page) -> None:
    page.goto("/renaksi/contoh-provinsi/")
    row = page.get_by_role("row", name="Portal data terbuka")
    row.get_by_role("link", name="Terverifikasi").first.click()
    expect(page.locator(".period:target")).to_be_in_viewport()
