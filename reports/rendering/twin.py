"""The report as one page for the screen, which needs nothing beside itself: it can be kept and opened offline."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from foundation.tables import without_control_characters
from reports.document import Payload
from reports.rendering.drawing.blocks import draw_part
from reports.rendering.drawing.canvas import Canvas, canvases
from reports.rendering.head import full_title, head_of
from reports.twins import TwinPart, marked_part

# The same two that the site's page around a part links to.
_STYLES = ("css/tokens.css", "css/report-twin.css")
_FONT = "vendored/fonts/source-sans-3-latin-wght-normal.woff2"


def twin_html(payload: Payload, content: bytes) -> bytes:
    """`content`: the payload's bytes. `reports.twins` cuts the result into its parts."""
    editions = [_edition(canvas) for canvas in canvases(payload, on_screen=True)]
    with override(payload.main.lang):
        html = render_to_string(
            "reports/twin/document.html",
            {
                "payload": payload,
                "editions": editions,
                "title": full_title(payload.main),
                "head": head_of(payload, content),
                "styles": _styles(),
            },
        )
    return without_control_characters(html).encode()


def _edition(canvas: Canvas) -> Mapping[str, Any]:
    edition = canvas.edition
    with override(edition.lang):
        parts = [
            TwinPart(
                lang=edition.lang,
                key=part.key,
                anchor=f"{canvas.prefix}{part.anchor}",
                title=f"{part.eyebrow}: {part.title}" if part.eyebrow else str(part.title),
                html=draw_part(part, canvas),
            )
            for part in edition.parts
        ]
    contents = [
        {"address": f"#{canvas.prefix}{part.anchor}", "eyebrow": part.eyebrow, "title": part.title}
        for part in edition.parts
    ]
    marked = "\n".join(marked_part(part) for part in parts)
    return {"edition": edition, "parts": mark_safe(marked), "contents": contents}  # noqa: S308 - of templates


def _styles() -> SafeString:
    """Style sheets of ours, with the font inside."""
    font = base64.b64encode(_static(_FONT).read_bytes()).decode()
    styles = "\n".join(_static(name).read_text() for name in _STYLES)
    return mark_safe(styles.replace(f"../{_FONT}", f"data:font/woff2;base64,{font}"))  # noqa: S308 - our own files


def _static(name: str) -> Path:
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    return Path(found)
