"""Triggers that mark a commitment whenever something changes that its figures are computed from.

In the database, so that nothing gets past them: no bulk update, no import, no correction by SQL. They stand
outside the migrations, because SQLite drops a table's triggers whenever a migration rebuilds it: every run of
`migrate` puts them up as they stand here. If there is something to migrate they are down meanwhile, and every
commitment is marked in the end: also because a new version of the rules may count differently.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

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


def take_down(*, using: str, plan: Any = None, **_signal: Any) -> None:
    if plan:
        _drop(connections[using])


def put_up(*, using: str, plan: Any = None, **_signal: Any) -> None:
    """After `migrate`; `flush` sends the same signal, but without a plan."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if plan is None or not tables.issuperset({MARKS, *(watched.table for watched in WATCHED)}):
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        _drop(connection)
        for watched in WATCHED:
            for statement in _statements(connection, watched):
                cursor.execute(statement)
        if plan:
            cursor.execute(f"INSERT INTO {MARKS} (commitment_id) SELECT id FROM {COMMITMENTS}")  # noqa: S608


def _drop(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for watched in WATCHED:
            of_table = f" ON {watched.table}" if connection.vendor == "postgresql" else ""
            for name in _names(watched):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{of_table}")


def _names(watched: Watched) -> list[str]:
    return [f"mark_{watched.table}_{event}" for event in ("insert", "update", "delete")]


def _statements(connection: BaseDatabaseWrapper, watched: Watched) -> list[str]:
    inserted, updated, deleted = _names(watched)
    new, old = (_mark(watched.commitments, row) for row in ("NEW", "OLD"))
    differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in watched.columns)
    both = _mark(f"{watched.commitments} UNION {watched.commitments.replace('{row}', 'NEW')}", "OLD")
    events = [
        (inserted, "INSERT", "", new),
        (updated, "UPDATE", f"WHEN ({changed}) ", both),
        (deleted, "DELETE", "", old),
    ]
    write = _for_postgresql if connection.vendor == "postgresql" else _for_sqlite
    return [
        statement
        for name, event, condition, body in events
        for statement in write(name, f"AFTER {event} ON {watched.table} FOR EACH ROW {condition}", body)
    ]


def _mark(commitments: str, row: str) -> str:
    return f"INSERT INTO {MARKS} (commitment_id) {commitments.replace('{row}', row)};"


def _for_sqlite(name: str, when: str, body: str) -> list[str]:
    return [f"CREATE TRIGGER {name} {when} BEGIN {body} END"]


def _for_postgresql(name: str, when: str, body: str) -> list[str]:
    function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
    return [
        f"{function} $$ BEGIN {body} RETURN NULL; END $$",
        f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()",
    ]
