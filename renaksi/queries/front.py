"""What the home page tells of plans: real promises and verdicts, and the sample plan at work, apart."""

from dataclasses import dataclass
from datetime import date

from evidence.enums import EvidenceState
from foundation.languages import told
from renaksi.enums import Timeliness, UpdateState
from renaksi.models import Assessment, Commitment, EvidenceItem, Milestone
from renaksi.queries.figures import CommitmentFigures, figures_for, plan_figures
from renaksi.queries.findings import ReportFindings, ScaleTally, findings_of, scale_tallies
from renaksi.queries.lines import TEXT_BLOCKS, CommitmentLine, commitment_lines
from renaksi.queries.owed import OwedMilestone, owed_milestones, owned_milestones
from renaksi.queries.period_reports import EvidenceLine, evidence_line
from renaksi.queries.plans import PlanLine, PlanList, plan_list
from renaksi.queries.standings import plan_standing
from renaksi.queries.wording import Meter, plan_meter, proven_meter
from renaksi.querysets import CommitmentQuerySet

NEWEST_PLANS = 3
NEWEST_EVIDENCE = 3
MOST_LATE = 3
# Of so many commitments the figures are computed while the page waits; of more, their standings are read.
MOST_COMPUTED = 500
# So many milestones with the earliest deadlines are looked at first.
FIRST_LATE = 100


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
    """A plan at work: its proven part, what is late, what was proven last.

    Of a very large plan the meter says no pace: that changes daily for every commitment, and its page tells it.
    """

    label: str
    url: str
    is_sample: bool
    commitments: int
    overdue: int
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
    public = Commitment.objects.public().filter(plan=line.id)
    if line.commitments > MOST_COMPUTED:
        standing = plan_standing(public)
        meter, overdue = proven_meter(standing.progress, as_of), standing.overdue
        late = _first_late(public, as_of)
    else:
        figures, lines = _figures_and_lines(public, as_of)
        totals = plan_figures(figures.values())
        meter, overdue, late = plan_meter(totals, as_of), totals.overdue, _late(figures, lines)
    return TrackedPlan(
        label=line.label,
        url=line.url,
        is_sample=line.is_sample,
        commitments=line.commitments,
        overdue=overdue,
        meter=meter,
        late=late[:MOST_LATE],
        evidence=_newest_evidence(line.id),
    )


def _figures_and_lines(
    public: CommitmentQuerySet, as_of: date
) -> tuple[dict[int, CommitmentFigures], dict[int, CommitmentLine]]:
    """Partners are not asked for: nothing here names them."""
    commitments = list(public.for_figures().select_related("region").defer(*TEXT_BLOCKS))
    figures = figures_for(commitments, as_of=as_of)
    return figures, {one.id: one for one in commitment_lines(commitments, figures, {})}


def _late(
    figures: dict[int, CommitmentFigures], lines: dict[int, CommitmentLine]
) -> tuple[OwedMilestone, ...]:
    owed = owed_milestones(owned_milestones(figures.values(), None), lines)
    return tuple(one for one in owed if one.code == Timeliness.OVERDUE)


def _first_late(public: CommitmentQuerySet, as_of: date) -> tuple[OwedMilestone, ...]:
    """The earliest of thousands: the figures are asked of the commitments with the earliest deadlines, until enough are late."""
    due = (
        Milestone.objects.standing()
        .filter(commitment__in=public.filter(standing__overdue__gt=0), due_on__lt=as_of)
        .order_by("due_on", "pk")
    )
    looked_at = FIRST_LATE
    while True:
        earliest = list(due.values_list("commitment_id", "due_on")[:looked_at])
        until = (earliest[-1][1] if earliest else None) or as_of
        ids = {commitment_id for commitment_id, _due_on in earliest}
        late = _late(*_figures_and_lines(public.filter(pk__in=ids), as_of))
        found = tuple(one for one in late if one.due_on and one.due_on <= until)
        if len(found) >= MOST_LATE or len(earliest) < looked_at:
            return found
        looked_at *= 4


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
