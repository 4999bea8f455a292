"""The list of plans, and the page of one plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.charts.stacked_bar import StackedBar
from foundation.languages import indonesian, told
from renaksi.enums import PlanLevel
from renaksi.models import ActionPlan, Assessment, Commitment
from renaksi.queries.amendments import AmendmentItem, amendment_items, plan_amendments
from renaksi.queries.charts import status_chart
from renaksi.queries.figures import CommitmentFigures, PlanFigures, figures_for, plan_figures
from renaksi.queries.findings import ReportFindings, ScaleTally, findings_of, scale_tallies
from renaksi.queries.grid import Grid, commitments_grid, grid_sorts, periods_of
from renaksi.queries.lines import TEXT_BLOCKS, CommitmentLine, commitment_lines, partners_of, sorted_lines
from renaksi.queries.plan_groups import Group, groups_of
from renaksi.queries.texts import Fact
from renaksi.queries.verdict_table import VerdictTable, verdict_table
from renaksi.queries.wording import Meter, plan_meter, span
from renaksi.related import RelatedItem, Subject, related_to

SORTS = ("number", "progress")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list. `monitored` False: kept as a record."""

    id: int
    label: str
    ogp_label: str
    url: str
    level: str
    period: str
    state_code: str
    state: str
    region: str
    start_on: date | None
    is_sample: bool
    monitored: bool
    commitments: int
    milestones: int


@dataclass(frozen=True, slots=True)
class PlanList:
    """Real plans by level; sample plans apart. Counts are of real plans only."""

    levels: tuple[tuple[str, tuple[PlanLine, ...]], ...]
    samples: tuple[PlanLine, ...]
    plans: int
    commitments: int
    milestones: int
    monitored: int


def public_plans() -> tuple[PlanLine, ...]:
    """Every published plan, newest first; one query."""
    milestones = (
        Commitment.objects.public()
        .filter(plan=OuterRef("pk"))
        .order_by()
        .values("plan")
        .annotate(total=Count("milestones", filter=Q(milestones__withdrawn_on__isnull=True)))
        .values("total")
    )
    plans = (
        ActionPlan.objects.public()
        .with_monitored()
        .select_related("region")
        .annotate(
            commitment_count=Count("commitments", filter=Q(commitments__live=True), distinct=True),
            milestone_count=Coalesce(Subquery(milestones, output_field=IntegerField()), 0),
        )
    )
    return tuple(map(_plan_line, plans))


def _plan_line(plan: ActionPlan) -> PlanLine:
    return PlanLine(
        id=plan.pk,
        label=told(plan, "label"),
        ogp_label=plan.ogp_label,
        url=plan.get_absolute_url(),
        level=plan.level,
        period=span(plan.start_on, plan.start_precision, plan.end_on, plan.end_precision),
        state_code=plan.state,
        state=plan.get_state_display(),
        region=plan.region.name if plan.region else "",
        start_on=plan.start_on,
        is_sample=plan.is_sample,
        monitored=plan.monitored,
        commitments=plan.commitment_count,
        milestones=plan.milestone_count,
    )


def plan_list() -> PlanList:
    lines = public_plans()
    real = [line for line in lines if not line.is_sample]
    by_level = ((str(level.label), tuple(one for one in real if one.level == level)) for level in PlanLevel)
    return PlanList(
        levels=tuple((label, plans) for label, plans in by_level if plans),
        samples=tuple(line for line in lines if line.is_sample),
        plans=len(real),
        commitments=sum(line.commitments for line in real),
        milestones=sum(line.milestones for line in real),
        monitored=sum(line.monitored for line in real),
    )


@dataclass(frozen=True, slots=True)
class PlanPage:
    """`figures`, `meter`, `status_chart` and `grid` are None for a plan that is only a record."""

    id: int
    label: str
    ogp_label: str
    url: str
    summary: str
    level: str
    period: str
    state: str
    is_sample: bool
    monitored: bool
    facts: tuple[Fact, ...]
    lines: tuple[CommitmentLine, ...]
    figures: PlanFigures | None
    meter: Meter | None
    status_chart: StackedBar | None
    grid: Grid | None
    verdicts: VerdictTable | None
    by_area: tuple[Group, ...]
    by_institution: tuple[Group, ...]
    by_region: tuple[Group, ...]
    findings: tuple[ReportFindings, ...]
    tallies: tuple[ScaleTally, ...]
    milestones: int
    amendments: tuple[AmendmentItem, ...]
    related: tuple[RelatedItem, ...]
    csv_url: str
    as_of: date


def find_plan(slug: str) -> ActionPlan | None:
    return (
        ActionPlan.objects.public()
        .with_monitored()
        .select_related("region", "parent_plan")
        .filter(slug=slug)
        .first()
    )


def _is_monitored(plan: ActionPlan) -> bool:
    """A draft comes from a revision, without what `with_monitored` adds."""
    if hasattr(plan, "monitored"):
        return bool(plan.monitored)
    return bool(plan.pk) and plan.periods.exists()


def plan_commitments(plan: ActionPlan) -> list[Commitment]:
    """The published ones with what lists and figures need, in the order of their numbers."""
    found = (
        Commitment.objects.public()
        .filter(plan=plan)
        .for_figures()
        .select_related("region")
        .prefetch_related("policy_areas")
        .defer(*TEXT_BLOCKS)
    )
    return sorted(found, key=lambda one: (number_key(one.number), one.pk))


def number_key(number: str) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    """ "3.3.3.6" after "3.3.3.5", "10" after "9", "2A" after "2"; no number comes last."""
    parts = []
    for part in number.replace("-", ".").split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        parts.append((0 if digits else 1, int(digits or 0), part[len(digits) :]))
    return (0 if number else 1, tuple(parts))


def plan_page(plan: ActionPlan, *, as_of: date, sort: str = "number") -> PlanPage:
    """Of a published plan or of a draft, which may never have been saved. `sort` is one of SORTS."""
    commitments = plan_commitments(plan) if plan.pk else []
    monitored = _is_monitored(plan)
    figures = figures_for(commitments, as_of=as_of)
    partners = partners_of(figures)
    lines = tuple(sorted_lines(commitment_lines(commitments, figures, partners), sort))
    totals = plan_figures(figures.values())
    ratings = list(Assessment.objects.filter(commitment__in=list(figures)))
    groups = groups_of(commitments, figures, partners)
    return PlanPage(
        id=plan.pk,
        label=told(plan, "label"),
        ogp_label=plan.ogp_label,
        url=plan.get_absolute_url(),
        summary=told(plan, "summary"),
        level=plan.get_level_display(),
        period=span(plan.start_on, plan.start_precision, plan.end_on, plan.end_precision),
        state=plan.get_state_display(),
        is_sample=plan.is_sample,
        monitored=monitored,
        facts=_facts(plan),
        lines=lines,
        figures=totals if monitored else None,
        meter=plan_meter(totals, as_of) if monitored else None,
        status_chart=status_chart(totals) if monitored else None,
        grid=replace(_grid(plan, lines, figures, as_of), sorts=grid_sorts(sort))
        if monitored and lines
        else None,
        verdicts=None if monitored else verdict_table(lines, ratings),
        by_area=groups.areas,
        by_institution=groups.institutions,
        by_region=groups.regions,
        findings=findings_of([plan.pk]).get(plan.pk, ()),
        tallies=scale_tallies(ratings),
        milestones=totals.milestones,
        amendments=amendment_items(plan_amendments(plan.pk)) if plan.pk else (),
        related=related_to(Subject(plan_ids=frozenset({plan.pk} if plan.pk else ()))),
        csv_url=f"{reverse('commitment_list')}?plan={plan.slug}&format=csv",
        as_of=as_of,
    )


def _grid(
    plan: ActionPlan, lines: tuple[CommitmentLine, ...], figures: Mapping[int, CommitmentFigures], as_of: date
) -> Grid:
    return commitments_grid(lines, figures, periods_of([plan.pk]).get(plan.pk, ()), as_of)


def _facts(plan: ActionPlan) -> tuple[Fact, ...]:
    facts = [
        Fact(_("Tingkat"), plan.get_level_display()),
        Fact(_("Masa berlaku"), span(plan.start_on, plan.start_precision, plan.end_on, plan.end_precision)),
        Fact(_("Daerah"), str(plan.region or ""), plan.region.get_absolute_url() if plan.region else ""),
        Fact(_("Nama di OGP"), plan.ogp_label),
        Fact(_("Dasar hukum"), indonesian(plan.legal_basis)),
    ]
    parent = plan.parent_plan
    if parent and parent.live:
        facts.append(Fact(_("Rencana aksi induk"), told(parent, "label"), parent.get_absolute_url()))
    if plan.source_url:
        facts.append(Fact(_("Sumber"), _("Halaman asal"), plan.source_url))
    return tuple(fact for fact in facts if fact.value)
