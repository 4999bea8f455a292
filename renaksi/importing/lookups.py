"""What is already known, loaded once per import, so that no row asks the database."""

from dataclasses import dataclass, field

from institutions.domain.names import normalise_name
from institutions.enums import InstitutionKind
from institutions.known_names import KnownInstitution, known_institutions
from institutions.models import Institution, Region
from institutions.queries import COUNTRYWIDE_KINDS, InstitutionIndex
from renaksi.importing.seed_files import policy_area_names
from renaksi.importing.slugs import claim_slug
from renaksi.models import PolicyArea

KNOWN_NAMES_COUNTRY = "IDN"


class RegionBook:
    """Regions by the name that people write ("Kota Semarang", "Provinsi Aceh", "Aceh")."""

    def __init__(self) -> None:
        self._by_name: dict[str, Region] = {}
        self.by_code: dict[str, Region] = {}
        for region in Region.objects.filter(is_sample=False):
            self.by_code[region.code] = region
            self._by_name[normalise_name(region.name)] = region
            if region.province_id is None:
                self._by_name[normalise_name(f"Provinsi {region.name}")] = region

    def find(self, name: str) -> Region | None:
        return self._by_name.get(normalise_name(name))


@dataclass
class InstitutionBook:
    """Finds institutions by any spelling, and makes those that nobody has named before (unsaved)."""

    regions: RegionBook
    index: InstitutionIndex = field(default_factory=InstitutionIndex)
    spellings: list[tuple[Institution, str]] = field(default_factory=list)
    _slugs: set[str] = field(default_factory=lambda: set(Institution.objects.values_list("slug", flat=True)))

    def find(self, name: str, region: Region | None, country: str) -> Institution | None:
        found = self.index.find(name, region, country)
        known = self._known(name, region, country) if found is None else None
        if known is None:
            return found
        home = self.regions.by_code.get(known.region_code)
        return self.index.find(known.name, home, country) or self._make_known(known, home, country)

    def make(self, name: str, region: Region | None, country: str) -> Institution:
        """A new one of which only the name is known."""
        return self._add(Institution(name=name, kind=InstitutionKind.OTHER, region=region, country=country))

    def _known(self, name: str, region: Region | None, country: str) -> KnownInstitution | None:
        if country != KNOWN_NAMES_COUNTRY:
            return None
        wanted, table = normalise_name(name), known_institutions()
        own = table.get((region.code if region else "", wanted))
        countrywide = table.get(("", wanted))
        return own or (countrywide if countrywide and countrywide.kind in COUNTRYWIDE_KINDS else None)

    def _make_known(self, known: KnownInstitution, home: Region | None, country: str) -> Institution:
        institution = Institution(
            name=known.name,
            name_en=known.name_en,
            short_name=known.short_name,
            kind=known.kind,
            region=home,
            country=country,
        )
        self.spellings += [(institution, spelling) for spelling in known.spellings]
        return self._add(institution)

    def _add(self, institution: Institution) -> Institution:
        place = f" {institution.region.name}" if institution.region else ""
        institution.slug = claim_slug(f"{institution.name}{place}", self._slugs, 120)
        self.index.add(institution)
        return institution


class PolicyAreaBook:
    """Policy areas by OGP's word, whose capitals and "&" vary between files."""

    def __init__(self) -> None:
        self._by_name = {normalise_name(area.name_en): area for area in PolicyArea.objects.all()}
        self._slugs = {area.slug for area in self._by_name.values()}

    def find_or_make(self, name_en: str) -> PolicyArea:
        key = normalise_name(name_en)
        if key not in self._by_name:
            name, printed = policy_area_names().get(key, (name_en, name_en))
            slug = claim_slug(printed, self._slugs, 80)
            self._by_name[key] = PolicyArea(slug=slug, name=name, name_en=printed)
        return self._by_name[key]
