"""The round page: who has reported, who has not, and what waits for whom, per institution and per region."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.formats import long_date
from institutions.enums import InstitutionKind
from renaksi.domain.periods import Rates, rates
from renaksi.domain.round import RoundName, RoundStage
from renaksi.enums import PeriodState
from renaksi.models import PeriodExtension, ReportingPeriod
from renaksi.queries.round_facts import RoundReport, extensions_in, round_reports
from renaksi.queries.workspace.round_groups import COUNTRYWIDE, Group, RoundFilters, groups_of, matches

# Who has to act, rather than what the report is called.
STAGES: Mapping[RoundStage, Promise] = {
    RoundStage.NOT_STARTED: gettext_lazy("Pelapor belum mulai"),
    RoundStage.DRAFT: gettext_lazy("Draf pelapor"),
    RoundStage.AWAITING_AGENCY: gettext_lazy("Menunggu penyetuju instansi"),
    RoundStage.AWAITING_REGION: gettext_lazy("Menunggu koordinator daerah"),
    RoundStage.WAITING: gettext_lazy("Menunggu verifikator"),
    RoundStage.RETURNED: gettext_lazy("Dikembalikan ke pelapor"),
    RoundStage.VERIFIED: gettext_lazy("Terverifikasi"),
    RoundStage.NOT_REPORTED: gettext_lazy("Tidak lapor"),
}


@dataclass(frozen=True, slots=True)
class StageCount:
    code: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class RoundLine:
    """An institution, or a region with all of its institutions; `id` is `None` for regions and without an owner.

    `region` is what the filter takes to show this region alone, blank where nothing lies below it.
    `stages` holds only what occurs. `extension` says until when and why the institution has more time.
    """

    id: int | None
    name: str
    detail: str
    is_sample: bool
    institutions: int
    expected: int
    rates: Rates
    stages: tuple[StageCount, ...]
    extension: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class RoundTotals:
    """`complete` counts institutions that have reported everything."""

    institutions: int
    complete: int
    expected: int
    rates: Rates
    stages: tuple[StageCount, ...]


@dataclass(frozen=True, slots=True)
class RoundFigures:
    totals: RoundTotals
    lines: tuple[RoundLine, ...]


def periods_of_round(name: RoundName) -> list[ReportingPeriod]:
    """One for each plan of the site's country, real ones first."""
    found = ReportingPeriod.objects.filter(
        code=name.code, year=name.year, plan__country=settings.SITE_COUNTRY
    )
    return list(found.select_related("plan").order_by("plan__is_sample", "plan__label", "pk"))


def opened(periods: Iterable[ReportingPeriod]) -> list[ReportingPeriod]:
    return [period for period in periods if period.state != PeriodState.PLANNED]


def counted(periods: Collection[ReportingPeriod], plan: int | None) -> list[ReportingPeriod]:
    """The periods whose figures are shown: of the plan asked for, else of real plans, else of samples."""
    running = opened(periods)
    if plan is not None:
        return [period for period in running if period.plan_id == plan]
    return [period for period in running if not period.plan.is_sample] or running


def round_figures(
    name: RoundName, periods: Collection[ReportingPeriod], filters: RoundFilters, *, today: date
) -> RoundFigures:
    """`periods` come from `counted`; five queries for any number of institutions and milestones."""
    extensions = extensions_in(periods)
    days = {key: one.closes_on for key, one in extensions.items()}
    reports = round_reports(name, periods, days, today=today)
    groups = [one for one in groups_of(reports, extensions) if matches(one, filters)]
    found = [report for one in groups for report in one.reports]
    words = stage_words()
    by_region = partial(_regions, split=bool(filters.region))
    lines = by_region(groups, words) if filters.by_region else [_line(one, words) for one in groups]
    return RoundFigures(
        totals=RoundTotals(
            institutions=sum(one.place.id is not None for one in groups),
            complete=sum(one.rates.reported.count == one.rates.reported.total for one in groups),
            expected=len(found),
            rates=rates(report.report for report in found),
            stages=stage_counts(found, words, keep_empty=True),
        ),
        lines=_sorted(lines, filters.sort),
    )


def stage_words() -> dict[RoundStage, str]:
    """In the language of the reader; looked up once for hundreds of lines."""
    return {stage: str(word) for stage, word in STAGES.items()}


def stage_counts(
    reports: Iterable[RoundReport], words: Mapping[RoundStage, str], *, keep_empty: bool = False
) -> tuple[StageCount, ...]:
    counts = Counter(report.stage for report in reports)
    return tuple(
        StageCount(stage.value, word, counts[stage])
        for stage, word in words.items()
        if counts[stage] or keep_empty
    )


def _line(group: Group, words: Mapping[RoundStage, str]) -> RoundLine:
    place = group.place
    kind = str(InstitutionKind(place.kind).label) if place.kind else ""
    return RoundLine(
        id=place.id,
        name=place.name,
        detail=place.region_name or kind,
        is_sample=place.is_sample,
        institutions=1,
        expected=len(group.reports),
        rates=group.rates,
        stages=stage_counts(group.reports, words),
        extension=extension_text(group.extension) if group.extension else "",
    )


def extension_text(extension: PeriodExtension) -> str:
    told = {"date": long_date(extension.closes_on), "reason": extension.reason}
    return _("Diperpanjang sampai %(date)s: %(reason)s") % told


def _regions(groups: Iterable[Group], words: Mapping[RoundStage, str], *, split: bool) -> list[RoundLine]:
    """By province, with the regencies and cities in it; `split` lists these one by one."""
    found: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        place = group.place
        known = (place.region, place.region_name) if split else (place.province, place.province_name)
        found[known if known[0] else (COUNTRYWIDE, _("Pusat, tanpa daerah"))].append(group)
    return [
        replace(_region_line(code, name, theirs, words), region="" if split else code)
        for (code, name), theirs in found.items()
    ]


def _region_line(
    code: str, name: str, groups: Collection[Group], words: Mapping[RoundStage, str]
) -> RoundLine:
    reports = [report for group in groups for report in group.reports]
    return RoundLine(
        id=None,
        name=name,
        detail="" if code == COUNTRYWIDE else code,
        is_sample=all(group.place.is_sample for group in groups),
        institutions=sum(group.place.id is not None for group in groups),
        expected=len(reports),
        rates=rates(report.report for report in reports),
        stages=stage_counts(reports, words),
    )


_SORTS: Mapping[str, Callable[[RoundLine], Fraction | int | None]] = {
    "expected": lambda line: line.expected,
    "reported": lambda line: line.rates.reported.percent,
    "on_time": lambda line: line.rates.on_time.percent,
    "accepted": lambda line: line.rates.accepted_first.percent,
}
SORTS = frozenset({"name", *_SORTS})


def _sorted(lines: Iterable[RoundLine], sort: str) -> tuple[RoundLine, ...]:
    """By name within what is equal; what has no figure comes last either way."""
    by_name = sorted(lines, key=lambda line: line.name.casefold(), reverse=sort == "-name")
    figure = _SORTS.get(sort.removeprefix("-"))
    if figure is None:
        return tuple(by_name)
    known = [line for line in by_name if figure(line) is not None]
    unknown = [line for line in by_name if figure(line) is None]
    known.sort(key=lambda line: figure(line) or 0, reverse=sort.startswith("-"))
    return (*known, *unknown)
