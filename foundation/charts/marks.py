"""The status marks ● ◐ ○ ✕ — as paths, so that they look alike in every font, on page and paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class Mark(StrEnum):
    FULL = "full"
    HALF = "half"
    EMPTY = "empty"
    CROSS = "cross"
    DASH = "dash"


@dataclass(frozen=True)
class MarkPath:
    """SVG path data around the point 0, 0 in a square of 16 units."""

    filled: str
    stroked: str


_RING = "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"
_DISC = "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z"

MARK_PATHS: Mapping[Mark, MarkPath] = MappingProxyType(
    {
        Mark.FULL: MarkPath(filled=_DISC, stroked=""),
        Mark.HALF: MarkPath(filled="M0-5a5 5 0 0 0 0 10z", stroked=_RING),
        Mark.EMPTY: MarkPath(filled="", stroked=_RING),
        Mark.CROSS: MarkPath(filled="", stroked="M-4.5-4.5l9 9M4.5-4.5l-9 9"),
        Mark.DASH: MarkPath(filled="", stroked="M-5.5 0h11"),
    }
)


def mark_shape(mark: Mark) -> SafeString:
    """The mark around 0, 0 in the current colour, to be put into a drawing."""
    path = MARK_PATHS[mark]
    filled = format_html('<path d="{}" fill="currentColor"/>', path.filled)
    stroked = format_html('<path d="{}" fill="none" stroke="currentColor" stroke-width="2"/>', path.stroked)
    return format_html("{}{}", filled if path.filled else "", stroked if path.stroked else "")


def mark_icon(mark: Mark, label: str = "") -> SafeString:
    """The mark as an icon of its own. Without `label` it is decoration beside its word."""
    named = format_html('role="img"><title>{}</title>', label) if label else mark_safe('aria-hidden="true">')
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="mark mark-{}" width="16" height="16"'
        ' viewBox="-8 -8 16 16" {}{}</svg>',
        mark.value,
        named,
        mark_shape(mark),
    )
