"""The carried list of institutions: how Renaksi writes them, what they are, and which spellings occur."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from institutions.domain.names import normalise_name
from institutions.enums import InstitutionKind

SEED_DATA = Path(__file__).parent / "seed_data"


@dataclass(frozen=True)
class KnownInstitution:
    """`region_code` is blank for an institution of the whole country; `spellings` hold no own name."""

    name: str
    name_en: str
    short_name: str
    kind: InstitutionKind
    region_code: str
    spellings: tuple[str, ...]

    def every_name(self) -> Iterator[str]:
        yield from (name for name in (self.name, self.name_en, self.short_name, *self.spellings) if name)


@cache
def known_institutions() -> dict[tuple[str, str], KnownInstitution]:
    """By (region code or "", normalised spelling). Raises ValueError if one spelling names two institutions."""
    found: dict[tuple[str, str], KnownInstitution] = {}
    for known in _read():
        for name in known.every_name():
            key = (known.region_code, normalise_name(name))
            if found.setdefault(key, known) is not known:
                raise ValueError(f"{name} names two institutions in seed_data/institutions.csv")
    return found


def _read() -> Iterator[KnownInstitution]:
    with (SEED_DATA / "institutions.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield KnownInstitution(
                name=row["name"],
                name_en=row["name_en"],
                short_name=row["short_name"],
                kind=InstitutionKind(row["kind"]),
                region_code=row["region_code"],
                spellings=tuple(filter(None, (one.strip() for one in row["spellings"].split(";")))),
            )
