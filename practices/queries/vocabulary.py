"""The words of the gallery's facets: every value that may stand in an address, with its label."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.languages import told
from institutions.enums import InstitutionKind, RegionKind
from institutions.models import Region
from practices.domain.since import SPAN, span_of
from practices.enums import EvidenceLevel, Life
from practices.models import Goal, Theme

NATIONAL = "nasional"
UNKNOWN = "tidak-diketahui"
COPIED = "ya"
NOT_COPIED = "belum"
FIRST_YEAR = 1945


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """By facet, value → label in the order of the page. Three queries, whatever there is."""

    labels: Mapping[str, Mapping[str, str]]
    regencies: frozenset[str]

    def codes(self, name: str) -> list[tuple[str, str]]:
        return list(self.labels[name].items())


def vocabulary(*, regions: Iterable[str], today: date) -> Vocabulary:
    """`regions` are the codes of the address: a regency is known when it was asked for."""
    found = Region.objects.filter(Q(kind=RegionKind.PROVINCE) | Q(code__in=_codes(regions)))
    places = {region.code: region for region in found.order_by("name")}
    return Vocabulary(
        labels={
            "theme": {theme.slug: told(theme, "name") for theme in Theme.objects.all()},
            "region": {code: region.name for code, region in places.items()}
            | {NATIONAL: _("Nasional atau lintas daerah")},
            "kind": {kind.value: str(kind.label) for kind in InstitutionKind}
            | {UNKNOWN: _("Tidak diketahui")},
            "goal": {str(goal.number): f"{goal.number}. {told(goal, 'name')}" for goal in Goal.objects.all()},
            "since": _spans(today),
            "level": {level.value: str(level.label) for level in EvidenceLevel},
            "life": {life.value: str(life.label) for life in Life},
            "copied": {COPIED: _("Sudah ditiru"), NOT_COPIED: _("Belum ditiru")},
        },
        regencies=frozenset(code for code, region in places.items() if region.kind != RegionKind.PROVINCE),
    )


def _codes(regions: Iterable[str]) -> list[str]:
    """A code has eight characters at most; the database is not asked for more."""
    return [code.strip() for code in regions if len(code) <= 8 and "\0" not in code][:50]


def _spans(today: date) -> dict[str, str]:
    """Newest first, by the first year of each span."""
    firsts = range(span_of(today.year), span_of(FIRST_YEAR) - 1, -SPAN)
    return {str(first): f"{first}–{first + SPAN - 1}" for first in firsts} | {
        UNKNOWN: _("Tahun tidak diketahui")
    }
