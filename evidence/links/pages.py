"""What an HTML page says: its text, and whether it may be kept."""

from html.parser import HTMLParser

_SILENT = {"script", "style", "noscript", "template", "svg", "iframe", "object"}
_BLOCKS = set(
    "address article aside blockquote br dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p "
    "pre section table tbody td th title tr ul".split()
)


class Page(HTMLParser):
    """`is_kept_out`: the page asks not to be archived."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.is_kept_out = False
        self._parts: list[str] = []
        self._depth = 0
        self.feed(markup)
        self.close()

    @property
    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._parts).splitlines())
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and (given.get("name") or "").lower() in {"robots", "renaksi"}:
            self.is_kept_out |= forbids_copy(given.get("content") or "")
        self._depth += tag in _SILENT
        if tag in _BLOCKS:
            self._parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._depth = max(0, self._depth - (tag in _SILENT))
        if tag in _BLOCKS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._depth:
            self._parts.append(data)


def forbids_copy(directives: str) -> bool:
    """Of a robots directive, in the header or in the page."""
    return "noarchive" in directives.lower()


def decoded(content: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8", "latin-1"):
        try:
            return content.decode(name or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return ""
