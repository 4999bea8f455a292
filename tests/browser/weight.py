"""First views stay light: at most 90 kB and 10 requests (HTML 20, CSS 15, JavaScript 15 kB), compressed as served."""

import gzip

from playwright.sync_api import Page, Response

KB = 1000
# What the web server compresses; fonts are compressed by themselves.
_TEXT = ("text/", "image/svg", "application/javascript", "application/json")
MOST_BYTES = 90 * KB
MOST_REQUESTS = 10
MOST_OF_A_KIND = {"document": 20 * KB, "stylesheet": 15 * KB, "script": 15 * KB}


def assert_light(page: Page, address: str) -> tuple[object, ...]:
    """Returns the address, its requests, its bytes, and those of each kind."""
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response))  # noqa: PLW0108 - Playwright marks handlers
    answer = page.goto(address, wait_until="networkidle")
    assert answer is not None
    assert answer.status == 200

    sizes = [(one.request.resource_type, _transferred(one), one.url) for one in answers]
    of_a_kind = {kind: sum(size for one, size, _ in sizes if one == kind) for kind in MOST_OF_A_KIND}
    total = sum(size for _, size, _ in sizes)
    assert len(sizes) <= MOST_REQUESTS, sizes
    assert total <= MOST_BYTES, sizes
    for kind, most in MOST_OF_A_KIND.items():
        assert of_a_kind[kind] <= most, sizes
    return (address, len(sizes), total, *of_a_kind.values())


def _transferred(response: Response) -> int:
    body = response.body()
    return len(gzip.compress(body, 6)) if response.headers["content-type"].startswith(_TEXT) else len(body)
