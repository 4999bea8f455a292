from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.charts.marks import Mark
from foundation.charts.palette import PAPER, Palette, Tone
from foundation.charts.svg import (
    LINE_HEIGHT,
    drawing,
    empty_drawing,
    lines_of,
    outline,
    spoken,
    text,
    textured_bar,
    toned,
    upright,
)
from foundation.formats import Number
from foundation.tables import Column, Kind, Table

BAR_HEIGHT = 12
# Below a bar, before the next label.
SPACE = 14
# The value stands on the label's first line: so many characters fit on the narrowest screen with it.
LABEL_WIDTH = 34


@dataclass(frozen=True)
class BarItem:
    """`value` None is an unknown: drawn as an empty dashed frame, never as 0."""

    label: str
    value: Number | None
    value_text: str
    tone: Tone = Tone.INFO
    mark: Mark = Mark.FULL


@dataclass(frozen=True)
class BarList:
    """Labelled bars on one scale from 0 to `maximum` (100 for percents)."""

    title: str
    items: Sequence[BarItem]
    maximum: Number
    label_header: str
    value_header: str
    empty_text: str
    kind: Kind = "number"

    def table(self) -> Table:
        columns = (Column("label", self.label_header), Column("value", self.value_header, self.kind))
        return Table(self.title, columns, [{"label": i.label, "value": i.value} for i in self.items])


def bar_list(chart: BarList, *, palette: Palette = PAPER) -> SafeString:
    """One bar below another, each with its label and value above it."""
    if not chart.items:
        return empty_drawing(kind="bar-list", title=chart.title, words=chart.empty_text, palette=palette)
    parts: list[SafeString] = []
    top = 0.0
    for item in chart.items:
        lines = lines_of(item.label, LABEL_WIDTH)
        parts += _words(item, lines, top)
        top += LINE_HEIGHT * len(lines)
        parts.append(toned(item.tone, palette, _bar(item, top, chart.maximum)))
        top += BAR_HEIGHT + SPACE
    return drawing(
        kind="bar-list",
        title=chart.title,
        description=spoken((item.label, item.value_text) for item in chart.items),
        height=top - SPACE,
        palette=palette,
        parts=parts,
    )


def _words(item: BarItem, lines: Sequence[str], top: float) -> Iterator[SafeString]:
    for number, line in enumerate(lines):
        yield text(0, top + 14 + LINE_HEIGHT * number, line)
    yield text(100, top + 14, item.value_text, anchor="end", bold=True)


def _bar(item: BarItem, top: float, maximum: Number) -> SafeString:
    if item.value is None:
        return outline(0, top, 100, BAR_HEIGHT, dashed=True)
    width = min(100.0, 100 * float(item.value) / float(maximum)) if maximum else 0.0
    # The zero line shows that 0 is a value.
    zero = upright(0, top, top + BAR_HEIGHT, width=2)
    return format_html("{}{}", zero, textured_bar(0, top, width, BAR_HEIGHT, item.mark) if width else "")
