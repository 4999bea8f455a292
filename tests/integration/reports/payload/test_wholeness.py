"""Every kind of report holds together: what it views is there, where it leads is in it, and values are what they say."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from renaksi.enums import AssessmentSource, Indicator
from renaksi.models import ActionPlan, Assessment, Commitment, PlanFinding
from reports.document import (
    DataColumn,
    DataTable,
    Edition,
    Grid,
    Heading,
    Paragraph,
    Part,
    Phrase,
    Points,
    State,
    TableView,
    Words,
)
from reports.enums import PERIODIC_KINDS, ReportKind
from tests.assembled_reports import payload
from tests.factories.renaksi import MilestoneFactory, PlanFactory
from tests.integration.reports.conftest import accept, amend, commitment_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
KINDS: dict[str, Any] = {
    "text": lambda value: isinstance(value, str | Words) and str(value) != "",
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "percent": lambda value: 0 <= value <= 100 and round(value, 2) == value,
    "date": DAY.fullmatch,
    "url": lambda value: value.startswith(("http://", "https://")),
    "state": lambda value: isinstance(value, State) and value.word != "",
}


@pytest.fixture
def rich(plan: ActionPlan) -> ActionPlan:
    """With proof, a change, a rating and a finding."""
    first = plan.commitments.get(number="1")
    amend(first.milestones.first())
    accept(first.milestones.first().updates.get(), "Bukti kedua")
    rate(first)
    PlanFinding.objects.create(plan=plan, report="IRM 2021", measure="completed", value="2")
    return plan


def rate(commitment: Commitment) -> None:
    source = AssessmentSource.IRM_MIDTERM
    for indicator in (Indicator.COMPLETION, Indicator.AMBITION):
        Assessment.objects.create(
            commitment=commitment, source=source, indicator=indicator, scale="v1", value="Limited"
        )


def inside(value: object, kind: type) -> Iterator[Any]:
    """Everything of that kind at any depth."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for one in value:
            yield from inside(one, kind)
    elif is_dataclass(value):
        for field in fields(value):
            yield from inside(getattr(value, field.name), kind)


def faults(found: Edition) -> list[str]:
    anchors = [part.anchor for part in found.parts]
    anchors += [heading.anchor for heading in inside(found.parts, Heading) if heading.anchor]
    links = [phrase.url for phrase in inside(found.parts, Phrase)]
    leading = [f"#{row.anchor}" for grid in inside(found.parts, Grid) for row in grid.rows if row.anchor]
    leading += [link for link in links if link.startswith("#")]
    return [
        *(f"twice: {one}" for one in set(anchors) if anchors.count(one) > 1),
        *(f"leads nowhere: {one}" for one in leading if one[1:] not in anchors),
        *(f"no address: {one}" for one in links if one and not one.startswith(("http", "#"))),
        *(f"without a title: {part.key}" for part in found.parts if not str(part.title)),
        *(f"empty: {part.key}" for part in found.parts if not part.blocks),
        *(fault for view in inside(found.parts, TableView) for fault in faulty_view(found, view)),
        *(fault for table in found.tables for fault in faulty_values(table)),
        *(f"twice: table {key}" for key in doubled(table.key for table in found.tables)),
    ]


def doubled(keys: Iterator[str]) -> set[str]:
    found = list(keys)
    return {key for key in found if found.count(key) > 1}


def faulty_view(found: Edition, view: TableView) -> Iterator[str]:
    if view.table not in [table.key for table in found.tables]:
        yield f"no table {view.table}"
        return
    table = found.table(view.table)
    known = [column.key for column in table.columns]
    yield from (f"no column {view.table}.{key}" for key in view.columns if key not in known)
    yield from (f"no row {view.table}[{row}]" for row in view.rows or () if not 0 <= row < len(table.rows))


def faulty_values(table: DataTable) -> Iterator[str]:
    keys = [column.key for column in table.columns]
    yield from (f"twice: {table.key}.{key}" for key in doubled(iter(keys)))
    if "key" in keys:
        place = keys.index("key")
        yield from (f"twice: {table.key} {key}" for key in doubled(row[place] for row in table.rows))
    for row in table.rows:
        if len(row) != len(keys):
            yield f"{table.key} has a row of {len(row)} values for {len(keys)} columns"
        for column, value in zip(table.columns, row, strict=False):
            if value is not None and not KINDS[column.kind](value):
                yield f"{table.key}.{column.key} is no {column.kind}: {value!r}"


def test_every_kind_holds_together(rich: ActionPlan):
    for kind in ReportKind:
        period = rich.periods.get() if kind in PERIODIC_KINDS else None
        assert (kind, faults(payload(rich, kind=kind, period=period).main)) == (kind, [])


def test_every_part_of_a_plan_holds_together(rich: ActionPlan):
    first = rich.commitments.get(number="1")
    for chosen in (
        {"region": first.region},
        {"institution": first.institutions.first()},
        {"commitment": first},
    ):
        for kind in (ReportKind.STANDING, ReportKind.BRIEFING):
            assert (chosen, kind, faults(payload(rich, kind=kind, **chosen).main)) == (chosen, kind, [])


def test_a_record_holds_together():
    record = PlanFactory(label="RAN OGI IV")
    for number in ("1", "2"):
        MilestoneFactory(commitment=commitment_of(record, number, f"Janji {number}"))
    rate(record.commitments.get(number="1"))
    PlanFinding.objects.create(plan=record, report="IRM 2018", measure="completed", value="16")
    for kind in set(ReportKind) - PERIODIC_KINDS:
        assert (kind, faults(payload(record, kind=kind).main)) == (kind, [])


def test_faults_are_found():
    """What this file looks for, in a document that has it."""
    part = Part("summary", "", "ringkasan", (Paragraph(""), TableView("none"), Points((Phrase("", "#x"),))))
    columns = (DataColumn("key", ""), DataColumn("share", "", "percent"))
    table = DataTable("commitments", "", columns, (("1", 101), ("1", 12.345)))
    viewed = Part("results", "Hasil", "ringkasan", (TableView("commitments", ("due",), (2,)),))
    found = faults(Edition("id", "", "", (), (part, viewed), (table,)))
    assert found == [
        "twice: ringkasan",
        "leads nowhere: #x",
        "without a title: summary",
        "no table none",
        "no column commitments.due",
        "no row commitments[2]",
        "twice: commitments 1",
        "commitments.share is no percent: 101",
        "commitments.share is no percent: 12.345",
    ]
