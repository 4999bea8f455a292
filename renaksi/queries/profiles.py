"""Regions and institutions: what they promised, what they owe, what they did not report."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.languages import Told, told
from institutions.models import Institution, InstitutionAlias, Region
from renaksi.enums import PartnerRole, Timeliness
from renaksi.models import ActionPlan, Commitment, ProgressUpdate
from renaksi.queries.blocking import AwaitedMilestone, awaited_from
from renaksi.queries.figures import PlanFigures, figures_for, plan_figures
from renaksi.queries.grid import periods_of
from renaksi.queries.institution_history import InstitutionHistory, history_of
from renaksi.queries.lines import TEXT_BLOCKS, CommitmentLine, commitment_lines, partners_of
from renaksi.queries.owed import OwedMilestone, Unreported, owed_milestones, owned_milestones, unreported
from renaksi.queries.places import Members, members_of
from renaksi.queries.plans import number_key
from renaksi.queries.texts import Entry
from renaksi.queries.wording import Meter, plan_meter
from renaksi.querysets import CommitmentQuerySet
from renaksi.related import RelatedItem, Subject, related_to


@dataclass(frozen=True, slots=True)
class Record:
    """Commitments with everything that profiles tell of them.

    `figures` and `meter` are of what a region promised or an institution leads; `meter` is None if none
    of that is monitored. `late` counts the owed milestones that are overdue, `waiting` those that wait for another
    institution now.
    """

    lines: tuple[CommitmentLine, ...]
    owed: tuple[OwedMilestone, ...]
    unreported: tuple[Unreported, ...]
    figures: PlanFigures
    meter: Meter | None
    monitored: int
    late: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Role:
    """What an institution does in some commitments."""

    label: str
    lines: tuple[CommitmentLine, ...]


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    id: int
    name: Told
    short_name: str
    kind: str
    region: Entry | None
    url: str
    is_sample: bool
    other_names: tuple[str, ...]
    roles: tuple[Role, ...]
    record: Record
    related: tuple[RelatedItem, ...]
    history: InstitutionHistory
    awaited: tuple[AwaitedMilestone, ...]
    as_of: date


@dataclass(frozen=True, slots=True)
class RegionPage:
    id: int
    code: str
    name: str
    kind: str
    province: Entry | None
    url: str
    is_sample: bool
    plans: tuple[Entry, ...]
    institutions: tuple[Entry, ...]
    members: Members | None
    record: Record
    related: tuple[RelatedItem, ...]
    as_of: date


def _record(found: CommitmentQuerySet, *, owner_id: int | None, as_of: date) -> Record:
    commitments = sorted(
        found.for_figures().select_related("region").defer(*TEXT_BLOCKS),
        key=lambda one: (-(one.plan.start_on or date.min).toordinal(), number_key(one.number), one.pk),
    )
    figures = figures_for(commitments, as_of=as_of)
    lines = {line.id: line for line in commitment_lines(commitments, figures, partners_of(figures))}
    owned = owned_milestones(figures.values(), owner_id)
    monitored = [one for one in figures.values() if one.monitored]
    answered_for = [
        one for one in monitored if owner_id is None or _is_led_by(lines[one.commitment_id], owner_id)
    ]
    plans = {lines[one.commitment_id].plan_id for one in monitored}
    totals = plan_figures(answered_for)
    owed = owed_milestones(owned, lines)
    return Record(
        lines=tuple(lines.values()),
        owed=owed,
        unreported=unreported(owned, lines, periods_of(plans), as_of),
        figures=totals,
        meter=plan_meter(totals, as_of) if answered_for else None,
        monitored=len(monitored),
        late=sum(one.code == Timeliness.OVERDUE for one in owed),
        waiting=sum(milestone.waits_now for _pk, milestone in owned),
    )


def _is_led_by(line: CommitmentLine, institution_id: int) -> bool:
    return institution_id in {lead.institution_id for lead in line.leads}


def find_institution(slug: str) -> Institution | None:
    return (
        Institution.objects.filter(country=settings.SITE_COUNTRY, slug=slug)
        .select_related("region", "merged_into")
        .first()
    )


def institution_page(institution: Institution, *, as_of: date) -> InstitutionPage:
    public = _public(sample=institution.is_sample)
    history = history_of(institution)
    mine = public.filter(_takes_part(institution, ended=history.ended))
    record = _record(mine, owner_id=institution.pk, as_of=as_of)
    region = institution.region
    return InstitutionPage(
        id=institution.pk,
        name=told(institution, "name"),
        short_name=institution.short_name,
        kind=institution.get_kind_display(),
        region=Entry(region.name, region.get_absolute_url()) if region else None,
        url=institution.get_absolute_url(),
        is_sample=institution.is_sample,
        other_names=_other_names(institution),
        roles=_roles(institution, record.lines, ended=history.ended),
        record=record,
        related=related_to(Subject(institution_ids=frozenset({institution.pk}))),
        history=history,
        awaited=()
        if history.ended
        else awaited_from([institution.pk], public, as_of=as_of, all_reasons=False),
        as_of=as_of,
    )


def _takes_part(institution: Institution, *, ended: bool) -> Q:
    """An institution that ended is remembered by what it reported, after its part went to others."""
    found = Q(pk__in=Commitment.objects.filter(partnerships__institution=institution).values("pk")) | Q(
        pk__in=Commitment.objects.filter(milestones__responsible=institution).values("pk")
    )
    reported = ProgressUpdate.objects.filter(institution=institution).exclude(receipt="")
    return found | Q(pk__in=reported.values("milestone__commitment")) if ended else found


def _other_names(institution: Institution) -> tuple[str, ...]:
    """Names that ended are told by the history."""
    spellings = InstitutionAlias.objects.filter(institution=institution, valid_until=None)
    names = spellings.values_list("name", flat=True)
    known = {institution.name.casefold(), institution.short_name.casefold()}
    return tuple(dict.fromkeys(name for name in names if name.casefold() not in known))


def _roles(institution: Institution, lines: tuple[CommitmentLine, ...], *, ended: bool) -> tuple[Role, ...]:
    leading = tuple(line for line in lines if _is_led_by(line, institution.pk))
    others = tuple(line for line in lines if line not in leading)
    supporting = _("Dilaporkan atau didukung sebelumnya") if ended else _("Pelaksana atau instansi terkait")
    roles = (Role(str(PartnerRole.LEAD.label), leading), Role(supporting, others))
    return tuple(role for role in roles if role.lines)


def find_region(code: str) -> Region | None:
    return Region.objects.filter(code=code).select_related("province").first()


def region_page(region: Region, *, as_of: date) -> RegionPage:
    own = _public(sample=region.is_sample).filter(
        Q(region=region) | Q(region__isnull=True, plan__region=region)
    )
    plans = ActionPlan.objects.public().filter(region=region, is_sample=region.is_sample)
    institutions = Institution.objects.standing().filter(region=region)
    province = region.province
    return RegionPage(
        id=region.pk,
        code=region.code,
        name=region.name,
        kind=region.get_kind_display(),
        province=Entry(province.name, province.get_absolute_url()) if province else None,
        url=region.get_absolute_url(),
        is_sample=region.is_sample,
        plans=tuple(Entry(plan.label, plan.get_absolute_url()) for plan in plans),
        institutions=tuple(Entry(one.name, one.get_absolute_url()) for one in institutions),
        members=members_of(region, as_of=as_of) if province is None else None,
        record=_record(own, owner_id=None, as_of=as_of),
        related=related_to(Subject(region_ids=frozenset({region.pk}))),
        as_of=as_of,
    )


def _public(*, sample: bool) -> CommitmentQuerySet:
    """Sample data stand apart: a real profile tells of real commitments only."""
    return Commitment.objects.public().filter(plan__is_sample=sample)
