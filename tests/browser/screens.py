"""What every page must be at any width and in either light: free of axe's complaints, nothing beyond its edges."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
# A window of 1280 points at a zoom of 400 %.
ZOOMED = {"width": 320, "height": 256}
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


def assert_fit_for_everyone(page: Page) -> int:
    """Returns how many variants were looked at. Only colours differ in the dark: axe is asked for their contrast alone."""
    page.set_viewport_size(ZOOMED)
    assert_nothing_sticks_out(page)
    variants = 0
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert_nothing_sticks_out(page)
        for light, options in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
            page.emulate_media(color_scheme=light)
            assert violations(page, **options) == [], f"{page.url} at {size['width']} px, {light}"
            variants += 1
    return variants
