"""The picture that a shared address shows: 1200 × 630 points, drawn here, with nothing fetched from anywhere."""

from functools import cache
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from foundation.reach.citables import Citable

SIZE = (1200, 630)
_MARGIN = 72
# Where the line above the name of the site is; facts that would reach it are left out.
_FOOT = 548
# As in static/css/tokens.css, light.
_PAPER, _INK, _GREY, _LINE, _RED = "#ffffff", "#17191e", "#4d535d", "#d9d8d2", "#c4122f"
_FONT = settings.BASE_DIR / "static" / "vendored" / "fonts" / "source-sans-3-latin-wght-normal.woff2"
# Sizes of the title from large to small; the first that fits in its lines is taken.
_TITLE_SIZES = ((64, 3), (54, 4), (46, 5))


def card_png(citable: Citable) -> bytes:
    """Kicker, title and facts over the name of the site; a title that is too long ends in an ellipsis."""
    image = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 14), fill=_RED)
    width = SIZE[0] - 2 * _MARGIN
    draw.text((_MARGIN, 70), _cut(citable.kicker, _font(30, 600), width), font=_font(30, 600), fill=_RED)
    y = _draw_title(draw, citable.title, top=122, width=width)
    for fact in citable.facts[: (_FOOT - 50 - y) // 42]:
        y += 42
        draw.text((_MARGIN, y), _cut(fact, _font(32, 400), width), font=_font(32, 400), fill=_GREY)
    draw.line((_MARGIN, _FOOT, SIZE[0] - _MARGIN, _FOOT), fill=_LINE, width=2)
    draw.text((_MARGIN, _FOOT + 16), "Renaksi", font=_font(30, 700), fill=_INK)
    out = BytesIO()
    # Few colours: a quarter of the bytes, and what is drawn has no more of them.
    image.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_title(draw: ImageDraw.ImageDraw, title: str, *, top: int, width: int) -> int:
    """Returns the height at which facts may follow."""
    for size, most in _TITLE_SIZES:
        font = _font(size, 700)
        lines = _lines(title, font, width)
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), font, width)]
    for number, line in enumerate(lines):
        draw.text((_MARGIN, top + number * (size + 12)), line, font=font, fill=_INK)
    return top + len(lines) * (size + 12) - 24


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        wider = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(wider) <= width:
            lines[-1] = wider
        else:
            lines.append(_cut(word, font, width))
    return lines


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """The text, or as much of it as fits, with an ellipsis."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(_FONT), size)
    font.set_variation_by_axes([weight])
    return font
