"""What the home page tells of plans: real promises and verdicts, and the sample plan at work, apart."""

from dataclasses import dataclass
from datetime import date

from evidence.enums import EvidenceState
from foundation.languages import told
from renaksi.enums import Timeliness, UpdateState
from renaksi.models import Assessment, Commitment, EvidenceItem
from renaksi.queries.figures import PlanFigures, figures_for, plan_figures
from renaksi.queries.findings import ReportFindings, ScaleTally, findings_of, scale_tallies
from renaksi.queries.lines import TEXT_BLOCKS, commitment_lines
from renaksi.queries.owed import OwedMilestone, owed_milestones, owned_milestones
from renaksi.queries.period_reports import EvidenceLine, evidence_line
from renaksi.queries.plans import PlanLine, PlanList, plan_list
from renaksi.queries.wording import Meter, plan_meter

NEWEST_PLANS = 3
NEWEST_EVIDENCE = 3
MOST_LATE = 3


@dataclass(frozen=True, slots=True)
class FoundInPlan:
    """The last report on a plan that counts how far its commitments were completed."""

    plan: PlanLine
    report: ReportFindings


@dataclass(frozen=True, slots=True)
class EvidenceAt:
    """A published proof with the commitment that it is for."""

    evidence: EvidenceLine
    commitment: str
    url: str


@dataclass(frozen=True, slots=True)
class TrackedPlan:
    """A plan at work: its proven part, what is late, what was proven last."""

    label: str
    url: str
    is_sample: bool
    figures: PlanFigures
    meter: Meter
    late: tuple[OwedMilestone, ...]
    evidence: tuple[EvidenceAt, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """`plans` holds the totals of real plans. `tracked` are the monitored plans, real ones before samples."""

    plans: PlanList
    newest: tuple[PlanLine, ...]
    found: tuple[FoundInPlan, ...]
    tallies: tuple[ScaleTally, ...]
    rated: int
    tracked: TrackedPlan | None
    as_of: date


def front_page(*, as_of: date) -> FrontPage:
    plans = plan_list()
    real = [line for _label, lines in plans.levels for line in lines]
    ratings = list(
        Assessment.objects.filter(
            commitment__live=True, commitment__plan__in=[line.id for line in real]
        ).only("commitment_id", "indicator", "scale", "value", "source")
    )
    running = [line for line in [*real, *plans.samples] if line.monitored]
    return FrontPage(
        plans=plans,
        newest=tuple(sorted(real, key=lambda line: line.start_on or date.min, reverse=True)[:NEWEST_PLANS]),
        found=_found(real),
        tallies=scale_tallies(ratings),
        rated=len({rating.commitment_id for rating in ratings}),
        tracked=_tracked(running[0], as_of) if running else None,
        as_of=as_of,
    )


def _found(plans: list[PlanLine]) -> tuple[FoundInPlan, ...]:
    reports = findings_of(line.id for line in plans)
    found = []
    for line in plans:
        counting = [report for report in reports.get(line.id, ()) if report.chart]
        if counting:
            found.append(FoundInPlan(line, counting[-1]))
    return tuple(found)


def _tracked(line: PlanLine, as_of: date) -> TrackedPlan:
    """Partners are not asked for: nothing here names them."""
    found = Commitment.objects.public().filter(plan=line.id).for_figures().select_related("region")
    commitments = list(found.defer(*TEXT_BLOCKS))
    figures = figures_for(commitments, as_of=as_of)
    lines = {one.id: one for one in commitment_lines(commitments, figures, {})}
    totals = plan_figures(figures.values())
    owed = owed_milestones(owned_milestones(figures.values(), None), lines)
    return TrackedPlan(
        label=line.label,
        url=line.url,
        is_sample=line.is_sample,
        figures=totals,
        meter=plan_meter(totals, as_of),
        late=tuple(one for one in owed if one.code == Timeliness.OVERDUE)[:MOST_LATE],
        evidence=_newest_evidence(line.id),
    )


def _newest_evidence(plan_id: int) -> tuple[EvidenceAt, ...]:
    items = (
        EvidenceItem.objects.accepted()
        .filter(
            update__milestone__commitment__plan=plan_id,
            update__milestone__commitment__live=True,
            # One version of a report: the verified one that counts.
            update__state=UpdateState.VERIFIED,
            update__superseded_at__isnull=True,
            evidence__state=EvidenceState.PUBLISHED,
        )
        .select_related(
            "evidence__institution", "requirement", "update__period", "update__milestone__commitment__plan"
        )
        .order_by("-judged_at", "-pk")[:NEWEST_EVIDENCE]
    )
    return tuple(
        EvidenceAt(
            evidence=evidence_line(item),
            commitment=told(item.update.milestone.commitment, "title"),
            url=item.update.milestone.commitment.get_absolute_url(),
        )
        for item in items
    )
