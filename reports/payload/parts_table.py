"""Who writes which part, and which tables hold its numbers. A part that nobody writes is left out."""

from collections.abc import Callable, Iterable, Mapping

from reports.document import DataTable, Part
from reports.domain.outlines import PartKey
from reports.payload.annexes import changes_part, evidence_part, signatures_part
from reports.payload.attention import attention
from reports.payload.briefing import blocked_part, in_brief, newly_complete_part, overdue_part
from reports.payload.changes import changes_table
from reports.payload.checklist import repository_part, repository_table
from reports.payload.commitment_form import implementation_part
from reports.payload.commitment_proofs import checklist_table, commitment_proofs_part
from reports.payload.commitments import commitments_part
from reports.payload.decisions import decisions
from reports.payload.definitions import glossary_part, method_part
from reports.payload.editorial import conclusions_part, foreword_part, recommendations_part, texts_table
from reports.payload.figures_tables import commitments_table, milestones_table
from reports.payload.findings import findings_part, findings_table
from reports.payload.grid import grid, grid_table
from reports.payload.groups import (
    institutions_part,
    institutions_table,
    regions_part,
    regions_table,
    themes_part,
    themes_table,
)
from reports.payload.material import Material
from reports.payload.participation import events_table, participation_part
from reports.payload.periods import periods_table
from reports.payload.practices import practices_part, practices_table
from reports.payload.proofs import evidence_table
from reports.payload.rates import rates_table, reporting
from reports.payload.ratings import assessments_table, independent_part, verdicts_table
from reports.payload.results import results
from reports.payload.self_assessment import (
    introduction_part,
    irm_response_part,
    peer_learning_part,
    process_part,
)
from reports.payload.summary import summary

PartBuilder = Callable[[Material], Iterable[Part]]
TableBuilder = Callable[[Material], DataTable]

BUILDERS: Mapping[PartKey, PartBuilder] = {
    PartKey.FOREWORD: foreword_part,
    PartKey.SUMMARY: summary,
    PartKey.METHOD: method_part,
    PartKey.RESULTS: results,
    PartKey.GRID: grid,
    PartKey.ATTENTION: attention,
    PartKey.INSTITUTIONS: institutions_part,
    PartKey.THEMES: themes_part,
    PartKey.REGIONS: regions_part,
    PartKey.REPORTING: reporting,
    PartKey.INDEPENDENT: independent_part,
    PartKey.FINDINGS: findings_part,
    PartKey.COMMITMENTS: commitments_part,
    PartKey.PRACTICES: practices_part,
    PartKey.PARTICIPATION: participation_part,
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
    "periods": periods_table,
    "grid": grid_table,
    "institutions": institutions_table,
    "themes": themes_table,
    "regions": regions_table,
    "rates": rates_table,
    "evidence": evidence_table,
    "changes": changes_table,
    "assessments": assessments_table,
    "verdicts": verdicts_table,
    "findings": findings_table,
    "practices": practices_table,
    "events": events_table,
    "texts": texts_table,
    "repository": repository_table,
    "checklist": checklist_table,
}

# An edition has the tables that a part of it views, and those that hold what a part tells in another form.
HELD: Mapping[PartKey, tuple[str, ...]] = {
    PartKey.SUMMARY: ("periods",),
    PartKey.GRID: ("grid",),
    PartKey.COMMITMENTS: ("commitments", "milestones", "evidence", "changes", "assessments", "texts"),
    PartKey.IN_BRIEF: ("commitments", "milestones", "texts"),
    PartKey.IMPLEMENTATION: ("commitments", "milestones", "evidence", "changes", "assessments", "texts"),
}
