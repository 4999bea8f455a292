"""The few elements that the charts are drawn with. x and widths are percents, y and heights pixels."""

from collections.abc import Iterable
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from foundation.charts.marks import Mark, mark_shape
from foundation.charts.palette import Palette, Tone

LINE_HEIGHT = 20
FONT_SIZE = 14
# Characters that fit on the narrowest screen (320 pixels less its margins) at FONT_SIZE.
LABEL_WIDTH = 40


def drawing(
    *, kind: str, title: str, description: str, height: float, palette: Palette, parts: Iterable[SafeString]
) -> SafeString:
    """The whole picture, as wide as its place."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-{}" role="img" width="100%"'
        ' height="{}" font-size="{}"{} fill="currentColor" overflow="visible"><title>{}</title><desc>{}</desc>{}</svg>',
        kind,
        _short(height),
        FONT_SIZE,
        format_html(' font-family="{}"', palette.font_family) if palette.font_family else "",
        title,
        description,
        _joined(parts),
    )


def empty_drawing(*, kind: str, title: str, words: str, palette: Palette) -> SafeString:
    """What stands in the place of a picture that has nothing to show: a dashed frame with its words."""
    frame = outline(0, 0, 100, 2 * LINE_HEIGHT, dashed=True)
    inside = placed(0, LINE_HEIGHT, beside(words, shift=10))
    return drawing(
        kind=kind,
        title=title,
        description=words,
        height=2 * LINE_HEIGHT,
        palette=palette,
        parts=[frame, inside],
    )


def spoken(pairs: Iterable[tuple[str, str]]) -> str:
    """The description of a picture from its labels and values: "a: 1; b: 2"."""
    return "; ".join(f"{label}: {value}" for label, value in pairs)


def lines_of(words: str, width: int) -> list[str]:
    """SVG does not break lines; at least one line, long words are kept whole."""
    return wrap(words, width, break_long_words=False) or [""]


def toned(tone: Tone, palette: Palette, *parts: SafeString) -> SafeString:
    """Parts in the colour of a tone."""
    return format_html(
        '<g class="tone-{}" color="{}">{}</g>', tone.value, palette.colours[tone], _joined(parts)
    )


def textured_bar(x: float, y: float, width: float, height: float, mark: Mark) -> SafeString:
    """A bar in the texture that goes with a mark: solid, striped, framed, thinly striped, dashed frame."""
    match mark:
        case Mark.FULL:
            return _solid(x, y, width, height)
        case Mark.HALF:
            return _striped(x, y, width, height, "4 2")
        case Mark.CROSS:
            return _striped(x, y, width, height, "1.5 3")
        case _:
            return outline(x, y, width, height, dashed=mark is Mark.DASH)


def _solid(x: float, y: float, width: float, height: float) -> SafeString:
    return format_html(
        '<rect x="{}%" y="{}" width="{}%" height="{}" fill="currentColor"/>',
        *map(_short, (x, y, width, height)),
    )


def _striped(x: float, y: float, width: float, height: float, dashes: str) -> SafeString:
    """Upright stripes are a thick dashed line: that needs no pattern, thus no id on the page."""
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


def placed(x: float, y: float, *parts: SafeString) -> SafeString:
    """Parts drawn in pixels around a point: the inner picture turns the percent into an origin."""
    return format_html(
        '<svg x="{}%" y="{}" overflow="visible">{}</svg>', _short(x), _short(y), _joined(parts)
    )


def shifted(x: float, *parts: SafeString) -> SafeString:
    """Parts of `placed`, so many pixels to the right."""
    return format_html('<g transform="translate({})">{}</g>', _short(x), _joined(parts))


def mark_at(x: float, y: float, mark: Mark) -> SafeString:
    """A mark centred on a point."""
    return placed(x, y, mark_shape(mark))


def triangle_down() -> SafeString:
    """The head of a tick, for `placed`."""
    return format_html('<path d="{}" fill="currentColor"/>', "M-5 0h10l-5 7z")


def beside(words: str, *, shift: float) -> SafeString:
    """Words beside the origin of `placed`, that many pixels to the right, or to the left if negative."""
    return format_html(
        '<text x="{}" y="5"{}>{}</text>',
        _short(shift),
        format_html(' text-anchor="{}"', "end") if shift < 0 else "",
        words,
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
