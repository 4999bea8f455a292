"""Triggers that every `migrate` puts up as they stand in the code.

Outside the migrations, because SQLite drops a table's triggers whenever a migration rebuilds it. If there is
something to migrate they are down meanwhile; what they would have written then is made good once they are up.
The log's own triggers (migration 0002) are another thing: PostgreSQL alone has them, and they are never down.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True, slots=True)
class Trigger:
    """`body` are statements over OLD and NEW; an UPDATE runs them if one of `columns` changes, without any always."""

    name: str
    table: str
    event: str
    body: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Triggers that belong together, the tables they need, and what makes good what happened without them."""

    triggers: tuple[Trigger, ...]
    tables: frozenset[str]
    make_good: Callable[[CursorWrapper], None]
    vendors: tuple[str, ...] = ("sqlite", "postgresql")


def keep_triggers(app: AppConfig, kept: Kept) -> None:
    pre_migrate.connect(partial(take_down, kept), sender=app, weak=False)
    post_migrate.connect(partial(put_up, kept), sender=app, weak=False)


def take_down(kept: Kept, *, using: str, plan: Any = None, **_signal: Any) -> None:
    connection = connections[using]
    if plan and connection.vendor in kept.vendors:
        with connection.cursor() as cursor:
            _drop(cursor, kept)


def put_up(kept: Kept, *, using: str, plan: Any = None, **_signal: Any) -> None:
    """After `migrate`; `flush` sends the same signal, but without a plan."""
    connection = connections[using]
    if plan is None or connection.vendor not in kept.vendors:
        return
    if not kept.tables.issubset(connection.introspection.table_names()):
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        _drop(cursor, kept)
        for trigger in kept.triggers:
            for statement in _statements(connection, trigger):
                cursor.execute(statement)
        if plan:
            kept.make_good(cursor)


def _drop(cursor: CursorWrapper, kept: Kept) -> None:
    for trigger in kept.triggers:
        of_table = f" ON {trigger.table}" if cursor.db.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{of_table}")


def _statements(connection: BaseDatabaseWrapper, trigger: Trigger) -> list[str]:
    on_postgresql = connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if on_postgresql else "IS NOT"
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in trigger.columns)
    condition = f"WHEN ({changed}) " if changed else ""
    name, body = trigger.name, trigger.body
    head = f"CREATE TRIGGER {name} AFTER {trigger.event} ON {trigger.table} FOR EACH ROW {condition}"
    if not on_postgresql:
        return [f"{head} BEGIN {body} END"]
    function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
    return [f"{function} $$ BEGIN {body} RETURN NULL; END $$", f"{head} EXECUTE FUNCTION {name}()"]
