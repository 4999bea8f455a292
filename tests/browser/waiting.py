"""Waiting for work in the background, as a person does: look again."""

from time import monotonic

from playwright.sync_api import Locator, Page, expect


def reload_until(page: Page, locator: Locator, *, seconds: float = 30) -> None:
    until = monotonic() + seconds
    while not locator.is_visible() and monotonic() < until:
        page.wait_for_timeout(300)
        page.reload()
    expect(locator).to_be_visible()
