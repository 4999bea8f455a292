"""A GeoJSON file of the provinces (RFC 7946): what is wrong with it, and the rings of each province.

Coordinates are WGS 84 degrees, longitude first. Every fault is told at once, with the features that have it.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import Any

# bytes
LARGEST_FILE = 10 * 1024 * 1024
# Indonesia with some sea around it: longitudes and latitudes.
WEST, EAST, SOUTH, NORTH = 94.0, 142.0, -12.0, 8.0
FEWEST_POINTS = 4
# Far more than provinces or regencies: nobody waits while millions are looked through.
MOST_FEATURES = 1000

Point = tuple[float, float]
Ring = list[Point]


class MapFault(Enum):
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    NOT_A_COLLECTION = "not_a_collection"
    TOO_MANY = "too_many"
    NO_CODE = "no_code"
    UNKNOWN_CODE = "unknown_code"
    TWICE = "twice"
    MISSING = "missing"
    NOT_AN_AREA = "not_an_area"
    BROKEN_RING = "broken_ring"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class MapProblem:
    """`where`: the features (counted from 1) or the codes that have it; `told`: what stands there instead."""

    fault: MapFault
    where: tuple[str, ...] = ()
    told: str = ""


class MapRefusedError(Exception):
    """Holds every problem that was found."""

    def __init__(self, *problems: MapProblem) -> None:
        super().__init__(*problems)
        self.problems = problems


def read_map_file(content: bytes, *, code_property: str, codes: Collection[str]) -> dict[str, list[Ring]]:
    """The rings of each of `codes`, islands and holes alike; raises MapRefusedError."""
    features = _features(content)
    coded = [(name, _code(feature, code_property), feature) for name, feature in _named(features)]
    problems = [*_code_problems(coded, codes, code_property, features), *_shape_problems(coded)]
    if problems:
        raise MapRefusedError(*problems)
    return {code: list(_rings(feature)) for _name, code, feature in coded}


def _features(content: bytes) -> list[Any]:
    if len(content) > LARGEST_FILE:
        raise MapRefusedError(MapProblem(MapFault.TOO_LARGE))
    try:
        read = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise MapRefusedError(MapProblem(MapFault.NOT_JSON, told=place)) from None
    if not isinstance(read, dict) or read.get("type") != "FeatureCollection":
        kind = str(read.get("type", "")) if isinstance(read, dict) else ""
        raise MapRefusedError(MapProblem(MapFault.NOT_A_COLLECTION, told=kind[:60]))
    features = read.get("features")
    if not isinstance(features, list) or not features:
        raise MapRefusedError(MapProblem(MapFault.NOT_A_COLLECTION))
    if len(features) > MOST_FEATURES:
        raise MapRefusedError(MapProblem(MapFault.TOO_MANY, told=str(len(features))))
    return features


def _refuse_constant(name: str) -> None:
    """NaN and Infinity, which JSON does not know."""
    raise ValueError(name)


def _named(features: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    return ((str(number), feature) for number, feature in enumerate(features, 1))


def _properties(feature: Any) -> Mapping[str, Any]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _code(feature: Any, code_property: str) -> str:
    """As text: some files write it as a number."""
    value = _properties(feature).get(code_property)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value).strip()


Coded = Sequence[tuple[str, str, Any]]


def _code_problems(
    coded: Coded, codes: Collection[str], code_property: str, features: Sequence[Any]
) -> Iterator[MapProblem]:
    nameless = tuple(name for name, code, _feature in coded if not code)
    if nameless:
        names = dict.fromkeys(chain.from_iterable(map(_properties, features)))
        known = ", ".join(name for name in list(names)[:12] if name != code_property)
        yield MapProblem(MapFault.NO_CODE, nameless, known)
    found = Counter(code for _name, code, _feature in coded if code)
    unknown = tuple(f"{name} ({code[:20]})" for name, code, _f in coded if code and code not in codes)
    if unknown:
        yield MapProblem(MapFault.UNKNOWN_CODE, unknown)
    twice = tuple(sorted(code for code, times in found.items() if times > 1 and code in codes))
    if twice:
        yield MapProblem(MapFault.TWICE, twice)
    missing = tuple(sorted(set(codes) - set(found)))
    if missing and len(nameless) < len(coded):
        yield MapProblem(MapFault.MISSING, missing)


def _shape_problems(coded: Coded) -> Iterator[MapProblem]:
    found: dict[MapFault, list[str]] = {}
    for name, code, feature in coded:
        fault = _shape_fault(feature)
        if fault:
            found.setdefault(fault, []).append(f"{name} ({code})" if code else name)
    return (MapProblem(fault, tuple(where)) for fault, where in found.items())


def _shape_fault(feature: Any) -> MapFault | None:
    try:
        rings = list(_rings(feature))
    except (KeyError, TypeError):
        return MapFault.NOT_AN_AREA
    except ValueError:
        return MapFault.BROKEN_RING
    if not rings:
        return MapFault.NOT_AN_AREA
    if any(len(ring) < FEWEST_POINTS for ring in rings):
        return MapFault.BROKEN_RING
    return None if all(_is_inside(point) for ring in rings for point in ring) else MapFault.OUTSIDE


def _rings(feature: Any) -> Iterator[Ring]:
    """Raises KeyError or TypeError for what is no area, ValueError for points that are no numbers."""
    geometry = feature["geometry"]
    kinds = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    for polygon in kinds[geometry["type"]]:
        for ring in polygon:
            yield [_point(position) for position in ring]


def _point(position: Any) -> Point:
    if not isinstance(position, list) or len(position) < 2:
        raise ValueError("not a position")
    x, y = position[:2]
    # `type`, not isinstance: true and false are numbers to Python alone.
    if type(x) not in {int, float} or type(y) not in {int, float}:
        raise ValueError("not a number")
    return x, y


def _is_inside(point: Point) -> bool:
    x, y = point
    return WEST <= x <= EAST and SOUTH <= y <= NORTH
