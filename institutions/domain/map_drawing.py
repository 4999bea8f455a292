"""The rings of a map as small SVG paths: projected, rounded to the grid of the drawing, and simplified until they are light.

Near the equator degrees are drawn as they are (plate carrée): the error across Indonesia is below 2 %.
"""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from institutions.domain.map_file import Ring

# Units of the drawing across; a phone shows a third of it.
WIDTH = 1000
# What all paths together may weigh, in bytes as compressed on the way to the reader: the page may weigh 20,000.
HEAVIEST = 8_000
# A ring smaller than this (square units) is a speck; the largest ring of a province always stays.
SPECK = 3.0
# Units that a line may leave out, at first, and how much more each further time.
TOLERANCE = 0.6
# Points of one ring that are looked at: more of them on this grid is noise, and would take minutes.
MOST_DOTS = 5_000
COARSER = 1.4

Dot = tuple[int, int]
Dots = list[Dot]


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """SVG path data by code, on a ground of `width` × `height` units."""

    width: int
    height: int
    paths: Mapping[str, str]


def draw_map(provinces: Mapping[str, Sequence[Ring]]) -> MapDrawing:
    """At most `HEAVIEST` for all paths, whatever the file weighs."""
    points = [point for rings in provinces.values() for ring in rings for point in ring]
    west, north = min(x for x, _y in points), max(y for _x, y in points)
    scale = WIDTH / ((max(x for x, _y in points) - west) or 1)
    height = max(1, round((north - min(y for _x, y in points)) * scale))
    placed = {
        code: _worth_drawing([_on_grid(ring, west, north, scale) for ring in rings])
        for code, rings in provinces.items()
    }
    return MapDrawing(WIDTH, height, _light_paths(placed))


def _on_grid(ring: Ring, west: float, north: float, scale: float) -> Dots:
    """Rounded to whole units; points that fall together are one."""
    dots: Dots = []
    for x, y in ring:
        dot = round((x - west) * scale), round((north - y) * scale)
        if not dots or dots[-1] != dot:
            dots.append(dot)
    if len(dots) > 1 and dots[0] == dots[-1]:
        dots.pop()
    return dots[:: 1 + len(dots) // MOST_DOTS]


def _worth_drawing(rings: Sequence[Dots]) -> list[Dots]:
    largest = max(rings, key=area)
    return [ring for ring in rings if ring is largest or area(ring) >= SPECK]


def area(dots: Dots) -> float:
    """Of a closed ring, in square units (the shoelace formula)."""
    pairs = zip(dots, [*dots[1:], *dots[:1]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _light_paths(placed: Mapping[str, Sequence[Dots]]) -> dict[str, str]:
    tolerance = TOLERANCE
    while True:
        paths = {
            code: "".join(_path(simplified(ring, tolerance)) for ring in rings)
            for code, rings in placed.items()
        }
        if len(gzip.compress("".join(paths.values()).encode())) <= HEAVIEST or tolerance > WIDTH:
            return paths
        tolerance *= COARSER


def simplified(dots: Dots, tolerance: float) -> Dots:
    """Douglas and Peucker's way on a closed ring: its two halves, each without the points that add less."""
    if len(dots) <= 3:
        return dots
    x0, y0 = dots[0]
    far = max(range(len(dots)), key=lambda place: (dots[place][0] - x0) ** 2 + (dots[place][1] - y0) ** 2)
    out, back = dots[: far + 1], [*dots[far:], dots[0]]
    return [*_kept(out, tolerance)[:-1], *_kept(back, tolerance)[:-1]]


def _kept(line: Dots, tolerance: float) -> Dots:
    """Without recursion: a coast may have more points than Python has frames."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        place, off = _furthest(line, first, last)
        if off > tolerance:
            keep.add(place)
            waiting += [(first, place), (place, last)]
    return [line[place] for place in sorted(keep)]


def _furthest(line: Dots, first: int, last: int) -> tuple[int, float]:
    (x1, y1), (x2, y2) = line[first], line[last]
    dx, dy = x2 - x1, y2 - y1
    length = hypot(dx, dy)
    best, off = first, 0.0
    for place in range(first + 1, last):
        x, y = line[place]
        away = abs(dy * (x - x1) - dx * (y - y1)) / length if length else hypot(x - x1, y - y1)
        if away > off:
            best, off = place, away
    return best, off


def _path(dots: Dots) -> str:
    """Relative steps: half the size of places."""
    (x, y), steps = dots[0], []
    for (x1, y1), (x2, y2) in pairwise(dots):
        dy = y2 - y1
        steps.append(f"{x2 - x1}{dy if dy < 0 else f' {dy}'}")
    return f"M{x} {y}l{' '.join(steps)}z" if steps else f"M{x} {y}h1v1h-1z"
