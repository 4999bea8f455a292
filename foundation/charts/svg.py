"""The few elements that the charts are drawn with. x and widths are percents, y and heights pixels."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from foundation.charts.marks import Mark, mark_shape
from foundation.charts.palette import Palette, Tone

LINE_HEIGHT = 20
FONT_SIZE = 14
# Characters of a label that fit on the narrowest screen at FONT_SIZE.
LABEL_WIDTH = 40


def drawing(
    *, kind: str, title: str, description: str, height: float, parts: Iterable[SafeString]
) -> SafeString:
    """The whole picture, as wide as its place."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-{}" role="img" width="100%"'
        ' height="{}" font-size="{}" fill="currentColor"><title>{}</title><desc>{}</desc>{}</svg>',
        kind,
        _short(height),
        FONT_SIZE,
        title,
        description,
        _joined(parts),
    )


def toned(tone: Tone, palette: Palette, *parts: SafeString) -> SafeString:
    """Parts in the colour of a tone."""
    return format_html('<g class="tone-{}" color="{}">{}</g>', tone.value, palette[tone], _joined(parts))


def bar(x: float, y: float, width: float, height: float) -> SafeString:
    return format_html(
        '<rect x="{}%" y="{}" width="{}%" height="{}" fill="currentColor"/>',
        *map(_short, (x, y, width, height)),
    )


def striped_bar(x: float, y: float, width: float, height: float, dashes: str) -> SafeString:
    """A bar of upright stripes: a thick dashed line needs no pattern, thus no id on the page."""
    return format_html(
        '<line x1="{}%" x2="{}%" y1="{}" y2="{}" stroke="currentColor" stroke-width="{}"'
        ' stroke-dasharray="{}"/>',
        *map(_short, (x, x + width, y + height / 2, y + height / 2, height)),
        dashes,
    )


def outline(x: float, y: float, width: float, height: float, *, dashed: bool = False) -> SafeString:
    """An empty frame."""
    return format_html(
        '<rect x="{}%" y="{}" width="{}%" height="{}" fill="none" stroke="currentColor"{}/>',
        *map(_short, (x, y + 0.5, width, height - 1)),
        format_html(' stroke-dasharray="{}"', "4 3") if dashed else "",
    )


def upright(x: float, top: float, bottom: float, *, width: float = 1, dashed: bool = False) -> SafeString:
    return _line(x, top, x, bottom, width, dashed=dashed)


def level(x1: float, x2: float, y: float, *, width: float = 1, dashed: bool = False) -> SafeString:
    return _line(x1, y, x2, y, width, dashed=dashed)


def slope(x1: float, y1: float, x2: float, y2: float) -> SafeString:
    return _line(x1, y1, x2, y2, 2, dashed=False)


def mark_at(x: float, y: float, mark: Mark) -> SafeString:
    """A mark centred on a point; the inner picture turns percents into an origin."""
    return format_html(
        '<svg x="{}%" y="{}" overflow="visible">{}</svg>', _short(x), _short(y), mark_shape(mark)
    )


def text(x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False) -> SafeString:
    """Words on the base line y. `anchor`: which end of them stands at x (start, middle, end)."""
    return format_html(
        '<text x="{}%" y="{}"{}{}>{}</text>',
        _short(x),
        _short(y),
        "" if anchor == "start" else format_html(' text-anchor="{}"', anchor),
        format_html(' font-weight="{}"', "bold") if bold else "",
        words,
    )


def anchor_at(x: float) -> str:
    """The anchor that keeps words inside the picture."""
    if x < 15:
        return "start"
    return "end" if x > 85 else "middle"


def _line(x1: float, y1: float, x2: float, y2: float, width: float, *, dashed: bool) -> SafeString:
    return format_html(
        '<line x1="{}%" y1="{}" x2="{}%" y2="{}" stroke="currentColor" stroke-width="{}"{}/>',
        *map(_short, (x1, y1, x2, y2, width)),
        format_html(' stroke-dasharray="{}"', "3 3") if dashed else "",
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _short(value: float) -> str:
    """At most two decimals with a point, whatever the language of the page."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
