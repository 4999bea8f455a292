"""Regions side by side: the map of the provinces with its table, and the regencies and cities of one province.

A list in the order of Kemendagri's codes, never a ranking; provinces stand beside provinces only. A province's
figures on the map hold those of its regencies and cities.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.charts.place_map import NOTHING, UNKNOWN, MapPlace, PlaceMap
from foundation.formats import long_date
from institutions.enums import RegionKind
from institutions.map_ground import ProvinceGround, province_ground
from institutions.models import ProvinceMap, Region
from renaksi.models import Commitment
from renaksi.queries.standings import PlaceProgress, progress_by_province, progress_by_region
from renaksi.queries.wording import percent_text
from renaksi.related import Counted, counts_by_region


class MapChoice(StrEnum):
    """What the map is coloured by; the value stands in the address (`?peta=`)."""

    PROGRESS = "kemajuan"
    PRACTICES = "praktik"


# From which value on a step begins, the lowest step first.
PROGRESS_STEPS = (0, 25, 50, 75, 100)
PRACTICE_STEPS = (1, 2, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """`commitments` are published; `monitored` those of them whose proof is counted, `proven` its exact percent.

    `members` are the regencies and cities of a province, where a list opens to them.
    """

    code: str
    name: str
    kind: str
    url: str
    commitments: int
    monitored: int
    proven: Fraction | None
    percent_text: str | None
    practices: int
    copies: int
    members: tuple["PlaceLine", ...] = ()

    @property
    def has_something(self) -> bool:
        return bool(self.commitments or self.practices or self.copies)

    @property
    def active_members(self) -> int:
        return sum(one.has_something for one in self.members)


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """`has_monitored`: is anything followed here, so that a column of proof has something to say?"""

    lines: tuple[PlaceLine, ...]

    @property
    def has_monitored(self) -> bool:
        return any(line.monitored for line in self.lines)


@dataclass(frozen=True, slots=True)
class StepWords:
    """One entry of the legend: `count` provinces stand in it."""

    step: int
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class MapTab:
    url: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class RegionList:
    """`provinces` with what their regencies and cities have."""

    tabs: tuple[MapTab, ...]
    map: PlaceMap
    legend: tuple[StepWords, ...]
    source: ProvinceMap | None
    provinces: PlaceTable
    total: int
    as_of: date


@dataclass(frozen=True, slots=True)
class _Counts:
    """By region code."""

    commitments: Mapping[str, int]
    progress: Mapping[str, PlaceProgress]
    practices: Mapping[str, int]
    copies: Mapping[str, int]


def region_list(asked: MapChoice | None, *, as_of: date) -> RegionList:
    """Nine queries, whatever the number of regions and commitments.

    Not asked for a colour, the map shows progress; practices as long as no commitment is monitored anywhere.
    """
    regions = list(Region.objects.filter(is_sample=False).order_by("code"))
    own = _own_counts(as_of, sample=False)
    provinces = _of_provinces(own, regions, progress_by_province(as_of))
    lines = {region.code: _line(region, own) for region in regions if region.kind != RegionKind.PROVINCE}
    table = PlaceTable(
        tuple(
            _line(region, provinces, members=tuple(_members(region, regions, lines)))
            for region in regions
            if region.kind == RegionKind.PROVINCE
        )
    )
    choice = asked or (MapChoice.PROGRESS if table.has_monitored else MapChoice.PRACTICES)
    ground = province_ground()
    places = [_place(line, choice, ground) for line in table.lines]
    return RegionList(
        tabs=_tabs(choice),
        map=PlaceMap(_map_title(choice, as_of), ground.ground, places, _("Provinsi"), _map_value(choice)),
        legend=_legend(choice, places),
        source=ground.source,
        provinces=table,
        total=len(regions),
        as_of=as_of,
    )


@dataclass(frozen=True, slots=True)
class Members:
    """The regencies and cities of a province: `active` have something to show, `others` are named."""

    active: PlaceTable
    others: tuple[PlaceLine, ...]


def members_of(province: Region, *, as_of: date) -> Members | None:
    """None if the province has no regencies and cities."""
    own = _own_counts(as_of, sample=province.is_sample)
    lines = [_line(region, own) for region in province.regencies.order_by("code")]
    if not lines:
        return None
    return Members(
        active=PlaceTable(tuple(line for line in lines if line.has_something)),
        others=tuple(line for line in lines if not line.has_something),
    )


def _members(
    province: Region, regions: Iterable[Region], lines: Mapping[str, PlaceLine]
) -> Iterator[PlaceLine]:
    return (lines[region.code] for region in regions if region.province_id == province.pk)


def _own_counts(as_of: date, *, sample: bool) -> _Counts:
    public = Commitment.objects.public().filter(plan__is_sample=sample)
    coded = public.annotate(place=Coalesce("region__code", "plan__region__code")).exclude(place=None)
    return _Counts(
        commitments=dict(coded.order_by().values_list("place").annotate(found=Count("pk"))),
        progress=progress_by_region(as_of, sample=sample),
        practices=counts_by_region(Counted.PRACTICES),
        copies=counts_by_region(Counted.COPIES),
    )


def _of_provinces(own: _Counts, regions: Iterable[Region], progress: Mapping[str, PlaceProgress]) -> _Counts:
    codes = {region.pk: region.code for region in regions}
    above = {region.code: codes.get(region.province_id or region.pk, region.code) for region in regions}

    def summed(counts: Mapping[str, int]) -> Counter[str]:
        total: Counter[str] = Counter()
        for code, count in counts.items():
            total[above.get(code, code)] += count
        return total

    return _Counts(summed(own.commitments), progress, summed(own.practices), summed(own.copies))


def _line(region: Region, counts: _Counts, *, members: tuple[PlaceLine, ...] = ()) -> PlaceLine:
    progress = counts.progress.get(region.code)
    proven = progress.percent if progress else None
    return PlaceLine(
        code=region.code,
        name=region.name,
        kind=region.get_kind_display(),
        url=region.get_absolute_url(),
        commitments=counts.commitments.get(region.code, 0),
        monitored=progress.commitments if progress else 0,
        proven=proven,
        percent_text=percent_text(proven),
        practices=counts.practices.get(region.code, 0),
        copies=counts.copies.get(region.code, 0),
        members=members,
    )


def _tabs(choice: MapChoice) -> tuple[MapTab, ...]:
    labels = {MapChoice.PROGRESS: _("Kemajuan yang terbukti"), MapChoice.PRACTICES: _("Praktik baik")}
    return tuple(MapTab(f"?peta={one.value}#peta", labels[one], one == choice) for one in MapChoice)


def _map_title(choice: MapChoice, as_of: date) -> str:
    if choice == MapChoice.PRACTICES:
        return _("Praktik baik yang terbit, menurut provinsi")
    return _("Kemajuan komitmen yang terbukti, menurut provinsi, per %(date)s") % {"date": long_date(as_of)}


def _map_value(choice: MapChoice) -> str:
    return _("Praktik") if choice == MapChoice.PRACTICES else _("Terbukti")


def _place(line: PlaceLine, choice: MapChoice, ground: ProvinceGround) -> MapPlace:
    step = _practice_step(line) if choice == MapChoice.PRACTICES else _progress_step(line)
    return MapPlace(
        key=line.code,
        label=line.name,
        short=ground.short_names.get(line.code, line.code),
        value_text=_value_text(line, choice),
        tile_text=_tile_text(line, choice),
        step=step,
        url=line.url,
    )


def _progress_step(line: PlaceLine) -> int:
    if line.proven is None:
        return UNKNOWN if line.monitored else NOTHING
    return sum(line.proven >= least for least in PROGRESS_STEPS)


def _practice_step(line: PlaceLine) -> int:
    return sum(line.practices >= least for least in PRACTICE_STEPS)


def _value_text(line: PlaceLine, choice: MapChoice) -> str:
    if choice == MapChoice.PRACTICES:
        told = ngettext("%(count)d praktik", "%(count)d praktik", line.practices) % {"count": line.practices}
        if not line.copies:
            return told
        copies = ngettext("meniru %(count)d praktik", "meniru %(count)d praktik", line.copies)
        return f"{told}, {copies % {'count': line.copies}}"
    if line.percent_text is not None:
        return _("%(percent)s terbukti") % {"percent": line.percent_text}
    return _("belum ada bukti") if line.monitored else _("tidak ada komitmen yang dipantau")


def _tile_text(line: PlaceLine, choice: MapChoice) -> str:
    """What a square has room for, out of the full words that name it."""
    if choice == MapChoice.PRACTICES:
        return str(line.practices) if line.practices else ""
    return line.percent_text or ""


def _legend(choice: MapChoice, places: Iterable[MapPlace]) -> tuple[StepWords, ...]:
    """Every step of the scale; a state without a value only if it occurs."""
    counts = Counter(place.step for place in places)
    words = _practice_words() if choice == MapChoice.PRACTICES else _progress_words()
    return tuple(
        StepWords(step, text, counts[step]) for step, text in words.items() if step > NOTHING or counts[step]
    )


def _progress_words() -> dict[int, str]:
    return {
        1: _("di bawah 25 %"),
        2: _("25 % sampai di bawah 50 %"),
        3: _("50 % sampai di bawah 75 %"),
        4: _("75 % sampai di bawah 100 %"),
        5: _("100 %"),
        UNKNOWN: _("belum ada bukti"),
        NOTHING: _("tidak ada komitmen yang dipantau"),
    }


def _practice_words() -> dict[int, str]:
    return {
        1: _("1 praktik"),
        2: _("2 sampai 4"),
        3: _("5 sampai 9"),
        4: _("10 sampai 19"),
        5: _("20 atau lebih"),
        NOTHING: _("belum ada praktik"),
    }
