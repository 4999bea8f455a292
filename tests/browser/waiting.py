"""Waiting for work in the background, as a person does: look again."""

from collections.abc import Callable
from time import monotonic, sleep

from playwright.sync_api import Locator, Page, expect


def reload_until(page: Page, locator: Locator, *, seconds: float = 30) -> None:
    until = monotonic() + seconds
    while not locator.is_visible() and monotonic() < until:
        page.wait_for_timeout(300)
        page.reload()
    expect(locator).to_be_visible()


def wait_until(holds: Callable[[], bool], *, seconds: float = 30) -> None:
    """For what the server does, as its database and its disk tell. Raises AssertionError when time is up."""
    until = monotonic() + seconds
    while not holds():
        assert monotonic() < until
        sleep(0.05)
