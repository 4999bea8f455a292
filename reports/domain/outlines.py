"""The outline of each kind of report: which parts, in which order. Data, so that a new kind is a line."""

from collections.abc import Mapping
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
# Meant to be short: no cover, no contents.
_REGION = (PartKey.SUMMARY, PartKey.ATTENTION, PartKey.COMMITMENTS, PartKey.CONCLUSIONS)
_COMMITMENT = (PartKey.COMMITMENTS, PartKey.CONCLUSIONS)
_BRIEFING = (
    PartKey.SUMMARY,
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
# How many quarters a report tells of, the last one being the period that was chosen; None: all since the plan began.
QUARTERS: Mapping[ReportKind, int | None] = {
    ReportKind.QUARTERLY: 1,
    ReportKind.SEMESTER: 2,
    ReportKind.ANNUAL: 4,
    ReportKind.MID_TERM: None,
    ReportKind.END_OF_TERM: None,
}


def outline(kind: ReportKind, subject: SubjectKind) -> tuple[PartKey, ...]:
    """In reading order; a part that has nothing to say of this plan is left out when it is built."""
    return _BY_KIND.get(kind) or _BY_SUBJECT.get(subject, _PERIODIC)


def has_cover(kind: ReportKind, subject: SubjectKind) -> bool:
    """Whether it has a cover and contents; what is meant to be short begins on its first page."""
    return kind != ReportKind.BRIEFING and subject not in _BY_SUBJECT
