"""Which institution a name means, what it was called before, and which ones it came from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.text import slugify

from institutions.domain.lineage import Renaming, Step, name_then, predecessors
from institutions.domain.names import normalise_name
from institutions.enums import ChangeKind, InstitutionKind
from institutions.models import Institution, InstitutionAlias, InstitutionChange, Region

# One name in two regions is two institutions; but what serves the whole country is known everywhere.
COUNTRYWIDE_KINDS = frozenset(
    {InstitutionKind.MINISTRY, InstitutionKind.CIVIL_SOCIETY, InstitutionKind.PARLIAMENT}
)

NameKey = tuple[str, int | None, str]


class InstitutionIndex:
    """Every name and spelling, loaded in two queries; for looking up thousands of names.

    A name that one institution had and another has now means the one that still stands.
    """

    def __init__(self) -> None:
        self._by_name: dict[NameKey, Institution] = {}
        standing_first = Institution.objects.with_ended().order_by("ended", "name")  # type: ignore[misc]  # annotated
        institutions = {one.pk: one for one in standing_first}
        for institution in institutions.values():
            if institution.merged_into_id is None:
                self.add(institution)
        for alias in InstitutionAlias.objects.order_by("pk"):
            key = (alias.country, alias.region_id, alias.normalised)
            named = kept(institutions[alias.institution_id], institutions)
            if alias.valid_until is None:
                self._by_name[key] = named
            else:
                self._by_name.setdefault(key, named)

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


def predecessors_of(institution_ids: Iterable[int]) -> frozenset[int]:
    """Institutions that ended in any of these, at every stage; one query."""
    found = frozenset(institution_ids)
    return predecessors(_steps(), found) if found else found


def _steps() -> list[Step]:
    rows = InstitutionChange.objects.filter(target__isnull=False).values_list("source", "target").order_by()
    return [Step(source, target) for source, target in rows]


class NamesThen:
    """What institutions were called on a day; one query for any number of them."""

    def __init__(self, institution_ids: Iterable[int]) -> None:
        self._renamings: dict[int, list[Renaming]] = defaultdict(list)
        rows = InstitutionChange.objects.filter(
            kind=ChangeKind.RENAMED, source__in=list(institution_ids)
        ).order_by("pk")
        for row in rows:
            self._renamings[row.source_id].append(Renaming(row.on, row.old_name))

    def of(self, institution_id: int, name: str, day: date) -> str:
        """`name` is today's."""
        return name_then(name, self._renamings.get(institution_id, ()), day)


def name_on(institution: Institution, day: date) -> str:
    """For one; lists ask `NamesThen`."""
    return NamesThen([institution.pk]).of(institution.pk, institution.name, day)


LONGEST_SLUG = 120


def free_slug(name: str) -> str:
    """`-2`, `-3` for one name in two regions."""
    wanted = slugify(name)[: LONGEST_SLUG - 4]
    taken = set(Institution.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    endings = ("" if place == 1 else f"-{place}" for place in range(1, len(taken) + 2))
    return next(slug for ending in endings if (slug := wanted + ending) not in taken)
