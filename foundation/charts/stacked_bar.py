from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from foundation.charts.marks import Mark, mark_shape
from foundation.charts.palette import PAPER, Palette, Tone
from foundation.charts.svg import (
    LINE_HEIGHT,
    beside,
    drawing,
    empty_drawing,
    mark_at,
    placed,
    shifted,
    spoken,
    textured_bar,
    toned,
)
from foundation.formats import decimal_comma
from foundation.tables import Column, Table

BAR_HEIGHT = 24
MARK_LINE = BAR_HEIGHT + 14
LEGEND_TOP = MARK_LINE + 30
# Percent of the width between two segments, so that neighbours of one colour stay two.
GAP = 0.5
# A narrower segment has no room for its mark; the legend has it.
NARROWEST_WITH_MARK = 6
# Two columns of legend hold labels up to this many characters on the narrowest screen.
SHORT_LABEL = 18


@dataclass(frozen=True)
class Segment:
    label: str
    value: int
    tone: Tone
    mark: Mark


@dataclass(frozen=True)
class StackedBar:
    """Parts of a whole, such as counts by status. `empty_text` stands there when all are 0."""

    title: str
    segments: Sequence[Segment]
    label_header: str
    value_header: str
    empty_text: str

    def table(self) -> Table:
        columns = (Column("label", self.label_header), Column("value", self.value_header, "number"))
        return Table(self.title, columns, [{"label": s.label, "value": s.value} for s in self.segments])


def stacked_bar(chart: StackedBar, *, palette: Palette = PAPER) -> SafeString:
    """One line of segments with their marks below, then a legend with every count."""
    if not any(segment.value for segment in chart.segments):
        return empty_drawing(kind="stacked-bar", title=chart.title, words=chart.empty_text, palette=palette)
    columns = 2 if all(len(segment.label) <= SHORT_LABEL for segment in chart.segments) else 1
    lines = -(-len(chart.segments) // columns)
    return drawing(
        kind="stacked-bar",
        title=chart.title,
        description=spoken((segment.label, _count(segment)) for segment in chart.segments),
        height=LEGEND_TOP + LINE_HEIGHT * lines - LINE_HEIGHT / 2,
        palette=palette,
        parts=[*_segments(chart, palette), *_legend(chart, palette, columns)],
    )


def _segments(chart: StackedBar, palette: Palette) -> Iterator[SafeString]:
    total = sum(segment.value for segment in chart.segments)
    x = 0.0
    for segment in chart.segments:
        width = 100 * segment.value / total
        if segment.value:
            shown = textured_bar(x, 0, max(width - GAP, GAP), BAR_HEIGHT, segment.mark)
            wide = width >= NARROWEST_WITH_MARK
            marks = [mark_at(x + (width - GAP) / 2, MARK_LINE, segment.mark)] if wide else []
            yield toned(segment.tone, palette, shown, *marks)
        x += width


def _legend(chart: StackedBar, palette: Palette, columns: int) -> Iterator[SafeString]:
    for index, segment in enumerate(chart.segments):
        yield placed(
            index % columns * 100 / columns,
            LEGEND_TOP + index // columns * LINE_HEIGHT,
            toned(segment.tone, palette, shifted(8, mark_shape(segment.mark))),
            beside(f"{segment.label}: {_count(segment)}", shift=22),
        )


def _count(segment: Segment) -> str:
    return decimal_comma(segment.value, 0)
