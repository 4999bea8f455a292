"""What every page must be at any width and in either light: free of axe's complaints, nothing beyond its edges."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
# A window of 1280 points at a zoom of 400 %.
ZOOMED = {"width": 320, "height": 256}
_COLOURS = {"runOnly": ["color-contrast"]}
_ALL_BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
_WIDER = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > edge + 1)
    .map((one) => one.outerHTML.slice(0, 120));
}"""


def assert_nothing_sticks_out(page: Page) -> None:
    assert page.evaluate(_WIDER) == []


def violations(page: Page, **options: object) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def assert_fit_for_everyone(page: Page, *, with_colours: bool = True) -> int:
    """Returns how many variants were looked at. Colours cost axe the most and change with the light, not the width.

    `with_colours` false: for a page whose colours were looked at in its other language.
    """
    page.set_viewport_size(ZOOMED)
    assert_nothing_sticks_out(page)
    variants = [(DESK, "light", _ALL_BUT_COLOURS), (PHONE, "light", _ALL_BUT_COLOURS)]
    if with_colours:
        variants = [(DESK, "light", _ALL_BUT_COLOURS), (PHONE, "light", {}), (PHONE, "dark", _COLOURS)]
    for size, light, options in variants:
        page.set_viewport_size(size)
        assert_nothing_sticks_out(page)
        page.emulate_media(color_scheme=light)
        assert violations(page, **options) == [], f"{page.url} at {size['width']} px, {light}"
    return len(variants)
