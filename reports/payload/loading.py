"""Loads what the sections tell besides figures: one query per kind, for any number of commitments."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from evidence.enums import EvidenceState
from evidence.queries.links import with_latest_copy
from renaksi.enums import ItemVerdict
from renaksi.models import (
    Amendment,
    Assessment,
    Commitment,
    CompletionDecision,
    EvidenceItem,
    IndependentNote,
    ProgressUpdate,
)
from renaksi.queries.corrections import CorrectionItem, corrections_by_commitment
from renaksi.queries.facts import local_day
from renaksi.queries.figures import CommitmentFigures, figures_for
from renaksi.queries.findings import ReportFindings, findings_of
from renaksi.queries.lines import TEXT_BLOCKS, Partner, partners_of
from renaksi.queries.milestone_items import missing_proof
from renaksi.queries.neighbours import NEIGHBOURS_WITH_PLANS, continuations_of
from renaksi.queries.period_reports import EvidenceLine, evidence_line, once_each
from renaksi.queries.plans import number_key
from reports.subject import Subject

# Readable by everyone, or gone with its reason: what the public pages list.
_LISTED_STATES = (EvidenceState.PUBLISHED, EvidenceState.TAKEN_DOWN)


@dataclass(frozen=True, slots=True)
class LoadedEvidence:
    """An accepted item that everybody may open, or whose removal everybody may know.

    `key` is its public id; `sha256` is of the file as everybody can download it, blank for what has none.
    `counted`: on the day that is told, whatever became of it later.
    """

    milestone_id: int
    evidence_id: int
    key: str
    accepted_on: date
    sha256: str
    counted: bool
    line: EvidenceLine

    @property
    def stands(self) -> bool:
        return self.line.code == ItemVerdict.ACCEPTED


@dataclass(frozen=True, slots=True)
class Loaded:
    """By commitment id, but `updates`, `internal` and `missing` by milestone id. All as of one day, read once.

    `missing`: the proofs that keep a milestone at 100 from being complete. `decisions`: the newest first.
    """

    commitments: tuple[Commitment, ...]
    slugs: Mapping[int, str]
    figures: Mapping[int, CommitmentFigures]
    partners: Mapping[int, tuple[Partner, ...]]
    updates: Mapping[int, ProgressUpdate]
    evidence: Mapping[int, list[LoadedEvidence]]
    internal: Mapping[int, int]
    missing: Mapping[int, tuple[str, ...]]
    continuations: Mapping[int, tuple[Commitment, ...]]
    plan_amendments: tuple[Amendment, ...]
    amendments: Mapping[int, list[Amendment]]
    corrections: Mapping[int, tuple[CorrectionItem, ...]]
    ratings: Mapping[int, list[Assessment]]
    notes: Mapping[int, list[IndependentNote]]
    decisions: Mapping[int, list[CompletionDecision]]
    findings: tuple[ReportFindings, ...]


@dataclass(frozen=True, slots=True)
class FiguresThen:
    """By commitment id, as of an earlier day."""

    figures: Mapping[int, CommitmentFigures]


def figures_then(subject: Subject, *, as_of: date) -> FiguresThen:
    commitments = subject.commitments().for_figures(as_of=as_of).defer(*TEXT_BLOCKS)
    return FiguresThen(figures_for(commitments, as_of=as_of))


def load(subject: Subject, *, as_of: date) -> Loaded:
    """A dozen queries, however many commitments."""
    commitments = _commitments(subject, as_of)
    figures = figures_for(commitments, as_of=as_of)
    ids = list(figures)
    return Loaded(
        commitments=commitments,
        slugs={commitment.pk: commitment.slug for commitment in commitments},
        figures=figures,
        partners=partners_of(ids),
        updates=_counting_updates(figures),
        evidence=_listed_evidence(ids, as_of),
        internal=_internal_evidence(ids, as_of),
        missing=missing_proof((one for each in figures.values() for one in each.milestones), as_of=as_of),
        continuations=continuations_of(ids),
        plan_amendments=tuple(
            Amendment.objects.filter(plan=subject.plan, at__date__lte=as_of).select_related("milestone")
        ),
        amendments=_grouped(
            Amendment.objects.filter(commitment__in=ids, at__date__lte=as_of).select_related("milestone")
        ),
        corrections=corrections_by_commitment(ids, as_of=as_of),
        ratings=_grouped(Assessment.objects.filter(commitment__in=ids)),
        notes=_grouped(
            IndependentNote.objects.filter(commitment__in=ids, noted_on__lte=as_of).select_related("monitor")
        ),
        decisions=_grouped(CompletionDecision.objects.filter(commitment__in=ids, at__date__lte=as_of)),
        findings=findings_of([subject.plan.pk]).get(subject.plan.pk, ()),
    )


def _commitments(subject: Subject, as_of: date) -> tuple[Commitment, ...]:
    found = (
        subject.commitments()
        .for_figures(as_of=as_of)
        .select_related("region", "plan__region", *NEIGHBOURS_WITH_PLANS)
    )
    return tuple(
        sorted(found.prefetch_related("policy_areas"), key=lambda one: (number_key(one.number), one.pk))
    )


def _counting_updates(figures: Mapping[int, CommitmentFigures]) -> dict[int, ProgressUpdate]:
    """By milestone: the update behind its verified value, the last version that was verified by then."""
    wanted: list[int] = []
    for milestone in (one for figure in figures.values() for one in figure.milestones):
        verified = milestone.verified
        versions = [
            update
            for update in milestone.updates
            if verified
            and update.review
            and update.superseded_on is None
            and update.period_id == verified.period_id
        ]
        if versions:
            wanted.append(max(versions, key=lambda one: one.version).id)
    rows = ProgressUpdate.objects.filter(pk__in=wanted).select_related("period", "milestone")
    return {row.milestone_id: row for row in rows}


def _accepted(commitment_ids: Iterable[int], as_of: date) -> QuerySet[EvidenceItem]:
    return EvidenceItem.objects.accepted().filter(
        update__milestone__commitment__in=commitment_ids, judged_at__date__lte=as_of
    )


def _listed_evidence(commitment_ids: Iterable[int], as_of: date) -> dict[int, list[LoadedEvidence]]:
    items = (
        _accepted(commitment_ids, as_of)
        .filter(evidence__state__in=_LISTED_STATES)
        .select_related("evidence", "evidence__institution", "requirement", "update__milestone")
        .order_by("update__milestone__sort_order", "update__milestone", "pk")
    )
    found: dict[int, list[LoadedEvidence]] = defaultdict(list)
    for item in once_each(_as_it_stood(with_latest_copy(items, "evidence_id"), as_of)):
        found[item.update.milestone.commitment_id].append(_loaded_evidence(item, as_of))
    return found


def _loaded_evidence(item: EvidenceItem, as_of: date) -> LoadedEvidence:
    assert item.judged_at is not None  # noqa: S101 - the table allows no verdict without its time
    return LoadedEvidence(
        milestone_id=item.update.milestone_id,
        evidence_id=item.evidence_id,
        key=item.evidence.public_id.hex,
        accepted_on=local_day(item.judged_at),
        sha256=item.evidence.derivative_sha256,
        counted=_was_counted(item, as_of),
        line=evidence_line(item),
    )


def _was_counted(item: EvidenceItem, as_of: date) -> bool:
    """`item` as it stood then: neither superseded nor taken down by that day."""
    gone = item.evidence.taken_down_at
    return item.update.superseded_at is None and (gone is None or local_day(gone) > as_of)


def _as_it_stood(items: Iterable[EvidenceItem], as_of: date) -> Iterable[EvidenceItem]:
    """What a newer version took the place of after that day still counted then."""
    for item in items:
        since = item.update.superseded_at
        if since is not None and local_day(since) > as_of:
            item.update.superseded_at = None
        yield item


def _internal_evidence(commitment_ids: Iterable[int], as_of: date) -> dict[int, int]:
    """How many accepted items the public may not open."""
    rows = (
        _accepted(commitment_ids, as_of)
        .exclude(evidence__state__in=_LISTED_STATES)
        .exclude(update__superseded_at__isnull=False, update__superseded_at__date__lte=as_of)
        .order_by()
        .values("update__milestone")
        .annotate(total=Count("evidence", distinct=True))
    )
    return {row["update__milestone"]: row["total"] for row in rows}


def _grouped(rows: QuerySet[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.commitment_id].append(row)
    return found
