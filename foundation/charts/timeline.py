from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from foundation.charts.marks import Mark, mark_shape
from foundation.charts.palette import PAPER, Palette, Tone
from foundation.charts.svg import (
    LABEL_WIDTH,
    LINE_HEIGHT,
    anchor_at,
    beside,
    drawing,
    empty_drawing,
    level,
    lines_of,
    mark_at,
    placed,
    shifted,
    spoken,
    text,
    toned,
    upright,
)
from foundation.charts.time_axis import TimeAxis, axis_around
from foundation.tables import Column, Table

# From the words of a row to its line, and from there to the next row.
TRACK_LINE = 17
TRACK_HEIGHT = 34
WORDS_ABOVE_LINE = 9
AXIS_HEIGHT = 48


@dataclass(frozen=True)
class TimelineItem:
    """A point in time with its status; `when` says the date, or that there is none."""

    label: str
    day: date | None
    when: str
    status: str
    tone: Tone
    mark: Mark
    start: date | None = None


@dataclass(frozen=True)
class Timeline:
    title: str
    items: Sequence[TimelineItem]
    today_text: str
    label_header: str
    day_header: str
    status_header: str
    empty_text: str

    def table(self) -> Table:
        columns = (
            Column("label", self.label_header),
            Column("when", self.day_header),
            Column("status", self.status_header),
        )
        rows = [{"label": i.label, "when": i.when, "status": i.status} for i in self.items]
        return Table(self.title, columns, rows)


def timeline(chart: Timeline, today: date, *, palette: Palette = PAPER) -> SafeString:
    """One row per item: its words, then a track with its mark at its day; today across all tracks.

    Today is left out when it is far from everything else (a plan of long ago).
    """
    if not chart.items:
        return empty_drawing(kind="timeline", title=chart.title, words=chart.empty_text, palette=palette)
    axis = axis_around((day for item in chart.items for day in (item.start, item.day)), today)
    parts = list(_axis(chart, axis, today)) if axis else []
    top = float(AXIS_HEIGHT) if axis else 0.0
    for item in chart.items:
        lines = lines_of(f"{item.label} · {item.status}", LABEL_WIDTH)
        parts += [text(0, top + 14 + LINE_HEIGHT * number, line) for number, line in enumerate(lines)]
        top += LINE_HEIGHT * len(lines)
        parts += _track(item, top + TRACK_LINE, axis, today, palette)
        top += TRACK_HEIGHT
    return drawing(
        kind="timeline",
        title=chart.title,
        description=spoken((item.label, f"{item.when}, {item.status}") for item in chart.items),
        height=top,
        palette=palette,
        parts=parts,
    )


def _axis(chart: Timeline, axis: TimeAxis, today: date) -> Iterator[SafeString]:
    if axis.holds(today):
        x = axis.place(today)
        yield text(x, 14, chart.today_text, anchor=anchor_at(x), bold=True)
        yield upright(x, AXIS_HEIGHT - 8, AXIS_HEIGHT, width=2)
    yield level(0, 100, AXIS_HEIGHT - 8)
    for day, words in axis.ticks():
        x = axis.place(day)
        yield upright(x, AXIS_HEIGHT - 12, AXIS_HEIGHT - 4)
        yield text(x, AXIS_HEIGHT - 14, words, anchor=anchor_at(x))


def _track(
    item: TimelineItem, y: float, axis: TimeAxis | None, today: date, palette: Palette
) -> Iterator[SafeString]:
    yield level(0, 100, y, dashed=item.day is None)
    if axis and axis.holds(today):
        yield upright(axis.place(today), y, y + 9, width=2)
    if axis is None or item.day is None:
        yield toned(item.tone, palette, placed(0, y, shifted(8, mark_shape(item.mark))))
        yield placed(0, y - WORDS_ABOVE_LINE, beside(item.when, shift=22))
        return
    x = axis.place(item.day)
    begun = [level(axis.place(item.start), x, y, width=3)] if item.start else []
    yield toned(item.tone, palette, *begun, mark_at(x, y, item.mark))
    yield placed(x, y - WORDS_ABOVE_LINE, beside(item.when, shift=12 if x < 50 else -12))
