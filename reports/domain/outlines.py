"""The outline of each kind of report: which parts, in which order. Data, so that a new kind is a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from reports.enums import ReportKind, SubjectKind


class PartKey(Enum):
    """A part of a report. The value never changes: it stands in payloads and leads to a part of the twin."""

    FOREWORD = "foreword"
    SUMMARY = "summary"
    METHOD = "method"
    RESULTS = "results"
    GRID = "grid"
    ATTENTION = "attention"
    INSTITUTIONS = "institutions"
    THEMES = "themes"
    REGIONS = "regions"
    REPORTING = "reporting"
    INDEPENDENT = "independent"
    FINDINGS = "findings"
    COMMITMENTS = "commitments"
    PRACTICES = "practices"
    PARTICIPATION = "participation"
    RECOMMENDATIONS = "recommendations"
    CONCLUSIONS = "conclusions"
    EVIDENCE = "evidence"
    GLOSSARY = "glossary"
    CHANGES = "changes"
    SIGNATURES = "signatures"
    # A briefing.
    IN_BRIEF = "in_brief"
    DECISIONS = "decisions"
    BLOCKED = "blocked"
    OVERDUE = "overdue"
    NEWLY_COMPLETE = "newly_complete"
    # OGP's self-assessment, in the order of its template.
    INTRODUCTION = "introduction"
    PROCESS = "process"
    IRM_RESPONSE = "irm_response"
    IMPLEMENTATION = "implementation"
    PEER_LEARNING = "peer_learning"
    # The checklist of OGP's assessors.
    REPOSITORY = "repository"
    COMMITMENT_PROOFS = "commitment_proofs"


_PERIODIC = (
    PartKey.FOREWORD,
    PartKey.SUMMARY,
    PartKey.METHOD,
    PartKey.RESULTS,
    PartKey.GRID,
    PartKey.ATTENTION,
    PartKey.INSTITUTIONS,
    PartKey.THEMES,
    PartKey.REGIONS,
    PartKey.REPORTING,
    PartKey.INDEPENDENT,
    PartKey.FINDINGS,
    PartKey.COMMITMENTS,
    PartKey.PRACTICES,
    PartKey.PARTICIPATION,
    PartKey.RECOMMENDATIONS,
    PartKey.CONCLUSIONS,
    PartKey.EVIDENCE,
    PartKey.GLOSSARY,
    PartKey.CHANGES,
    PartKey.SIGNATURES,
)
# Meant to be short: no cover, no contents, and what is late stands at the few commitments alone.
_REGION = (PartKey.SUMMARY, PartKey.COMMITMENTS, PartKey.CONCLUSIONS)
_COMMITMENT = (PartKey.COMMITMENTS, PartKey.CONCLUSIONS)
_BRIEFING = (
    PartKey.IN_BRIEF,
    PartKey.DECISIONS,
    PartKey.BLOCKED,
    PartKey.OVERDUE,
    PartKey.NEWLY_COMPLETE,
)
_SELF_ASSESSMENT = (
    PartKey.FOREWORD,
    PartKey.INTRODUCTION,
    PartKey.PROCESS,
    PartKey.IRM_RESPONSE,
    PartKey.IMPLEMENTATION,
    PartKey.PEER_LEARNING,
    PartKey.CONCLUSIONS,
    PartKey.EVIDENCE,
    PartKey.GLOSSARY,
)
_CHECKLIST = (PartKey.REPOSITORY, PartKey.COMMITMENT_PROOFS, PartKey.EVIDENCE)

_BY_KIND: Mapping[ReportKind, tuple[PartKey, ...]] = {
    ReportKind.BRIEFING: _BRIEFING,
    ReportKind.SELF_ASSESSMENT: _SELF_ASSESSMENT,
    ReportKind.CHECKLIST: _CHECKLIST,
}
_BY_SUBJECT: Mapping[SubjectKind, tuple[PartKey, ...]] = {
    SubjectKind.REGION: _REGION,
    SubjectKind.COMMITMENT: _COMMITMENT,
}


@dataclass(frozen=True, slots=True)
class SectionLimits:
    """At most so much of one commitment; None: all of it. What is left out is counted, and the page is named.

    `letters` of each text, at whole words, and half of that of each text of a milestone; milestones that still
    need somebody come before those that are complete; of evidence and changes the newest. `is_terse`: what it is
    about stands on its page alone.
    """

    letters: int | None = None
    milestones: int | None = None
    evidence: int | None = None
    changes: int | None = None
    is_terse: bool = False


# Two pages for a commitment, and about two for a region with one or two of them.
_LIMITS: Mapping[SubjectKind, SectionLimits] = {
    SubjectKind.COMMITMENT: SectionLimits(letters=200, milestones=4, evidence=4, changes=2),
    SubjectKind.REGION: SectionLimits(letters=160, milestones=3, evidence=2, changes=1, is_terse=True),
}
# How many quarters a report tells of, the last one being the period that was chosen, else the latest one; None: all
# since the plan began. A kind that is not named tells of one.
QUARTERS: Mapping[ReportKind, int | None] = {
    ReportKind.QUARTERLY: 1,
    ReportKind.SEMESTER: 2,
    ReportKind.ANNUAL: 4,
    ReportKind.MID_TERM: None,
    ReportKind.END_OF_TERM: None,
    ReportKind.SELF_ASSESSMENT: None,
    ReportKind.CHECKLIST: None,
}
# A plan that was never monitored has no periods, nothing that is late or blocked, and no proofs to check here.
_KINDS_OF_RECORDS = (ReportKind.STANDING, ReportKind.SELF_ASSESSMENT)
_HALF_YEARS = frozenset({"B06", "B12"})
_YEARS = frozenset({"B12"})
# A commitment is two pages already; what OGP asks for is about a whole plan.
_SUBJECTS: Mapping[ReportKind, frozenset[SubjectKind]] = {
    ReportKind.BRIEFING: frozenset(SubjectKind) - {SubjectKind.COMMITMENT},
    ReportKind.SELF_ASSESSMENT: frozenset({SubjectKind.PLAN}),
    ReportKind.CHECKLIST: frozenset({SubjectKind.PLAN}),
}


def outline(kind: ReportKind, subject: SubjectKind) -> tuple[PartKey, ...]:
    """In reading order; a part that has nothing to say of this plan is left out when it is built.

    So a plan that is only a record has no part that tells figures of ours.
    """
    return _BY_KIND.get(kind) or _BY_SUBJECT.get(subject, _PERIODIC)


def has_cover(kind: ReportKind, subject: SubjectKind) -> bool:
    """Whether it has a cover and contents; what is meant to be short begins on its first page."""
    return kind != ReportKind.BRIEFING and subject not in _BY_SUBJECT


def section_limits(kind: ReportKind, subject: SubjectKind) -> SectionLimits:
    """How short each commitment is told; the kinds that OGP asks for tell everything."""
    return SectionLimits() if kind in _BY_KIND else _LIMITS.get(subject, SectionLimits())


def kinds_for(*, is_monitored: bool) -> tuple[ReportKind, ...]:
    """What can be reported of a plan at all, in the order in which it is offered."""
    return tuple(ReportKind) if is_monitored else _KINDS_OF_RECORDS


def subjects_for(kind: ReportKind) -> frozenset[SubjectKind]:
    return _SUBJECTS.get(kind, frozenset(SubjectKind))


@dataclass(frozen=True, slots=True)
class PlaceInTerm:
    """The how manieth quarter of how many: both count from 1; `quarters` is None if no end is known."""

    quarter: int
    quarters: int | None

    @property
    def is_middle(self) -> bool:
        """The quarter in which half of the term is over; a term of one quarter has no middle."""
        return self.quarters is not None and self.quarters > 1 and self.quarter == -(-self.quarters // 2)

    @property
    def is_last(self) -> bool:
        """Also of a period after the end that was planned."""
        return self.quarters is not None and self.quarter >= self.quarters


def place_in_term(plan_starts: date | None, plan_ends: date | None, period_ends: date) -> PlaceInTerm | None:
    """Of a period by its last day. Periods are made one after the other, so the plan's own dates count.

    None: nobody knows when the plan began.
    """
    if plan_starts is None:
        return None
    return PlaceInTerm(
        quarters_until(plan_starts, period_ends),
        quarters_until(plan_starts, plan_ends) if plan_ends else None,
    )


def quarters_until(first: date, last: date) -> int:
    """How many quarters of the calendar two days and what lies between them touch."""
    return (last.year - first.year) * 4 + (last.month - 1) // 3 - (first.month - 1) // 3 + 1


def possible_kinds(code: str, place: PlaceInTerm | None) -> tuple[ReportKind, ...]:
    """Of the kinds that end with a period, those that may end with this one (`code`: B03 to B12)."""
    holds = {
        ReportKind.QUARTERLY: True,
        ReportKind.SEMESTER: code in _HALF_YEARS,
        ReportKind.ANNUAL: code in _YEARS,
        ReportKind.MID_TERM: place is not None and place.is_middle,
        ReportKind.END_OF_TERM: place is not None and place.is_last,
    }
    return tuple(kind for kind, may_end_here in holds.items() if may_end_here)
