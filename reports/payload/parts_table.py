"""Who writes which part, and which tables hold its numbers. A part that nobody writes is left out."""

from collections.abc import Callable, Iterable, Mapping

from reports.document import DataTable, Part
from reports.domain.outlines import PartKey
from reports.payload.annexes import changes_part, evidence_part, signatures_part
from reports.payload.briefing import blocked_part, in_brief, newly_complete_part, overdue_part
from reports.payload.changes import changes_table
from reports.payload.checklist import (
    checklist_table,
    commitment_proofs_part,
    repository_part,
    repository_table,
)
from reports.payload.commitment_form import implementation_part
from reports.payload.commitments import commitments_part
from reports.payload.decisions import decisions
from reports.payload.definitions import glossary_part, method_part
from reports.payload.editorial import conclusions_part, foreword_part, recommendations_part
from reports.payload.figures_tables import commitments_table, milestones_table
from reports.payload.findings import findings_part, findings_table
from reports.payload.material import Material
from reports.payload.proofs import evidence_table
from reports.payload.ratings import assessments_table, independent_part, verdicts_table
from reports.payload.self_assessment import (
    introduction_part,
    irm_response_part,
    peer_learning_part,
    process_part,
)

PartBuilder = Callable[[Material], Iterable[Part]]
TableBuilder = Callable[[Material], DataTable]

BUILDERS: Mapping[PartKey, PartBuilder] = {
    PartKey.FOREWORD: foreword_part,
    PartKey.METHOD: method_part,
    PartKey.INDEPENDENT: independent_part,
    PartKey.FINDINGS: findings_part,
    PartKey.COMMITMENTS: commitments_part,
    PartKey.RECOMMENDATIONS: recommendations_part,
    PartKey.CONCLUSIONS: conclusions_part,
    PartKey.EVIDENCE: evidence_part,
    PartKey.GLOSSARY: glossary_part,
    PartKey.CHANGES: changes_part,
    PartKey.SIGNATURES: signatures_part,
    PartKey.IN_BRIEF: in_brief,
    PartKey.DECISIONS: decisions,
    PartKey.BLOCKED: blocked_part,
    PartKey.OVERDUE: overdue_part,
    PartKey.NEWLY_COMPLETE: newly_complete_part,
    PartKey.INTRODUCTION: introduction_part,
    PartKey.PROCESS: process_part,
    PartKey.IRM_RESPONSE: irm_response_part,
    PartKey.IMPLEMENTATION: implementation_part,
    PartKey.PEER_LEARNING: peer_learning_part,
    PartKey.REPOSITORY: repository_part,
    PartKey.COMMITMENT_PROOFS: commitment_proofs_part,
}

# By the key of the table, in the order in which they stand in workbook and archive.
TABLES: Mapping[str, TableBuilder] = {
    "commitments": commitments_table,
    "milestones": milestones_table,
    "evidence": evidence_table,
    "changes": changes_table,
    "assessments": assessments_table,
    "verdicts": verdicts_table,
    "findings": findings_table,
    "repository": repository_table,
    "checklist": checklist_table,
}

# An edition has the tables that a part of it views, and those that hold what a part tells in another form.
HELD: Mapping[PartKey, tuple[str, ...]] = {
    PartKey.COMMITMENTS: ("commitments", "milestones", "evidence", "changes", "assessments"),
    PartKey.IN_BRIEF: ("commitments", "milestones"),
    PartKey.IMPLEMENTATION: ("commitments", "milestones", "evidence", "changes", "assessments"),
}
