"""What a browser must never do on a page of ours, whatever the test is about."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# Chromium's lines about an answer such as 404 or 422 (which answers are wrong is judged below), and about a
# line that a test has cut.
_TOLD = (
    "Failed to load resource: the server responded with a status of",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
)


@dataclass
class Watch:
    """Collects requests to other hosts, errors on the console (the content security policy's too), broken parts."""

    site: str
    complaints: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and f"{parts.scheme}://{parts.netloc}" != self.site:
            self.complaints.append(f"foreign host: {request.url}")

    def _response(self, response: Response) -> None:
        is_part = response.request.resource_type not in {"document", "xhr", "fetch"}
        if response.status >= 500 or (is_part and response.status >= 400):
            self.complaints.append(f"{response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_TOLD):
            self.complaints.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"script: {error.error}")
