"""What came in, period by period, with the published evidence: where the cells of the grid lead."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from evidence.enums import EvidenceKind, EvidenceState
from evidence.queries.links import LinkFacts, kept_copy, public_link_facts, with_latest_copy
from evidence.queries.publication import tombstone_of
from foundation.formats import file_size
from renaksi.enums import CellState, ItemVerdict
from renaksi.models import EvidenceItem
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.grid import PeriodFacts, milestone_state
from renaksi.queries.milestone_items import milestone_anchor
from renaksi.queries.wording import milestone_name


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Shape: `templates/components/evidence_list.html`. `url` is the evidence's own door."""

    title: str
    url: str | None
    kind: str
    size: str | None
    date: date | None
    source: str
    requirement: str
    is_link: bool
    code: str
    word: str
    note: str
    milestone: str
    link: LinkFacts | None


@dataclass(frozen=True, slots=True)
class MilestoneReport:
    name: str
    title: str
    url: str
    code: str
    word: str


@dataclass(frozen=True, slots=True)
class PeriodReport:
    anchor: str
    label: str
    ends_on: date
    closes_on: date
    is_open: bool
    milestones: tuple[MilestoneReport, ...]
    evidence: tuple[EvidenceLine, ...]


def period_reports(
    figures: CommitmentFigures,
    periods: Iterable[PeriodFacts],
    evidence: Mapping[int, tuple[EvidenceLine, ...]],
    as_of: date,
) -> tuple[PeriodReport, ...]:
    """Newest first; periods whose window has not opened have nothing to tell yet."""
    begun = [period for period in periods if period.window.opens <= as_of or period.id in evidence]
    return tuple(
        PeriodReport(
            anchor=period.anchor,
            label=period.label,
            ends_on=period.quarter.last_day,
            closes_on=period.window.closes,
            is_open=period.is_open(as_of),
            milestones=_milestone_reports(figures, period, as_of),
            evidence=evidence.get(period.id, ()),
        )
        for period in reversed(begun)
    )


def _milestone_reports(
    figures: CommitmentFigures, period: PeriodFacts, as_of: date
) -> tuple[MilestoneReport, ...]:
    states = [(milestone, milestone_state(milestone, period, as_of)) for milestone in figures.milestones]
    return tuple(
        MilestoneReport(
            name=milestone_name(milestone),
            title=milestone.title,
            url=f"#{milestone_anchor(milestone)}",
            code=state.value,
            word=str(state.label),
        )
        for milestone, state in states
        if state != CellState.NOT_EXPECTED
    )


def published_evidence(commitment_id: int) -> dict[int, tuple[EvidenceLine, ...]]:
    """By period: what was accepted and published, and the tombstones of what was taken down; one query."""
    items = (
        EvidenceItem.objects.accepted()
        .filter(
            update__milestone__commitment=commitment_id,
            evidence__state__in=[EvidenceState.PUBLISHED, EvidenceState.TAKEN_DOWN],
        )
        .select_related("evidence", "evidence__institution", "requirement", "update__milestone")
        .order_by("update__milestone__sort_order", "pk")
    )
    found: dict[int, list[EvidenceLine]] = defaultdict(list)
    for item in with_latest_copy(items, "evidence_id"):
        found[item.update.period_id].append(evidence_line(item))
    return {period_id: tuple(lines) for period_id, lines in found.items()}


def evidence_line(item: EvidenceItem) -> EvidenceLine:
    evidence = item.evidence
    gone = evidence.state == EvidenceState.TAKEN_DOWN
    milestone = item.update.milestone
    return EvidenceLine(
        title=evidence.title,
        url=None if gone or evidence.damage else evidence.get_absolute_url(),
        kind=_file_kind(evidence.original_name) if evidence.kind == EvidenceKind.FILE else _("Tautan"),
        size=file_size(evidence.size) if evidence.size and not gone else None,
        date=evidence.document_date,
        source=evidence.institution.name,
        requirement=item.requirement.text if item.requirement else "",
        is_link=evidence.kind == EvidenceKind.LINK,
        code=EvidenceState.TAKEN_DOWN.value if gone else ItemVerdict.ACCEPTED.value,
        word=str(EvidenceState.TAKEN_DOWN.label if gone else ItemVerdict.ACCEPTED.label),
        note=_("Berkas sedang dipulihkan dari cadangan.") if evidence.damage else tombstone_of(evidence),
        milestone=milestone_name(milestone),
        link=None if gone else public_link_facts(evidence, kept_copy(item)),
    )


def _file_kind(name: str) -> str:
    ending = name.rpartition(".")[2] if "." in name else ""
    return ending.upper() or _("Berkas")
