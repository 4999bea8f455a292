"""Parts of a whole as stacked bars, one below the other, and the table that says the same."""

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.charts.marks import Mark, mark_shape
from foundation.charts.palette import PAPER, Palette, Tone
from foundation.charts.stacked_bar import Segment, StackedBar, stacked_bar
from foundation.charts.svg import (
    LINE_HEIGHT,
    beside,
    drawing,
    empty_drawing,
    placed,
    shifted,
    spoken,
    text,
    textured_bar,
    toned,
)
from foundation.formats import decimal_comma
from reports.document import Bars
from reports.document.blocks import Bar, Slice
from reports.rendering.drawing.canvas import Canvas
from reports.rendering.drawing.cells import Cell
from reports.rendering.drawing.tables import DrawnColumn, DrawnTable

_PAPER = Palette(PAPER.colours, font_family="Source Sans 3")
_BAR_HEIGHT = 18
_BAR_TOP = 20
_COUNTS = _BAR_TOP + _BAR_HEIGHT + 13
_BAR_STEP = 76
_GAP = 0.5
# A narrower slice has no room for its count below; the table has it.
_NARROWEST_WITH_COUNT = 7


def drawn_bars(block: Bars, canvas: Canvas) -> SafeString:
    palette = PAPER if canvas.on_screen else _PAPER
    if not any(one.value for bar in block.bars for one in bar.slices):
        return empty_drawing(
            kind="bars", title=block.title, words=block.empty or _("Belum ada."), palette=palette
        )
    if len(block.bars) == 1:
        return stacked_bar(_single(block), palette=palette)
    legend = list(_legend(block.bars[0].slices, _BAR_STEP * len(block.bars), palette))
    parts = [part for number, bar in enumerate(block.bars) for part in _bar(bar, number * _BAR_STEP, palette)]
    return drawing(
        kind="bars",
        title=block.title,
        description=spoken((bar.label, _said(bar)) for bar in block.bars),
        height=_BAR_STEP * len(block.bars) + LINE_HEIGHT * -(-len(legend) // 2),
        palette=palette,
        parts=[*parts, *legend],
    )


def twin_table(block: Bars) -> DrawnTable:
    """Bars down and their parts across; of one bar, its parts down."""
    if len(block.bars) == 1:
        heads = (DrawnColumn(block.label_header, "text", 70), DrawnColumn(block.value_header, "number", 30))
        rows = tuple((_head(one.label), _count(one)) for one in block.bars[0].slices)
        return DrawnTable(block.title, heads, rows)
    labels = [one.label for one in block.bars[0].slices] if block.bars else []
    share = 76 // max(len(labels), 1)
    columns = (
        DrawnColumn(block.label_header, "text", 100 - share * len(labels)),
        *(DrawnColumn(label, "number", share) for label in labels),
    )
    return DrawnTable(
        block.title,
        columns,
        tuple((_head(_named(bar)), *map(_count, bar.slices)) for bar in block.bars),
        note=block.value_header,
    )


def _single(block: Bars) -> StackedBar:
    segments = [Segment(one.label, one.value, Tone(one.tone), Mark(one.mark)) for one in block.bars[0].slices]
    return StackedBar(block.title, segments, block.label_header, block.value_header, block.empty)


def _bar(bar: Bar, top: float, palette: Palette) -> Iterator[SafeString]:
    yield text(0, top + 14, bar.label, bold=True)
    if bar.note:
        yield text(100, top + 14, bar.note, anchor="end")
    total = sum(one.value for one in bar.slices)
    x = 0.0
    for one in bar.slices:
        width = 100 * one.value / total if total else 0
        if width:
            shown = textured_bar(x, top + _BAR_TOP, max(width - _GAP, _GAP), _BAR_HEIGHT, Mark(one.mark))
            yield toned(Tone(one.tone), palette, shown)
        if width >= _NARROWEST_WITH_COUNT:
            yield from _sign(x, top + _COUNTS, one, palette, decimal_comma(one.value, 0))
        x += width


def _legend(slices: Sequence[Slice], top: float, palette: Palette) -> Iterator[SafeString]:
    for number, one in enumerate(slices):
        yield from _sign(number % 2 * 50, top + 8 + number // 2 * LINE_HEIGHT, one, palette, one.label)


def _sign(x: float, y: float, one: Slice, palette: Palette, words: str) -> Iterator[SafeString]:
    yield placed(
        x, y, toned(Tone(one.tone), palette, shifted(8, mark_shape(Mark(one.mark)))), beside(words, shift=20)
    )


def _said(bar: Bar) -> str:
    return ", ".join(f"{one.label} {decimal_comma(one.value, 0)}" for one in bar.slices)


def _named(bar: Bar) -> str:
    return f"{bar.label} ({bar.note})" if bar.note else bar.label


def _head(words: str) -> Cell:
    return Cell(words, is_heading=True)


def _count(one: Slice) -> Cell:
    return Cell(decimal_comma(one.value, 0), "number")
