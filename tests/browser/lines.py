"""A slow line, a line that breaks, and what really went over it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Request

KB = 1024
UPLOAD = "/data-dukung/unggah/"


class Line:
    """The line of one page, told by the browser itself (Chromium's DevTools protocol)."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tools = page.context.new_cdp_session(page)
        self._tools.send("Network.enable")
        self.offsets: list[int] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.method == "PATCH" and UPLOAD in request.url:
            self.offsets.append(int(request.headers["upload-offset"]))

    def is_slow(self, kilobytes_per_second: int) -> None:
        self._conditions(offline=False, up=kilobytes_per_second * KB)

    def is_fast(self) -> None:
        self._conditions(offline=False, up=-1)

    @contextmanager
    def broken(self) -> Iterator[None]:
        """Nothing goes over it inside; what was under way is lost. Afterwards it is fast."""
        self._conditions(offline=True, up=0)
        yield
        self.is_fast()

    def _conditions(self, *, offline: bool, up: int) -> None:
        self._tools.send(
            "Network.emulateNetworkConditions",
            {"offline": offline, "latency": 50, "downloadThroughput": -1, "uploadThroughput": up},
        )
