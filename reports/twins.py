"""The stored HTML twin of a report, cut into its parts: the very bytes, never drawn again."""

import json
import re
from dataclasses import dataclass

# The comment in front of each part says what it is; the same word closes it. Nothing that people typed can look
# like it: their `<` is escaped.
_BEGIN = "<!--renaksi:part "
_END = "<!--/renaksi:part-->"
_PART = re.compile(re.escape(_BEGIN) + r"(\{[^\n]*?\})-->(.*?)" + re.escape(_END), re.DOTALL)


@dataclass(frozen=True, slots=True)
class TwinPart:
    """`anchor` is unique in the whole report. `html` is a `<section lang>` with an `h2` of that id.

    Its links to other parts are `#anchor`: a page that shows a part alone gives those ids to its links there.
    """

    lang: str
    key: str
    anchor: str
    title: str
    html: str


def marked_part(part: TwinPart) -> str:
    """The part between its comments, as it stands in the document."""
    told = {"anchor": part.anchor, "key": part.key, "lang": part.lang, "title": part.title}
    label = json.dumps(told, sort_keys=True).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"{_BEGIN}{label}-->{part.html}{_END}"


def twin_parts(content: bytes) -> tuple[TwinPart, ...]:
    """In reading order, one edition after the other."""
    return tuple(
        TwinPart(html=html, **json.loads(label)) for label, html in _PART.findall(content.decode("utf-8"))
    )
