"""Structured data (schema.org) as JSON-LD; values are plain, empty ones are left out."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# What could end the element or be read as a comment, written so that JSON reads the same.
_ESCAPED = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def json_ld(data: Mapping[str, Any]) -> SafeString:
    """A data block, which runs nothing: the policy without inline scripts lets it stand."""
    text = json.dumps({"@context": "https://schema.org", **_filled(data)}, ensure_ascii=False, default=str)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(_ESCAPED)),  # noqa: S308 - nothing in it can end the element
    )


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    kept = {}
    for name, value in data.items():
        inner = _filled(value) if isinstance(value, Mapping) else value
        if inner not in (None, "", [], (), {}):
            kept[name] = inner
    return kept
