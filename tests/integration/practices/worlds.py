"""Galleries for tests: practices that differ in everything that a facet asks for."""

from random import Random
from types import SimpleNamespace

from institutions.enums import InstitutionKind
from institutions.models import Region
from practices.enums import EvidenceLevel, Life
from practices.models import Goal, PracticePage
from tests.factories.institutions import CityFactory, ProvinceFactory
from tests.pages import practice, theme

KINDS = [*InstitutionKind.values, ""]
YEARS = ["", "2008", "2014", "2015-2016", "sejak 2019", "2020", "2024"]
WORDS = ["data", "warga", "bupati", "anggaran"]


def places() -> list[Region | None]:
    """Two provinces, three of their cities and no region at all."""
    east, west = ProvinceFactory(), ProvinceFactory()
    return [None, east, west, *(CityFactory(province=one) for one in (east, east, west))]


def gallery_of(tree: SimpleNamespace, number: int, *, seed: int) -> list[PracticePage]:
    """So many published practices, and one draft and one sample that nobody should count."""
    lots = Random(seed)  # noqa: S311 - the world of a test
    regions = places()
    themes = [theme(slug, slug.title()) for slug in ("data-terbuka", "partisipasi", "pelaporan")]
    goals = list(Goal.objects.all()[:4])

    def any_practice(title: str, **fields: object) -> PracticePage:
        region = lots.choice(regions)
        page = practice(
            tree,
            title=title,
            summary=" ".join(lots.sample(WORDS, 2)),
            theme=lots.choice(themes),
            region=region,
            place_name="" if region else "Nasional",
            owner_kind=lots.choice(KINDS),
            since=lots.choice(YEARS),
            evidence_level=lots.choice(EvidenceLevel.values),
            evidence_note="Ada dokumennya.",
            life=lots.choice(Life.values),
            stopped_lesson="Dananya habis.",
            copies=lots.choice([0, 0, 1, 3]),
            **fields,
        )
        page.goals.set(lots.sample(goals, lots.randint(0, 3)))
        page.save()
        return page

    found = [any_practice(f"Praktik {one}") for one in range(number)]
    any_practice("Rancangan", live=False)
    any_practice("Contoh", is_sample=True)
    return found
