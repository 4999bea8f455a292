"""The status marks of the pages, as pictures for paper: one shape and one tone per stored code."""

import re
from collections.abc import Mapping
from functools import cache

from django.template.loader import get_template

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
_SYMBOL = re.compile(r'<symbol id="([a-z]-\w+)" viewBox="([^"]+)">(.*?)</symbol>')
_USE = re.compile(r'<use href="#([\w-]+)"/>')


def tone_of(code: str) -> Tone:
    return next((tone for tone, codes in TONES.items() if code in codes), Tone.IDLE)


@cache
def mark_pictures() -> dict[str, str]:
    """SVG by file name, such as `verified.svg`, from the shapes of `components/marks.html`."""
    source = get_template("components/marks.html").render()
    shapes = {name: (box, body) for name, box, body in _SYMBOL.findall(source)}
    return {
        f"{name.removeprefix('m-')}.svg": _picture(name.removeprefix("m-"), *shapes[_USE.findall(body)[0]])
        for name, (_box, body) in shapes.items()
        if name.startswith("m-")
    }


def _picture(code: str, box: str, shape: str) -> str:
    colour = PAPER.colours[tone_of(code)]
    drawn = shape.replace("currentColor", colour)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="{box}">{drawn}</svg>'
