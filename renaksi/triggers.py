"""Triggers that mark a commitment whenever something changes that its figures are computed from.

In the database, so that nothing gets past them: no bulk update, no import, no correction by SQL. After a migration
every commitment is marked, also because a new version of the rules may count differently.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper

from foundation.triggers import Kept, Trigger

MARKS = "renaksi_commitmentmark"
COMMITMENTS = "renaksi_commitment"


@dataclass(frozen=True, slots=True)
class Watched:
    """A table, the columns that figures depend on, and the ids of the commitments that `{row}` belongs to."""

    table: str
    columns: tuple[str, ...]
    commitments: str


_OF_MILESTONE = "SELECT commitment_id FROM renaksi_milestone WHERE id = {row}.milestone_id"
_OF_UPDATE = (
    "SELECT m.commitment_id FROM renaksi_milestone m JOIN renaksi_progressupdate u ON u.milestone_id = m.id "
    "WHERE u.id = {row}.update_id"
)
_OF_EVIDENCE = (
    "SELECT m.commitment_id FROM renaksi_milestone m JOIN renaksi_progressupdate u ON u.milestone_id = m.id "
    "JOIN renaksi_evidenceitem i ON i.update_id = u.id WHERE i.evidence_id = {row}.id"
)

WATCHED = (
    Watched(COMMITMENTS, ("plan_id", "number"), "SELECT {row}.id"),
    Watched(
        "renaksi_reportingperiod",
        ("plan_id", "ends_on"),
        "SELECT id FROM renaksi_commitment WHERE plan_id = {row}.plan_id",
    ),
    Watched(
        "renaksi_milestone",
        ("commitment_id", "baseline", "target", "due_on", "weight", "withdrawn_on"),
        "SELECT {row}.commitment_id",
    ),
    Watched("renaksi_evidencerequirement", ("milestone_id", "is_required"), _OF_MILESTONE),
    Watched(
        "renaksi_progressupdate",
        (
            "milestone_id",
            "period_id",
            "version",
            "is_current",
            "state",
            "realised",
            "step",
            "submitted_at",
            "superseded_at",
        ),
        _OF_MILESTONE,
    ),
    Watched("renaksi_review", ("update_id", "verdict", "verified_value", "verified_step", "at"), _OF_UPDATE),
    Watched(
        "renaksi_evidenceitem",
        ("update_id", "evidence_id", "requirement_id", "verdict", "judged_at"),
        _OF_UPDATE,
    ),
    Watched("evidence_evidence", ("state", "taken_down_at"), _OF_EVIDENCE),
    Watched(
        "renaksi_completiondecision",
        ("commitment_id", "status", "at"),
        "SELECT {row}.commitment_id",
    ),
    Watched(
        "renaksi_amendment",
        ("commitment_id", "milestone_id", "field", "old", "at"),
        "SELECT {row}.commitment_id WHERE {row}.commitment_id IS NOT NULL",
    ),
)


def _triggers(watched: Watched) -> Iterator[Trigger]:
    table, commitments = watched.table, watched.commitments
    both = f"{commitments.replace('{row}', 'OLD')} UNION {commitments.replace('{row}', 'NEW')}"
    yield Trigger(f"mark_{table}_insert", table, "INSERT", _mark(commitments.replace("{row}", "NEW")))
    yield Trigger(f"mark_{table}_update", table, "UPDATE", _mark(both), watched.columns)
    yield Trigger(f"mark_{table}_delete", table, "DELETE", _mark(commitments.replace("{row}", "OLD")))


def _mark(commitments: str) -> str:
    return f"INSERT INTO {MARKS} (commitment_id) {commitments};"


def _mark_all(cursor: CursorWrapper) -> None:
    cursor.execute(_mark(f"SELECT id FROM {COMMITMENTS}"))  # noqa: S608 - own names


STANDING_TRIGGERS = Kept(
    triggers=tuple(trigger for watched in WATCHED for trigger in _triggers(watched)),
    tables=frozenset({MARKS, *(watched.table for watched in WATCHED)}),
    make_good=_mark_all,
)
