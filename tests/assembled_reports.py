"""The payload of a plan, and what its tests look for in it."""

from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.db import connection
from django.test.utils import CaptureQueriesContext

from renaksi.models import ActionPlan
from reports.document import Edition, Fact, Facts, Part, Payload
from reports.enums import ReportKind, ReportLanguage
from reports.payload import Assembled, assemble
from reports.subject import Subject

TODAY = date(2026, 11, 22)
GATHERED = datetime(2026, 11, 22, 3, tzinfo=UTC)
Found = TypeVar("Found")


def assembled(
    plan: ActionPlan,
    *,
    kind: ReportKind = ReportKind.STANDING,
    language: ReportLanguage = ReportLanguage.INDONESIAN,
    today: date = TODAY,
    gathered_at: datetime = GATHERED,
    texts: Any = (),
    tell: Any = None,
    **part: Any,
) -> Assembled:
    """A period makes it quarterly, unless another kind is asked for."""
    if part.get("period") and kind == ReportKind.STANDING:
        kind = ReportKind.QUARTERLY
    subject = Subject(kind, plan, language=language, **part)
    return assemble(subject, today=today, gathered_at=gathered_at, version=1, texts=texts, tell=tell)


def payload(plan: ActionPlan, **wanted: Any) -> Payload:
    return assembled(plan, **wanted).payload


def edition(plan: ActionPlan, **wanted: Any) -> Edition:
    return payload(plan, **wanted).main


def part(found: Edition, anchor: str) -> Part:
    return next(part for part in found.parts if part.anchor == anchor)


def commitment(plan: ActionPlan, number: str, **wanted: Any) -> Part:
    return part(edition(plan, **wanted), f"komitmen-{number}")


def block(found: Part, kind: type[Found]) -> Found:
    """The first of its kind."""
    return next(blocks(found, kind))


def blocks(found: Part, kind: type[Found]) -> Any:
    return (one for one in found.blocks if isinstance(one, kind))


def facts(found: Part) -> dict[str, tuple[str, ...]]:
    return {fact.term: told(fact) for fact in block(found, Facts).facts}


def told(fact: Fact) -> tuple[str, ...]:
    return tuple(str(value.text) for value in fact.values)


def rows(found: Edition, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """The values of some columns, row by row."""
    wanted = found.table(table)
    places = [wanted.place(column) for column in columns]
    return [tuple(row[place] for place in places) for row in wanted.rows]


def queries_of(plan: ActionPlan, **wanted: Any) -> int:
    with CaptureQueriesContext(connection) as found:
        payload(plan, **wanted)
    return len(found)


def payload_text(plan: ActionPlan, *, today: date) -> str:
    """Everything that the files of a report on how the plan stands are drawn from, in one text."""
    return payload(plan, today=today).to_bytes().decode()
