"""The list of commitments: what filters choose from, what they count, and the lines that are shown.

Everything is asked of the database, which holds what the figures say of each commitment as a row
(`queries.standings`), so that 14,000 commitments cost as many queries as one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields import BooleanField
from django.db.models.functions import Coalesce, Lower
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.languages import choose, told
from foundation.tables import Column, Table
from institutions.models import Institution, Region
from renaksi.domain.amendments import canonical_text
from renaksi.models import ActionPlan, Commitment, CommitmentStanding, Partnership, PolicyArea
from renaksi.queries.lines import TEXT_BLOCKS, CommitmentLine, commitment_line, partners_of
from renaksi.queries.standings import commitments_of, standing_of, standings_for, waiting_among
from renaksi.querysets import CommitmentQuerySet

YES = "1"
SORTS: dict[str, str | Promise] = {
    "plan": gettext_lazy("Rencana aksi terbaru"),
    "title": gettext_lazy("Judul"),
    "end": gettext_lazy("Berakhir lebih dulu"),
    "progress": gettext_lazy("Bagian terbukti terbesar"),
    "late": gettext_lazy("Tonggak terlambat terbanyak"),
}
_BY_PLAN = (F("plan__start_on").desc(nulls_last=True), "plan__label", "standing__place", "pk")
_ORDERS: dict[str, tuple[Any, ...]] = {
    "plan": (),
    "title": (Lower("title"),),
    "end": (F("end_on").asc(nulls_last=True),),
    "progress": (F("standing__percent").desc(nulls_last=True),),
    "late": (F("standing__overdue").desc(nulls_last=True),),
}
# Lines are made in parts of a file: its memory does not grow with its rows.
PART = 500


def listed_commitments(*, sample: bool) -> CommitmentQuerySet:
    return Commitment.objects.public().filter(plan__is_sample=sample).order_by()


def any_monitored() -> bool:
    """Whether a real plan is: else no commitment of the list has a status."""
    return ActionPlan.objects.public().real().filter(periods__isnull=False).exists()


def ordered(records: QuerySet[Commitment], sort: str) -> QuerySet[Commitment]:
    """By one of SORTS; what is equal there stands as the plans do."""
    return records.order_by(*_ORDERS[sort], *_BY_PLAN)


class Cell(NamedTuple):
    """A value of each facet of which a commitment has one. `province` is that of `region`, if it lies in one."""

    plan: str
    level: str
    region: str | None
    province: str | None
    status: str | None
    late: bool

    def values(self, facet: str) -> tuple[str, ...]:
        if facet == "late":
            return (YES,) if self.late else ()
        if facet == "region":
            return tuple(code for code in (self.region, self.province) if code)
        value = getattr(self, facet)
        return (value,) if value else ()


@dataclass(frozen=True, slots=True)
class Cells:
    """How many commitments have the same values in all single-valued facets."""

    found: Mapping[Cell, int]

    def total(self, chosen: Mapping[str, Collection[str]]) -> int:
        return sum(count for _cell, count in self._passing(chosen))

    def counts(self, facet: str, chosen: Mapping[str, Collection[str]]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for cell, count in self._passing(chosen):
            for value in cell.values(facet):
                counts[value] += count
        return counts

    def _passing(self, chosen: Mapping[str, Collection[str]]) -> Iterator[tuple[Cell, int]]:
        wanted = [(facet, frozenset(values)) for facet, values in chosen.items() if values]
        for cell, count in self.found.items():
            if all(not values.isdisjoint(cell.values(facet)) for facet, values in wanted):
                yield cell, count


def cells_of(records: QuerySet[Commitment]) -> Cells:
    """One query for the counts of five facets, each without its own filter."""
    rows = (
        records.order_by()
        .annotate(
            late=ExpressionWrapper(Q(standing__overdue__gt=0), output_field=BooleanField()),
            place=Coalesce("region__code", "plan__region__code"),
            province=Case(
                When(region__isnull=False, then=F("region__province__code")),
                default=F("plan__region__province__code"),
            ),
        )
        .values_list("plan__slug", "plan__level", "place", "province", "standing__status", "late")
        .annotate(found=Count("pk"))
    )
    return Cells(
        {
            Cell(plan, level, region, province, status, bool(late)): found
            for plan, level, region, province, status, late, found in rows
        }
    )


def institution_counts(records: QuerySet[Commitment]) -> tuple[dict[str, int], dict[str, str]]:
    """Counts and names: an institution with two parts in a commitment counts once; one query."""
    rows = (
        Partnership.objects.filter(commitment__in=records.order_by().values("pk"))
        .order_by()
        .values_list("institution__slug", "institution__name", "institution__name_en")
        .annotate(found=Count("commitment", distinct=True))
    )
    counted = [(slug, choose(name, name_en), found) for slug, name, name_en, found in rows]
    return {slug: found for slug, _name, found in counted}, {slug: name for slug, name, _found in counted}


def area_counts(records: QuerySet[Commitment]) -> dict[str, int]:
    rows = (
        Commitment.policy_areas.through.objects.filter(commitment__in=records.order_by().values("pk"))
        .order_by()
        .values_list("policyarea__slug")
        .annotate(found=Count("commitment"))
    )
    return dict(rows)


def public_plans(slugs: Collection[str]) -> list[ActionPlan]:
    """The newest first. An unpublished plan is none: an address asked for by guessing tells nothing."""
    return list(ActionPlan.objects.public().filter(slug__in=slugs)) if slugs else []


def plan_labels(plans: Iterable[ActionPlan]) -> dict[str, str]:
    return {plan.slug: told(plan, "label") for plan in plans}


def region_labels(codes: Collection[str]) -> dict[str, str]:
    regions = Region.objects.filter(code__in=codes).order_by("name") if codes else ()
    return {region.code: region.name for region in regions}


def institution_labels(slugs: Collection[str]) -> dict[str, str]:
    own = Institution.objects.filter(country=settings.SITE_COUNTRY, slug__in=slugs)
    return {one.slug: told(one, "name") for one in (own.order_by("name") if slugs else ())}


def area_labels() -> dict[str, str]:
    """All of them: OGP has some dozens."""
    return {area.slug: told(area, "name") for area in PolicyArea.objects.order_by("name")}


def lines_of(ids: Collection[int], *, on: date, current: bool) -> list[CommitmentLine]:
    """In the order of `ids`. `current`: no row waits anywhere; else those that do are computed here."""
    found = Commitment.objects.filter(pk__in=ids).select_related("plan", "region", "standing")
    commitments = found.defer(*TEXT_BLOCKS, "plan__summary", "plan__summary_en").in_bulk()
    rows = {pk: one.standing for pk, one in commitments.items() if hasattr(one, "standing")}
    waiting = {*waiting_among(ids, on=on)} if not current else set()
    rows.update(_computed(waiting | (commitments.keys() - rows.keys()), on))
    partners = partners_of(ids)
    return [
        commitment_line(commitments[pk], standing_of(rows[pk]), partners.get(pk, ()))
        for pk in ids
        if pk in rows
    ]


def _computed(ids: Collection[int], on: date) -> dict[int, CommitmentStanding]:
    return {one.commitment_id: one for one in standings_for(commitments_of(ids), on=on)} if ids else {}


def lines_in_parts(ids: Sequence[int], *, on: date, current: bool) -> Iterator[CommitmentLine]:
    """Of any number of commitments: neither memory nor the first line waits for the last."""
    for start in range(0, len(ids), PART):
        yield from lines_of(ids[start : start + PART], on=on, current=current)


def commitment_table(
    lines: Iterable[CommitmentLine], *, site: str, notes: tuple[tuple[str, str], ...] = ()
) -> Table:
    """Exactly the lines of the page. `site` is the address of this site, without a slash at its end."""
    return Table(
        title=_("Komitmen"),
        notes=notes,
        columns=(
            Column("plan", _("Rencana aksi")),
            Column("number", _("Nomor")),
            Column("ogp_code", _("Kode OGP")),
            Column("title", _("Judul")),
            Column("title_en", _("Judul (Inggris)")),
            Column("region", _("Daerah")),
            Column("leads", _("Penanggung jawab")),
            Column("start", _("Mulai")),
            Column("end", _("Berakhir")),
            Column("monitored", _("Dipantau di Renaksi")),
            Column("status", _("Status")),
            Column("percent", _("Terbukti (persen)"), "percent"),
            Column("verified", _("Tonggak terverifikasi"), "number"),
            Column("milestones", _("Tonggak"), "number"),
            Column("overdue", _("Tonggak terlambat"), "number"),
            Column("sample", _("Contoh")),
            Column("url", _("Alamat"), "url"),
        ),
        rows=(_table_row(line, site) for line in lines),
    )


def _table_row(line: CommitmentLine, site: str) -> dict[str, object]:
    return {
        "plan": line.plan,
        "number": line.number,
        "ogp_code": line.ogp_code,
        "title": line.title_id,
        "title_en": line.title_en,
        "region": line.region,
        "leads": line.lead_names,
        "start": canonical_text(line.start_on, line.start_precision),
        "end": canonical_text(line.end_on, line.end_precision),
        "monitored": _("ya") if line.monitored else _("tidak"),
        "status": line.status_word,
        "percent": line.percent,
        "verified": line.verified_milestones if line.monitored else None,
        "milestones": line.milestones,
        "overdue": line.overdue if line.monitored else None,
        "sample": _("contoh") if line.is_sample else "",
        "url": f"{site}{line.url}",
    }
