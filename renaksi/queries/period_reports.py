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
from foundation.languages import indonesian, told
from institutions.queries import NamesThen
from renaksi.enums import CellState, ItemVerdict, UpdateState
from renaksi.models import EvidenceItem
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.grid import PeriodFacts, milestone_state
from renaksi.queries.milestone_figures import MilestoneFigures
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
    """`reporter` is who reported it, by the name of that day, if that is not who answers for it now."""

    name: str
    title: str
    url: str
    code: str
    word: str
    reporter: str


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
    names = NamesThen({update.institution_id for one in figures.milestones for update in one.updates})
    return tuple(
        PeriodReport(
            anchor=period.anchor,
            label=period.label,
            ends_on=period.quarter.last_day,
            closes_on=period.window.closes,
            is_open=period.is_open(as_of),
            milestones=_milestone_reports(figures, period, as_of, names),
            evidence=evidence.get(period.id, ()),
        )
        for period in reversed(begun)
    )


def _milestone_reports(
    figures: CommitmentFigures, period: PeriodFacts, as_of: date, names: NamesThen
) -> tuple[MilestoneReport, ...]:
    states = [(milestone, milestone_state(milestone, period, as_of)) for milestone in figures.milestones]
    return tuple(
        MilestoneReport(
            name=milestone_name(milestone),
            title=milestone.title,
            url=f"#{milestone_anchor(milestone)}",
            code=state.value,
            word=str(state.label),
            reporter=_reporter_then(milestone, period, names),
        )
        for milestone, state in states
        if state != CellState.NOT_EXPECTED
    )


def _reporter_then(milestone: MilestoneFigures, period: PeriodFacts, names: NamesThen) -> str:
    sent = (one for one in milestone.updates if one.period_id == period.id and one.superseded_on is None)
    update = next((one for one in sent if one.submitted_on is not None), None)
    if update is None or update.submitted_on is None:
        return ""
    name = names.of(update.institution_id, update.institution, update.submitted_on)
    return name if name != milestone.owner_name else ""


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
    for item in once_each(with_latest_copy(items, "evidence_id")):
        found[item.update.period_id].append(evidence_line(item))
    return {period_id: tuple(lines) for period_id, lines in found.items()}


def once_each(items: Iterable[EvidenceItem]) -> Iterable[EvidenceItem]:
    """Each version of a report has an item of its own for the same evidence: the one that counts, if any does."""
    found: dict[tuple[int, int, int], EvidenceItem] = {}
    for item in items:
        key = (item.update.milestone_id, item.update.period_id, item.evidence_id)
        if key not in found or item.update.superseded_at is None:
            found[key] = item
    return found.values()


def evidence_line(item: EvidenceItem) -> EvidenceLine:
    """`item` comes with its update: what only an older version of it had is told as such."""
    evidence = item.evidence
    gone = evidence.state == EvidenceState.TAKEN_DOWN
    code, word = _standing(item)
    milestone = item.update.milestone
    return EvidenceLine(
        title=indonesian(evidence.title),
        url=None if gone or evidence.damage else evidence.get_absolute_url(),
        kind=_file_kind(evidence.original_name) if evidence.kind == EvidenceKind.FILE else _("Tautan"),
        size=file_size(evidence.size) if evidence.size and not gone else None,
        date=evidence.document_date,
        source=told(evidence.institution, "name"),
        requirement=told(item.requirement, "text") if item.requirement else "",
        is_link=evidence.kind == EvidenceKind.LINK,
        code=code,
        word=word,
        note=_("Berkas sedang dipulihkan dari cadangan.") if evidence.damage else tombstone_of(evidence),
        milestone=milestone_name(milestone),
        link=None if gone else public_link_facts(evidence, kept_copy(item)),
    )


def _standing(item: EvidenceItem) -> tuple[str, str]:
    if item.evidence.state == EvidenceState.TAKEN_DOWN:
        return EvidenceState.TAKEN_DOWN.value, str(EvidenceState.TAKEN_DOWN.label)
    if item.update.superseded_at is not None:
        return UpdateState.WITHDRAWN.value, _("Dari versi sebelum koreksi, tidak dihitung lagi")
    return ItemVerdict.ACCEPTED.value, str(ItemVerdict.ACCEPTED.label)


def _file_kind(name: str) -> str:
    ending = name.rpartition(".")[2] if "." in name else ""
    return ending.upper() or _("Berkas")
