"""What the product carries beside the code: plans as OGP and Indonesia name them, words for policy areas."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from institutions.domain.names import normalise_name
from renaksi.domain.dates import PartialDate
from renaksi.enums import PlanLevel, PlanState

SEED_DATA = Path(__file__).parent.parent / "seed_data"


@dataclass(frozen=True)
class KnownPlan:
    """A real plan. `ogp_year` is the year in which it was handed in to OGP."""

    ogp_label: str
    ogp_year: int
    label: str
    label_en: str
    slug: str
    level: PlanLevel
    region_code: str
    ordinal: str
    start: PartialDate
    end: PartialDate
    state: PlanState
    source_url: str


@cache
def known_plans() -> tuple[KnownPlan, ...]:
    return tuple(
        KnownPlan(
            ogp_label=row["ogp_label"],
            ogp_year=int(row["ogp_year"]),
            label=row["label"],
            label_en=row["label_en"],
            slug=row["slug"],
            level=PlanLevel(row["level"]),
            region_code=row["region_code"],
            ordinal=row["ordinal"],
            start=PartialDate.parse(row["start"]),
            end=PartialDate.parse(row["end"]),
            state=PlanState(row["state"]),
            source_url=row["source_url"],
        )
        for row in _rows("plans.csv")
    )


@cache
def policy_area_names() -> dict[str, tuple[str, str]]:
    """OGP's word, normalised → (Bahasa Indonesia, OGP's word as we write it)."""
    return {
        normalise_name(row["name_en"]): (row["name"], row["name_en"]) for row in _rows("policy_areas.csv")
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (SEED_DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
