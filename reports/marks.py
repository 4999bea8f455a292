"""The status marks of the pages: one shape and one tone per stored code, for paper and for the frozen page."""

import re
from collections.abc import Mapping
from functools import cache

from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from foundation.charts.palette import PAPER, Tone

# The same tones as on screen (static/css/components.css); what is not named here is idle.
TONES: Mapping[Tone, frozenset[str]] = {
    Tone.GOOD: frozenset({"complete", "verified", "accepted", "green", "yes"}),
    Tone.INFO: frozenset(
        {"substantial", "partly_verified", "ahead", "blue", "complete_late", "waiting", "awaiting_review"}
    ),
    Tone.WARN: frozenset({"limited", "yellow", "due_soon", "returned", "open", "partly"}),
    Tone.BAD: frozenset({"overdue", "red", "not_reported", "no"}),
}
# The style sheet of the marks, as the PDF engine is passed it.
MARKS_STYLES = "marks.css"
_SYMBOL = re.compile(r'<symbol id="([a-z]-\w+)" viewBox="([^"]+)">(.*?)</symbol>')
_USE = re.compile(r'<use href="#([\w-]+)"/>')


def tone_of(code: str) -> Tone:
    return next((tone for tone, codes in TONES.items() if code in codes), Tone.IDLE)


@cache
def mark_files() -> Mapping[str, str]:
    """For paper: an SVG per code, such as `verified.svg`, and the style sheet that places them."""
    pictures = {f"{code}.svg": _picture(code, *shape) for code, shape in _shapes().items()}
    rules = (
        f".mark-{code} {{ padding-left: 11pt; background-image: url(report:{code}.svg); }}"
        for code in _shapes()
    )
    return {**pictures, MARKS_STYLES: "\n".join(rules)}


def inline_mark(code: str) -> SafeString:
    """For the screen: it needs nothing else of the page. Blank for a code without a shape."""
    if code not in _shapes():
        return mark_safe("")
    box, shape = _shapes()[code]
    return format_html(
        '<svg class="mark" viewBox="{}" aria-hidden="true" focusable="false">{}</svg>',
        box,
        mark_safe(shape),  # noqa: S308 - of our own template
    )


@cache
def _shapes() -> Mapping[str, tuple[str, str]]:
    """View box and elements by code, from the shapes of `components/marks.html`."""
    source = get_template("components/marks.html").render()
    known = {name: (box, body) for name, box, body in _SYMBOL.findall(source)}
    return {
        name.removeprefix("m-"): known[_USE.findall(body)[0]]
        for name, (_box, body) in known.items()
        if name.startswith("m-")
    }


def _picture(code: str, box: str, shape: str) -> str:
    drawn = shape.replace("currentColor", PAPER.colours[tone_of(code)])
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="{box}">{drawn}</svg>'
