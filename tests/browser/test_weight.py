"""First views stay light; what that means stands in `tests/browser/weight.py`."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.weight import assert_light

ADDRESSES = [
    "/",
    "/en/",
    "/renaksi/contoh-provinsi/",
    "/renaksi/ran-2023-2024/",
    "/renaksi/contoh-provinsi/1/",
    "/komitmen/",
    "/komitmen/?data=contoh",
    "/daerah/",
    "/daerah/11.71/",
    "/instansi/kementerian-dalam-negeri/",
    "/praktik/",
    "/praktik/tema/data-terbuka/",
    "/praktik/dialog-publik-bojonegoro/",
    "/praktik/daftar/",
    "/laporan/verifikasi/",
    "/cari/?q=desa",
    "/kabar/",
    "/kabar/banda-aceh-menajamkan-tiga-komitmen/",
    "/agenda/",
    "/metode/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_first_view_is_light(
    page: Page, address: str, record_property: Callable[[str, object], None]
) -> None:
    record_property("weight", assert_light(page, address))
