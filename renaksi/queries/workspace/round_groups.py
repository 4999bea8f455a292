"""The reports of a round by institution, and which of these a filter asks for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from institutions.models import Institution
from renaksi.domain.periods import Rates, rates
from renaksi.models import PeriodExtension
from renaksi.queries.round_facts import RoundReport

UNREPORTED, EXTENDED = "unreported", "extended"
# Without a region: ministries and others that serve the whole country.
COUNTRYWIDE = "pusat"


@dataclass(frozen=True, slots=True)
class RoundFilters:
    """What the address asks for; blank is everything. `sort` begins with "-" for the other way round.

    `plan` is an id, `region` the code of a province or `COUNTRYWIDE`, `state` a stage or one of the two above.
    """

    plan: int | None = None
    region: str = ""
    kind: str = ""
    state: str = ""
    q: str = ""
    sort: str = "name"
    by_region: bool = False

    @property
    def is_active(self) -> bool:
        return any((self.plan, self.region, self.kind, self.state, self.q))


@dataclass(frozen=True, slots=True)
class Place:
    """An institution and where it is: `region` its own code, `province` that of the province around it."""

    id: int | None
    name: str
    searched: str
    kind: str
    is_sample: bool
    region: str
    region_name: str
    province: str
    province_name: str


@dataclass(frozen=True, slots=True)
class Group:
    place: Place
    reports: list[RoundReport]
    rates: Rates
    extension: PeriodExtension | None


def groups_of(
    reports: Iterable[RoundReport], extensions: Mapping[tuple[int, int], PeriodExtension]
) -> list[Group]:
    by_owner: dict[int | None, list[RoundReport]] = defaultdict(list)
    for report in reports:
        by_owner[report.owner_id].append(report)
    places = _places(by_owner)
    latest = {one.institution_id: one for one in sorted(extensions.values(), key=lambda one: one.closes_on)}
    return [
        Group(places[owner_id], theirs, rates(one.report for one in theirs), latest.get(owner_id or 0))
        for owner_id, theirs in by_owner.items()
    ]


def _places(owners: Iterable[int | None]) -> dict[int | None, Place]:
    rows = Institution.objects.filter(pk__in=[one for one in owners if one]).values(
        "pk",
        "name",
        "short_name",
        "kind",
        "is_sample",
        code=F("region__code"),
        region_name=F("region__name"),
        province=F("region__province__code"),
        province_name=F("region__province__name"),
    )
    nobody = Place(
        None, _("Tanpa instansi yang melapor"), "", "", is_sample=False, **dict.fromkeys(_WHERE, "")
    )
    return {None: nobody, **{row["pk"]: _place(row) for row in rows}}


_WHERE = ("region", "region_name", "province", "province_name")


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        id=row["pk"],
        name=row["name"],
        searched=f"{row['name']} {row['short_name']} {row['region_name'] or ''}".casefold(),
        kind=row["kind"],
        is_sample=row["is_sample"],
        region=row["code"] or "",
        region_name=row["region_name"] or "",
        province=row["province"] or row["code"] or "",
        province_name=row["province_name"] or row["region_name"] or "",
    )


def matches(group: Group, filters: RoundFilters) -> bool:
    place = group.place
    return (
        all(word in place.searched for word in filters.q.casefold().split())
        and (not filters.kind or place.kind == filters.kind)
        and (not filters.region or (place.province or COUNTRYWIDE) == filters.region)
        and (not filters.state or _is_in(group, filters.state))
    )


def _is_in(group: Group, state: str) -> bool:
    if state == UNREPORTED:
        return group.rates.reported.count < group.rates.reported.total
    if state == EXTENDED:
        return group.extension is not None
    return any(report.stage == state for report in group.reports)
