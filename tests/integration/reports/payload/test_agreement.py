"""One number everywhere: a payload says what the public pages say."""

import pytest

from renaksi.models import ActionPlan
from renaksi.queries.commitment_page import CommitmentPage, commitment_page, find_commitment
from renaksi.queries.plans import find_plan, plan_page
from renaksi.queries.wording import percent_text
from reports.document import Milestones, State, Verdicts
from reports.payload.numbers import hundredths
from tests.assembled_reports import TODAY, block, edition, facts, part, rows
from tests.integration.reports.conftest import accept

pytestmark = pytest.mark.django_db


def page_of(plan: ActionPlan, number: str) -> CommitmentPage:
    found = find_commitment(plan.slug, number)
    assert found is not None
    return commitment_page(found, today=TODAY)


def shown(block_of_all: Milestones) -> list[tuple[object, ...]]:
    return [
        (one.title, one.code, one.word, one.due, one.late, one.blocked_days, one.proven or None)
        for one in block_of_all.milestones
    ]


def late(days: str) -> str:
    """Beside a date in a table, the days say what they count."""
    return f"terlambat {days}" if days else ""


def test_parts_say_what_the_pages_say(plan: ActionPlan):
    accept(plan.commitments.get(number="1").milestones.first().updates.get(), "Bukti kedua")
    found = edition(plan)
    for number in ("1", "2", "3"):
        section, page = part(found, f"komitmen-{number}"), page_of(plan, number)
        assert (section.title, section.state) == (page.title, State(page.status, page.status_word))
        for fact in page.facts:
            told = (fact.value,) if fact.value else tuple(entry.text for entry in fact.entries)
            assert facts(section)[fact.term] == told
        verdicts = block(section, Verdicts)
        for name in ("claimed", "verified", "independent"):
            ours, theirs = getattr(verdicts, name), getattr(page.verdicts, name)
            assert (ours and ours.value, ours and ours.note) == (
                theirs and theirs.value,
                theirs and theirs.note,
            )
        assert shown(block(section, Milestones)) == [
            (
                one.title,
                one.code,
                one.word,
                one.date,
                late(one.late_text),
                one.blocked_days_text,
                one.percent_text,
            )
            for one in page.milestones
        ]


def test_table_of_commitments_holds_the_figures_of_the_plan_page(plan: ActionPlan):
    public = find_plan(plan.slug)
    assert public is not None
    page = plan_page(public, as_of=TODAY)
    found = rows(
        edition(plan),
        "commitments",
        "key",
        "title",
        "verified",
        "milestones",
        "verified_milestones",
        "overdue",
    )
    assert found == [
        (
            line.url.removeprefix("/renaksi/").rstrip("/"),
            line.title,
            hundredths(line.percent),
            line.milestones,
            line.verified_milestones,
            line.overdue,
        )
        for line in page.lines
    ]
    assert page.figures is not None
    assert sum(row[-1] for row in found) == page.figures.overdue == 1


def test_table_of_milestones_holds_the_figures_of_the_commitment_pages(plan: ActionPlan):
    found = rows(edition(plan), "milestones", "key", "title", "verified", "status", "days_late", "evidence")
    expected = [
        (
            f"{plan.slug}/{number}#{one.id}",
            one.title,
            hundredths(one.verified.percent) if one.verified else None,
            State(one.timeliness.value, str(one.timeliness.label)),
            one.days_late,
            one.accepted_items,
        )
        for number in ("1", "2", "3")
        for one in page_of(plan, number).figures.milestones
    ]
    assert found == expected
    assert [
        percent_text(one.verified.percent) for one in page_of(plan, "1").figures.milestones if one.verified
    ] == [
        "50 %",
        "100 %",
    ]
