import gzip
import random
import re
from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from institutions.domain.map_drawing import HEAVIEST, WIDTH, draw_map, simplified
from institutions.domain.map_file import read_map_file
from institutions.map_ground import short_names, tile_ground
from tests.factories.geojson import squares

CODES = frozenset(short_names())


def square(west: float, south: float, side: float) -> list[tuple[float, float]]:
    return [
        (west, south),
        (west + side, south),
        (west + side, south + side),
        (west, south + side),
        (west, south),
    ]


def test_the_map_fills_its_width_with_north_on_top():
    drawing = draw_map({"11": [square(95, 3, 1)], "91": [square(104, -2, 1)]})
    assert (drawing.width, drawing.height) == (1000, 600)
    assert drawing.paths == {"11": "M0 100l100 0 0-100 -100 0z", "91": "M900 600l100 0 0-100 -100 0z"}


def test_specks_go_but_never_the_whole_province():
    far = [square(95, 0, 1), square(99, 0, 0.001), square(105, 0, 0.001)]
    assert draw_map({"11": far, "12": [square(100, 0, 0.001)]}).paths == {
        "11": "M0 100l100 0 0-100 -100 0z",
        "12": "M500 100h1v1h-1z",
    }


def test_the_made_up_map_is_drawn_whole():
    drawing = draw_map(read_map_file(squares(), code_property="kode", codes=CODES))
    assert set(drawing.paths) == CODES
    assert all(re.fullmatch(r"M\d+ \d+l[-\d ]+z", path) for path in drawing.paths.values())


def rough_coast(rng: random.Random, x: float, y: float) -> list[tuple[float, float]]:
    points = [
        (x + cos(turn) * (1 + rng.random() / 3), y + sin(turn) * (1 + rng.random() / 3))
        for turn in (2 * pi * place / 600 for place in range(600))
    ]
    return [*points, points[0]]


def test_a_rough_map_is_light_in_the_end():
    rng = random.Random(5)  # noqa: S311 - made-up coasts
    provinces = {
        code: [rough_coast(rng, 97 + 3.2 * (place % 13), 4 - 5 * (place // 13))]
        for place, code in enumerate(sorted(CODES))
    }
    drawing = draw_map(provinces)
    weight = len(gzip.compress("".join(drawing.paths.values()).encode()))
    assert HEAVIEST / 2 < weight <= HEAVIEST


dots = st.lists(st.tuples(st.integers(0, WIDTH), st.integers(0, WIDTH)), min_size=1, max_size=40)


@given(dots=dots, tolerance=st.floats(0.1, 50))
def test_a_simple_line_keeps_its_begin_and_only_points_that_were_there(dots, tolerance):
    kept = simplified(dots, tolerance)
    rest = iter(dots)
    assert kept[0] == dots[0]
    assert all(any(dot == other for other in rest) for dot in kept)


@pytest.mark.parametrize(
    ("tolerance", "left"), [(0.5, [(0, 0), (5, 1), (10, 0), (10, 10)]), (2, [(0, 0), (10, 0), (10, 10)])]
)
def test_what_adds_less_than_the_tolerance_is_left_out(tolerance, left):
    assert simplified([(0, 0), (5, 1), (10, 0), (10, 10)], tolerance) == left


def test_every_province_has_its_own_tile_on_a_phone():
    """14 columns: 24 pixels each on a screen of 390 less its margins."""
    ground = tile_ground()
    assert set(ground.outlines) == CODES
    assert len({outline.path for outline in ground.outlines.values()}) == 38
    assert (ground.width, ground.height) == (14 * 25, 7 * 25)
    assert len(set(short_names().values())) == 38
