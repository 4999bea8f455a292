"""Which institution a name means."""

from collections.abc import Iterator

from institutions.domain.names import normalise_name
from institutions.enums import InstitutionKind
from institutions.models import Institution, InstitutionAlias, Region

# One name in two regions is two institutions; but what serves the whole country is known everywhere.
COUNTRYWIDE_KINDS = frozenset(
    {InstitutionKind.MINISTRY, InstitutionKind.CIVIL_SOCIETY, InstitutionKind.PARLIAMENT}
)

NameKey = tuple[str, int | None, str]


class InstitutionIndex:
    """Every name and spelling, loaded in two queries; for looking up thousands of names."""

    def __init__(self) -> None:
        self._by_name: dict[NameKey, Institution] = {}
        institutions = {one.pk: one for one in Institution.objects.all()}
        for institution in institutions.values():
            if institution.merged_into_id is None:
                self.add(institution)
        for alias in InstitutionAlias.objects.order_by("pk"):
            self._by_name[alias.country, alias.region_id, alias.normalised] = kept(
                institutions[alias.institution_id], institutions
            )

    def add(self, institution: Institution) -> None:
        """Also for an institution that is not saved yet."""
        for name in _own_names(institution):
            key = (institution.country, institution.region_id, normalise_name(name))
            self._by_name.setdefault(key, institution)

    def find(self, name: str, region: Region | None, country: str) -> Institution | None:
        """The region's own institution first, then one that serves the whole country."""
        wanted = normalise_name(name)
        own = self._by_name.get((country, region.pk if region else None, wanted))
        if own or region is None:
            return own
        countrywide = self._by_name.get((country, None, wanted))
        return countrywide if countrywide and countrywide.kind in COUNTRYWIDE_KINDS else None


def kept(institution: Institution, institutions: dict[int, Institution]) -> Institution:
    """The institution that it was merged into, at the end of the chain."""
    while institution.merged_into_id is not None:
        institution = institutions[institution.merged_into_id]
    return institution


def _own_names(institution: Institution) -> Iterator[str]:
    for name in (institution.name, institution.name_en, institution.short_name):
        if name:
            yield name
