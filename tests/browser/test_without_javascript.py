"""What the public comes for, with JavaScript switched off: every form submits, every choice is in the address."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect


@pytest.fixture
def plain(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(java_script_enabled=False).new_page()


def click(page: Page, role: str, name: str) -> None:
    page.get_by_role("main").get_by_role(role, name=name).first.click()  # type: ignore[arg-type]


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_from_the_front_to_a_commitment_by_search(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("main").get_by_role("searchbox").fill("ID0071")
    click(plain, "button", "Cari")
    click(plain, "link", "Keterbukaan informasi di tingkat desa")
    heading(plain, "Keterbukaan informasi di tingkat desa")
    plain.get_by_role("link", name="EN English").click()
    expect(plain.locator("html")).to_have_attribute("lang", "en")
    expect(plain).to_have_url(re.compile("/en/renaksi/ran-2016-2017/"))


def test_from_filters_to_the_proof(plain: Page) -> None:
    plain.goto("/komitmen/?data=contoh")
    plain.get_by_label("Ada tonggak terlambat").check()
    click(plain, "button", "Terapkan")
    expect(plain).to_have_url(re.compile(r"\?data=contoh&.*late=1$"))
    click(plain, "link", "Anggaran desa yang mudah dibaca warga")
    with plain.expect_download() as download:
        plain.get_by_role("region", name="Laporan dan data dukung").get_by_role(
            "link", name=re.compile("PDF|contoh")
        ).first.click()
    assert download.value.failure() is None


def test_list_is_saved_as_it_is_seen(plain: Page) -> None:
    plain.goto("/komitmen/?q=desa")
    with plain.expect_download() as download:
        click(plain, "link", "CSV")
    text = download.value.path().read_text("utf-8-sig")
    head = [line.strip('"') for line in text.splitlines() if line.strip('"').startswith("# ")]
    assert "# Saringan: Kata kunci: desa" in head


def test_from_a_theme_to_a_practice_and_its_like(plain: Page) -> None:
    plain.goto("/praktik/")
    click(plain, "link", "Pelaporan Publik")
    plain.goto("/praktik/")
    for name in ("Dialog Publik Bojonegoro", "Forum Yasinan"):
        plain.get_by_role("checkbox", name=re.compile(f"Bandingkan.*{name}$")).check()
    click(plain, "button", "Bandingkan yang dipilih")
    expect(plain.get_by_role("columnheader")).to_have_count(3)
    click(plain, "link", "Forum Yasinan")
    heading(plain, "Forum Yasinan")


def test_map_is_chosen_by_link(plain: Page) -> None:
    plain.goto("/daerah/")
    click(plain, "link", "Praktik baik")
    expect(plain).to_have_url(re.compile("peta=praktik"))
    click(plain, "link", re.compile("^Aceh"))  # type: ignore[arg-type]
    heading(plain, "Aceh")


def test_news_and_agenda_are_found_and_taken_home(plain: Page) -> None:
    plain.goto("/kabar/?theme=data-terbuka")
    plain.goto("/kabar/")
    click(plain, "link", "Banda Aceh menajamkan tiga komitmen")
    heading(plain, re.compile("Banda Aceh"))
    plain.goto("/agenda/")
    click(plain, "link", "Seminar dan pameran")
    with plain.expect_download() as download:
        plain.get_by_role("main").get_by_role("link", name=re.compile("kalender")).first.click()
    assert download.value.suggested_filename.endswith(".ics")


def test_frames_and_citations_open_without_a_script(plain: Page) -> None:
    plain.goto("/renaksi/contoh-provinsi/1/")
    plain.get_by_text("Sematkan di situs lain").click()
    code = plain.get_by_label("Salin kode ini").input_value()
    [address] = re.findall(r'src="([^"]+)"', code)
    plain.goto(address)
    heading(plain, re.compile("Portal data terbuka"))
