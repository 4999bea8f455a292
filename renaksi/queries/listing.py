"""The list of commitments: what filters choose from, what they count, and the page that is shown.

The list reads its whole scope once (a country has hundreds of commitments, not millions), so that the
counts beside every choice cost no query of their own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.tables import Column, Table
from renaksi.domain.amendments import canonical_text
from renaksi.enums import CompletionStatus, PlanLevel
from renaksi.models import Commitment
from renaksi.queries.figures import CommitmentFigures, figures_for
from renaksi.queries.lines import TEXT_BLOCKS, CommitmentLine, Partner, commitment_lines, partners_of
from renaksi.queries.plans import number_key
from renaksi.querysets import CommitmentQuerySet

YES = "1"
SORTS: dict[str, str | Promise] = {
    "plan": gettext_lazy("Rencana aksi terbaru"),
    "title": gettext_lazy("Judul"),
    "end": gettext_lazy("Berakhir lebih dulu"),
    "progress": gettext_lazy("Bagian terbukti terbesar"),
    "late": gettext_lazy("Tonggak terlambat terbanyak"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class CommitmentIndex:
    """Every commitment of the scope, and per facet and commitment the values that it has there."""

    lines: Mapping[int, CommitmentLine]
    values: Mapping[str, Mapping[int, frozenset[str]]]
    choices: Mapping[str, tuple[Choice, ...]]

    @property
    def monitored(self) -> bool:
        return any(line.monitored for line in self.lines.values())

    def ids_with(self, facet: str, wanted: Iterable[str]) -> list[int]:
        chosen = frozenset(wanted)
        return [pk for pk, values in self.values[facet].items() if values & chosen]

    def counts(self, facet: str, ids: Iterable[int]) -> Counter[str]:
        own = self.values[facet]
        return Counter(value for pk in ids for value in own[pk])


FACETS = ("plan", "level", "region", "institution", "area", "status", "late")


def commitment_index(*, sample: bool, as_of: date) -> CommitmentIndex:
    """Of the real plans, or of the sample plans: never of both, so that no total mixes them. Six queries."""
    commitments = sorted(_scope(sample=sample), key=_plan_order)
    figures = figures_for(commitments, as_of=as_of)
    partners = partners_of(figures)
    named = {one.pk: _named_values(one, figures[one.pk], partners.get(one.pk, ())) for one in commitments}
    return CommitmentIndex(
        lines={line.id: line for line in commitment_lines(commitments, figures, partners)},
        values={facet: {pk: frozenset(own[facet]) for pk, own in named.items()} for facet in FACETS},
        choices={facet: _choices(facet, _merged(own[facet] for own in named.values())) for facet in FACETS},
    )


def _scope(*, sample: bool) -> CommitmentQuerySet:
    return (
        Commitment.objects.public()
        .filter(plan__is_sample=sample)
        .for_figures()
        .select_related("region", "plan__region")
        .prefetch_related("policy_areas")
        .defer(*TEXT_BLOCKS)
    )


def _named_values(
    commitment: Commitment, figures: CommitmentFigures, partners: Iterable[Partner]
) -> dict[str, dict[str, str]]:
    """By facet: the values that the commitment has there, with their labels."""
    plan = commitment.plan
    region = commitment.region or plan.region
    status = figures.status
    return {
        "plan": {plan.slug: plan.label},
        "level": {plan.level: plan.get_level_display()},
        "region": {region.code: region.name} if region else {},
        "institution": {partner.slug: partner.name for partner in partners},
        "area": {area.slug: area.name for area in commitment.policy_areas.all()},
        "status": {status.value: str(status.label)} if status else {},
        "late": {YES: _("Ada tonggak terlambat")} if figures.overdue else {},
    }


def _merged(labels: Iterable[dict[str, str]]) -> dict[str, str]:
    return {value: label for one in labels for value, label in one.items()}


def _plan_order(commitment: Commitment) -> tuple[object, ...]:
    start = commitment.plan.start_on
    return (
        -(start.toordinal() if start else 0),
        commitment.plan.label,
        number_key(commitment.number),
        commitment.pk,
    )


def _choices(facet: str, labels: Mapping[str, str]) -> tuple[Choice, ...]:
    """Enums in their own order and complete, records by name."""
    if facet == "late":
        return (Choice(YES, _("Ada tonggak terlambat")),)
    if facet == "status":
        return tuple(Choice(status.value, str(status.label)) for status in reversed(CompletionStatus))
    if facet == "level":
        return tuple(Choice(level.value, str(level.label)) for level in PlanLevel)
    if facet == "plan":
        return tuple(Choice(value, label) for value, label in labels.items())
    return tuple(Choice(value, label) for value, label in sorted(labels.items(), key=lambda one: one[1]))


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """Shape: `templates/components/facet_choice.html`. `count` is of all filters but this facet's own."""

    value: str
    label: str
    count: int
    selected: bool


def matching(
    index: CommitmentIndex, matches: Mapping[str, frozenset[int]], *, without: str = ""
) -> list[int]:
    """Ids that pass every active filter but the one named, in the order of the index."""
    active = [ids for name, ids in matches.items() if name != without]
    return [pk for pk in index.lines if all(pk in ids for ids in active)]


def facet_choices(
    index: CommitmentIndex, matches: Mapping[str, frozenset[int]], facet: str, selected: Iterable[str]
) -> tuple[FacetChoice, ...]:
    chosen = set(selected)
    counts = index.counts(facet, matching(index, matches, without=facet))
    return tuple(
        FacetChoice(choice.value, choice.label, counts[choice.value], choice.value in chosen)
        for choice in index.choices[facet]
    )


def commitment_table(lines: Iterable[CommitmentLine], *, site: str) -> Table:
    """Exactly the lines of the page. `site` is the address of this site, without a slash at its end."""
    return Table(
        title=_("Komitmen"),
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
        "title": line.title,
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
