"""A plan's commitments by policy area, by institution and by region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from foundation.languages import told
from renaksi.models import Commitment
from renaksi.queries.figures import CommitmentFigures, PlanFigures, plan_figures
from renaksi.queries.lines import Partner, leads_among
from renaksi.queries.wording import percent_text


@dataclass(frozen=True, slots=True)
class Group:
    """`id` is of the area, institution or region; `percent_text` is None if nothing in the group is proven."""

    id: int
    label: str
    url: str
    commitments: int
    overdue: int
    percent_text: str | None
    figures: PlanFigures


@dataclass(frozen=True, slots=True)
class Groups:
    areas: tuple[Group, ...]
    institutions: tuple[Group, ...]
    regions: tuple[Group, ...]


Members = dict[int, tuple[str, str, list[CommitmentFigures]]]


def groups_of(
    commitments: Iterable[Commitment],
    figures: Mapping[int, CommitmentFigures],
    partners: Mapping[int, tuple[Partner, ...]],
) -> Groups:
    """A commitment counts once in every group that it belongs to; institutions are those that lead."""
    areas: Members = {}
    institutions: Members = {}
    regions: Members = {}
    for commitment in commitments:
        own = figures[commitment.pk]
        for area in commitment.policy_areas.all():
            _join(areas, area.pk, told(area, "name"), f"{reverse('commitment_list')}?area={area.slug}", own)
        for lead in leads_among(partners.get(commitment.pk, ())):
            _join(institutions, lead.institution_id, lead.name, lead.url, own)
        if region := commitment.region:
            _join(regions, region.pk, region.name, region.get_absolute_url(), own)
    return Groups(_groups(areas), _groups(institutions), _groups(regions))


def _join(members: Members, key: int, label: str, url: str, figures: CommitmentFigures) -> None:
    members.setdefault(key, (label, url, []))[2].append(figures)


def _groups(members: Members) -> tuple[Group, ...]:
    """The largest first: a list of many ones reads as an index."""
    ordered = sorted(members.items(), key=lambda one: (-len(one[1][2]), one[1][0]))
    return tuple(_group(key, *member) for key, member in ordered)


def _group(key: int, label: str, url: str, found: list[CommitmentFigures]) -> Group:
    figures = plan_figures(found)
    return Group(
        key, label, url, figures.commitments, figures.overdue, percent_text(figures.progress.percent), figures
    )
