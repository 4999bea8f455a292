from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString

from foundation.charts.marks import Mark
from foundation.charts.palette import PAPER, Palette, Tone
from foundation.charts.svg import drawing, empty_drawing, level, mark_at, slope, spoken, toned
from foundation.formats import Number
from foundation.tables import Column, Kind, Table

HEIGHT = 40
# Room for the marks at the edges: pixels above and below, percents at the sides.
MARGIN = 8
SIDE = 4


@dataclass(frozen=True)
class SparkPoint:
    """`value` None is an unknown: the line has a gap there."""

    label: str
    value: Number | None
    value_text: str


@dataclass(frozen=True)
class Sparkline:
    """A small line over time, from 0 to `maximum`; the last known point carries a mark."""

    title: str
    points: Sequence[SparkPoint]
    maximum: Number
    label_header: str
    value_header: str
    empty_text: str
    tone: Tone = Tone.INFO
    kind: Kind = "number"

    def table(self) -> Table:
        columns = (Column("label", self.label_header), Column("value", self.value_header, self.kind))
        return Table(self.title, columns, [{"label": p.label, "value": p.value} for p in self.points])


def sparkline(chart: Sparkline, *, palette: Palette = PAPER) -> SafeString:
    places = list(_places(chart))
    known = [place for place in places if place is not None]
    if not known:
        return empty_drawing(kind="sparkline", title=chart.title, words=chart.empty_text, palette=palette)
    slopes = [slope(*a, *b) for a, b in pairwise(places) if a is not None and b is not None]
    alone = [mark_at(*place, Mark.EMPTY) for place in _without_neighbours(places)]
    return drawing(
        kind="sparkline",
        title=chart.title,
        description=spoken((point.label, point.value_text) for point in chart.points),
        height=HEIGHT,
        palette=palette,
        parts=[
            level(0, 100, HEIGHT - MARGIN, dashed=True),
            toned(chart.tone, palette, *slopes, *alone, mark_at(*known[-1], Mark.FULL)),
        ],
    )


Place = tuple[float, float]


def _places(chart: Sparkline) -> Iterator[Place | None]:
    """Where each point stands: percent across, pixels down."""
    steps = max(len(chart.points) - 1, 1)
    for index, point in enumerate(chart.points):
        if point.value is None:
            yield None
            continue
        share = min(1.0, float(point.value) / float(chart.maximum)) if chart.maximum else 0.0
        yield SIDE + (100 - 2 * SIDE) * index / steps, HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share


def _without_neighbours(places: Sequence[Place | None]) -> Iterator[Place]:
    """Points that no line would show."""
    for index, place in enumerate(places):
        around = [*places[max(index - 1, 0) : index], *places[index + 1 : index + 2]]
        if place is not None and all(neighbour is None for neighbour in around):
            yield place
