"""The milestone that a report is about, as its author and its reviewer need it at hand."""

from dataclasses import dataclass
from datetime import date

from foundation.formats import long_date
from renaksi.models import Milestone
from renaksi.queries.guards import expected_percent, measure_of, milestone_figures_on
from renaksi.queries.milestone_figures import MilestoneFigures
from renaksi.queries.milestone_items import late_text
from renaksi.queries.wording import (
    numbered,
    partial_text,
    percent_text,
    reached_text,
    target_text,
    waits_text,
)


@dataclass(frozen=True, slots=True)
class MilestoneCard:
    id: int
    number: str
    title: str
    commitment: str
    commitment_url: str | None
    plan: str
    is_sample: bool
    measure: str
    is_quantity: bool
    unit: str
    target: str
    due: str
    code: str
    word: str
    late: str
    waits: str
    expected: str
    verified: str


def milestone_card(milestone: Milestone, today: date) -> MilestoneCard:
    """The milestone comes with its commitment and plan."""
    figures = milestone_figures_on(milestone, today)
    commitment = milestone.commitment
    return MilestoneCard(
        id=milestone.pk,
        number=milestone.number,
        title=milestone.title,
        commitment=numbered(commitment),
        commitment_url=commitment.get_absolute_url() if commitment.live else None,
        plan=commitment.plan.label,
        is_sample=commitment.plan.is_sample,
        measure=milestone.success_measure,
        is_quantity=measure_of(milestone).is_quantity,
        unit=milestone.unit,
        target=target_text(milestone),
        due=partial_text(figures.due),
        code=figures.timeliness.value,
        word=str(figures.timeliness.label),
        late=late_text(figures),
        waits=waits_text(figures),
        expected=percent_text(expected_percent(figures, today)) or "",
        verified=verified_text(figures),
    )


def verified_text(figures: MilestoneFigures) -> str:
    """50 — berjalan (B06 2026, 20 Jul 2026); blank if nothing was verified."""
    if figures.verified is None:
        return ""
    verified = figures.verified
    reached = reached_text(verified.value, verified.step, figures.unit)
    return f"{reached} ({verified.period}, {long_date(verified.on)})"
