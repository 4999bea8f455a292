"""One commitment as a line of a list, wherever it is listed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from foundation.languages import Told, told
from renaksi.domain.progress import Progress
from renaksi.enums import CompletionStatus, PartnerRole
from renaksi.models import Commitment, Partnership
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.wording import milestone_coverage, percent_text, span

# Long texts that no list shows.
TEXT_BLOCKS = tuple(
    f"{name}{ending}"
    for name in (
        "problem causes done_so_far solution expected_results serves_transparency serves_accountability "
        "serves_participation"
    ).split()
    for ending in ("", "_en")
)


class Standing(Protocol):
    """What a line says of the figures: `CommitmentFigures`, or `queries.standings.Standing` read from a row."""

    @property
    def monitored(self) -> bool: ...
    @property
    def progress(self) -> Progress: ...
    @property
    def status(self) -> CompletionStatus | None: ...
    @property
    def overdue(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Partner:
    """One institution's part. `role` is a code of PartnerRole, `kind` one of InstitutionKind."""

    institution_id: int
    name: Told
    short_name: str
    url: str
    slug: str
    role: str
    kind: str


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """`percent` is exact; `status` and `overdue` are blank for a plan that is only a record.

    `title` is in the language of the page if it has that, `title_id` and `title_en` are as stored.
    """

    id: int
    number: str
    ogp_code: str
    title: Told
    title_id: str
    title_en: str
    url: str
    plan_id: int
    plan: Told
    plan_url: str
    is_sample: bool
    region: str
    leads: tuple[Partner, ...]
    start_on: date | None
    start_precision: str
    end_on: date | None
    end_precision: str
    withdrawn_on: date | None
    monitored: bool
    percent: Fraction | None
    percent_text: str | None
    coverage: str
    milestones: int
    verified_milestones: int
    status: str
    status_word: str
    overdue: int

    @property
    def period(self) -> str:
        return span(self.start_on, self.start_precision, self.end_on, self.end_precision)

    @property
    def lead_names(self) -> str:
        return "; ".join(lead.name for lead in self.leads)


def partners_of(commitment_ids: Iterable[int]) -> dict[int, tuple[Partner, ...]]:
    """By commitment, in the order in which they were named; one query."""
    found: dict[int, list[Partner]] = {}
    rows = Partnership.objects.filter(commitment__in=list(commitment_ids)).select_related("institution")
    for row in rows.order_by("sort_order", "pk"):
        found.setdefault(row.commitment_id, []).append(partner_of(row))
    return {commitment_id: tuple(partners) for commitment_id, partners in found.items()}


def partner_of(row: Partnership) -> Partner:
    institution = row.institution
    return Partner(
        institution_id=institution.pk,
        name=told(institution, "name"),
        short_name=institution.short_name,
        url=institution.get_absolute_url(),
        slug=institution.slug,
        role=row.role,
        kind=institution.kind,
    )


def leads_among(partners: Iterable[Partner]) -> tuple[Partner, ...]:
    return tuple(partner for partner in partners if partner.role == PartnerRole.LEAD)


def commitment_line(commitment: Commitment, figures: Standing, partners: Iterable[Partner]) -> CommitmentLine:
    """The commitment comes with its plan and region joined."""
    plan = commitment.plan
    status = figures.status
    return CommitmentLine(
        id=commitment.pk,
        number=commitment.number,
        ogp_code=commitment.ogp_code,
        title=told(commitment, "title"),
        title_id=commitment.title,
        title_en=commitment.title_en,
        url=commitment.get_absolute_url(),
        plan_id=plan.pk,
        plan=told(plan, "label"),
        plan_url=plan.get_absolute_url(),
        is_sample=plan.is_sample,
        region=commitment.region.name if commitment.region else "",
        leads=leads_among(partners),
        start_on=commitment.start_on,
        start_precision=commitment.start_precision,
        end_on=commitment.end_on,
        end_precision=commitment.end_precision,
        withdrawn_on=commitment.withdrawn_on,
        monitored=figures.monitored,
        percent=figures.progress.percent if figures.monitored else None,
        percent_text=percent_text(figures.progress.percent) if figures.monitored else None,
        coverage=milestone_coverage(figures.progress),
        milestones=figures.progress.total,
        verified_milestones=figures.progress.verified,
        status=status.value if status else "",
        status_word=str(status.label) if status else "",
        overdue=figures.overdue,
    )


def commitment_lines(
    commitments: Iterable[Commitment],
    figures: Mapping[int, CommitmentFigures],
    partners: Mapping[int, tuple[Partner, ...]],
) -> tuple[CommitmentLine, ...]:
    return tuple(
        commitment_line(commitment, figures[commitment.pk], partners.get(commitment.pk, ()))
        for commitment in commitments
    )


def sorted_lines(lines: Iterable[CommitmentLine], sort: str) -> list[CommitmentLine]:
    """By the proven part; any other word keeps the order in which the lines come."""
    found = list(lines)
    if sort == "progress":
        found.sort(key=lambda line: -(line.percent if line.percent is not None else Fraction(-1)))
    return found
