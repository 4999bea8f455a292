"""What the map of the provinces is drawn on: the official map in use, else the tiles that the program carries."""

import csv
from dataclasses import dataclass
from functools import cache

from foundation.charts.place_map import Ground, Outline, tiles
from institutions.known_names import SEED_DATA
from institutions.models import ProvinceMap


@dataclass(frozen=True, slots=True)
class ProvinceGround:
    """`source` is None for the tiles."""

    ground: Ground
    short_names: dict[str, str]
    source: ProvinceMap | None


def province_ground() -> ProvinceGround:
    """One query."""
    in_use = ProvinceMap.objects.filter(in_use=True).first()
    return ground_of(in_use) if in_use else ProvinceGround(tile_ground(), short_names(), None)


def ground_of(province_map: ProvinceMap) -> ProvinceGround:
    """Without words in the outlines: the smallest provinces have no room for any."""
    outlines = {code: Outline(path) for code, path in province_map.paths.items()}
    return ProvinceGround(
        Ground(province_map.width, province_map.height, outlines), short_names(), province_map
    )


@cache
def tile_ground() -> Ground:
    return tiles({row["code"]: (int(row["column"]), int(row["row"])) for row in _rows()})


@cache
def short_names() -> dict[str, str]:
    """The two letters of ISO 3166-2:ID by Kemendagri code."""
    return {row["code"]: row["short"] for row in _rows()}


def _rows() -> list[dict[str, str]]:
    with (SEED_DATA / "province_tiles.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
