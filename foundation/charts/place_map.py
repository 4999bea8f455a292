"""Places side by side, each in one of a few steps: squares of our own, or the outlines of a real map.

A place is drawn by its outline, so both kinds are one drawing. Squares carry their words; outlines of a real
map may be too small for words, so the page always shows the twin table beside the picture.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from foundation.charts.palette import PAPER, STEPS, Palette
from foundation.charts.svg import spoken
from foundation.tables import Column, Table

# A square and the gap after it, in the units of the drawing: 14 columns keep 24 pixels on a phone.
TILE = 24
PITCH = 25
# No value where one is expected (a dashed frame), and nothing to value at all (a plain frame).
UNKNOWN = -1
NOTHING = 0


@dataclass(frozen=True)
class Outline:
    """SVG path data; the words stand around `x`, `y`, or nowhere if there is no room."""

    path: str
    x: float = 0
    y: float = 0
    has_room: bool = False


@dataclass(frozen=True)
class Ground:
    """What a map is drawn on: its size in units, and an outline by the key of each place."""

    width: int
    height: int
    outlines: Mapping[str, Outline]


@dataclass(frozen=True)
class MapPlace:
    """`step` is 1 to 5, `NOTHING` or `UNKNOWN`; without `url` the place is no link (paper)."""

    key: str
    label: str
    short: str
    value_text: str
    tile_text: str
    step: int
    url: str = ""

    @property
    def name(self) -> str:
        """Holds the words that are seen in the square, as whoever speaks to the page expects."""
        return f"{self.label} ({self.short}): {self.value_text}"


@dataclass(frozen=True)
class PlaceMap:
    title: str
    ground: Ground
    places: Sequence[MapPlace]
    label_header: str
    value_header: str

    def table(self) -> Table:
        columns = (Column("label", self.label_header), Column("value", self.value_header))
        return Table(self.title, columns, [{"label": p.label, "value": p.value_text} for p in self.places])


def tiles(cells: Mapping[str, tuple[int, int]]) -> Ground:
    """Equal squares from (column, row) by key."""
    columns = 1 + max(column for column, _row in cells.values())
    rows = 1 + max(row for _column, row in cells.values())
    outlines = {key: _tile(column * PITCH, row * PITCH) for key, (column, row) in cells.items()}
    return Ground(columns * PITCH, rows * PITCH, outlines)


def _tile(x: int, y: int) -> Outline:
    half = TILE / 2
    return Outline(f"M{x + 0.5:g} {y + 0.5:g}h{TILE}v{TILE}h-{TILE}z", x + 0.5 + half, y + 0.5 + half, True)


def place_map(chart: PlaceMap, *, palette: Palette = PAPER) -> SafeString:
    """Every place of the ground that has a value; links stand in the order of `places`."""
    drawn = (place for place in chart.places if place.key in chart.ground.outlines)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-map" role="group" width="100%"'
        ' viewBox="0 0 {} {}"{}><title>{}</title><desc>{}</desc>{}</svg>',
        chart.ground.width,
        chart.ground.height,
        format_html(' font-family="{}"', palette.font_family) if palette.font_family else "",
        chart.title,
        spoken((place.label, place.value_text) for place in chart.places),
        _all(_place(place, chart.ground.outlines[place.key]) for place in drawn),
    )


def step_swatch(step: int) -> SafeString:
    """What a legend shows beside its words."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart-map swatch" viewBox="0 0 {0} {0}" width="16"'
        ' height="16" aria-hidden="true">{1}</svg>',
        PITCH,
        _stepped(step, _shape(step, _tile(0, 0).path)),
    )


def _place(place: MapPlace, outline: Outline) -> SafeString:
    drawn = _stepped(
        place.step,
        format_html("<title>{}</title>", place.name),
        _shape(place.step, outline.path),
        _words(place, outline) if outline.has_room else SafeString(),
    )
    return format_html('<a href="{}">{}</a>', place.url, drawn) if place.url else drawn


def _stepped(step: int, *parts: SafeString) -> SafeString:
    """Parts in the colours of a step: the fill of the shape, the colour of its words."""
    fill, ink = STEPS[step] if step > NOTHING else ("none", "#17191e")
    name = {UNKNOWN: "unknown", NOTHING: "nothing"}.get(step, str(step))
    return format_html('<g class="step-{}" fill="{}" color="{}">{}</g>', name, fill, ink, _all(parts))


def _shape(step: int, path: str) -> SafeString:
    dashes = format_html(' stroke-dasharray="{}"', "2 1.5") if step == UNKNOWN else ""
    return format_html('<path d="{}" stroke="#777d86" stroke-width=".6"{}/>', path, dashes)


def _words(place: MapPlace, outline: Outline) -> SafeString:
    code = _centred(outline.x, outline.y - (1 if place.tile_text else -3), 9, place.short)
    value = _centred(outline.x, outline.y + 7.5, 6, place.tile_text) if place.tile_text else ""
    return format_html("{}{}", code, value)


def _centred(x: float, y: float, size: int, words: str) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="middle" fill="currentColor">{}</text>',
        f"{x:g}",
        f"{y:g}",
        size,
        words,
    )


def _all(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
