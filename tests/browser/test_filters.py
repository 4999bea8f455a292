"""The list of commitments, filtered: the same with and without scripts, and with the keyboard alone."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

MOST_TABS = 60


def shown(page: Page) -> tuple[str, list[str], dict[str, list[str]]]:
    """The count, the titles and the filters of the address; what is blank in it filters nothing."""
    results = page.locator("#results")
    titles = results.get_by_role("heading", level=2).all_inner_texts()
    return results.locator("[data-live-count]").inner_text(), titles, parse_qs(urlsplit(page.url).query)


def open_filters(page: Page) -> None:
    if not page.get_by_label("Kata kunci").is_visible():
        page.get_by_text("Saring daftar").click()


def filtered(page: Page) -> tuple[str, list[str], dict[str, list[str]]]:
    """By a word, a level and an order."""
    page.goto("/komitmen/")
    open_filters(page)
    page.get_by_label("Kata kunci").fill("data")
    page.get_by_label("Urutkan").select_option("Judul")
    page.get_by_role("group", name="Tingkat").get_by_label("Daerah").check()
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_role("list", name="Saringan aktif").get_by_role("link")).to_have_count(2)
    page.wait_for_url(re.compile("level=regional"))
    return shown(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_same_results_and_address_with_and_without_scripts(
    new_context: Callable[..., BrowserContext], width: int
) -> None:
    with_scripts = new_context().new_page()
    without = new_context(java_script_enabled=False).new_page()
    for page in (with_scripts, without):
        page.set_viewport_size({"width": width, "height": 800})

    count, titles, query = filtered(with_scripts)

    assert (count, titles, query) == filtered(without)
    assert query == {"q": ["data"], "level": ["regional"], "sort": ["title"]}
    assert 0 < len(titles) <= 20
    assert titles == sorted(titles, key=str.lower)
    # The address alone gives the same again.
    fresh = new_context().new_page()
    fresh.goto(with_scripts.url)
    assert shown(fresh) == (count, titles, query)


def test_back_button_undoes_a_filter(page: Page) -> None:
    page.goto("/komitmen/")
    everything = shown(page)
    page.get_by_role("group", name="Tingkat").get_by_label("Daerah").check()
    page.wait_for_url(re.compile("level=regional"))
    expect(page.get_by_role("list", name="Saringan aktif")).to_be_visible()
    regional = shown(page)
    assert regional[0] != everything[0]

    page.go_back()
    expect(page.get_by_role("list", name="Saringan aktif")).to_have_count(0)
    assert shown(page) == everything
    expect(page.get_by_role("group", name="Tingkat").get_by_label("Daerah")).not_to_be_checked()

    page.go_forward()
    expect(page.get_by_role("list", name="Saringan aktif")).to_be_visible()
    assert shown(page) == regional


def test_back_from_a_commitment_finds_the_filtered_list(page: Page) -> None:
    filtered_list = filtered(page)
    page.locator("#results").get_by_role("heading", level=2).first.get_by_role("link").click()
    page.wait_for_url(re.compile("/renaksi/"))
    page.go_back()
    expect(page.get_by_label("Kata kunci")).to_have_value("data")
    assert shown(page) == filtered_list


def test_nothing_found_says_what_to_do(page: Page) -> None:
    page.goto("/komitmen/?q=tidakadayangsepertiini")
    expect(page.get_by_role("heading", name="Tidak ada komitmen yang cocok")).to_be_visible()
    page.get_by_role("link", name="Lihat semua komitmen").click()
    expect(page.locator("#results").get_by_role("heading", level=2).first).to_be_visible()


def focused(page: Page) -> str:
    """What the keyboard is at: its id, its address, or its text."""
    return page.evaluate(
        "() => { const one = document.activeElement;"
        " return one.id || one.getAttribute('href') || one.textContent.trim(); }"
    )


def tab_to(page: Page, matches: Callable[[str], object]) -> str:
    """Press Tab until the focus is there; it must be visible wherever it goes."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        there = focused(page)
        assert page.evaluate("document.activeElement.matches(':focus-visible')"), there
        if matches(there):
            return there
    raise AssertionError(f"not reached with {MOST_TABS} times Tab")


def test_keyboard_alone_filters_and_follows(page: Page) -> None:
    page.goto("/komitmen/")
    tab_to(page, lambda there: there == "#isi")
    page.keyboard.press("Enter")
    tab_to(page, lambda there: there == "q")
    page.keyboard.type("aceh")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=aceh"))
    expect(page.get_by_role("list", name="Saringan aktif")).to_be_visible()
    assert focused(page) == "q"
    address = tab_to(page, lambda there: there.startswith("/renaksi/") and there.count("/") == 4)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(address)))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
