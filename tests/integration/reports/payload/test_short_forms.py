"""What is meant to be short is short, however much there is to tell: counted on the pages that are drawn."""

import pytest

from reports.document import EvidenceList, Facts, Milestones, Payload, Points
from reports.enums import FileFormat, ReportKind, TextSlot
from reports.models import ReportText
from reports.rendering.pages import draw_pages
from tests.assembled_reports import block, blocks, part, payload
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import PeriodFactory, PlanFactory
from tests.integration.reports.payload.crowd import LONG, complete, crowded_plan, promise, report

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def pages_of(found: Payload) -> int:
    drawn = draw_pages(found, found.to_bytes(), {}, lambda _step, _done, _of: None)
    return drawn[FileFormat.PDF].pages


def test_a_briefing_is_one_page_whatever_the_plan():
    decisions = ReportText(slot=TextSlot.DECISIONS, text=LONG * 9)
    found = payload(crowded_plan(), kind=ReportKind.BRIEFING, texts=[decisions])
    lists = {
        one.anchor: block(one, Facts).facts
        for one in found.main.parts
        if "menunggu terlambat selesai".count(one.anchor)
    }
    assert {anchor: facts[-1].term for anchor, facts in lists.items()} == {
        "menunggu": "dan 15 lainnya",
        "terlambat": "dan 15 lainnya",
        "selesai": "dan 6 lainnya",
    }
    assert pages_of(found) == 1


def test_a_commitment_is_two_pages_and_says_what_it_leaves_out():
    plan = PlanFactory()
    PeriodFactory(plan=plan)
    lead = InstitutionFactory()
    commitment = promise(plan, "7", lead)
    complete(report(commitment, lead, step=100), pieces=9)
    for _number in range(6):
        report(commitment, lead)
    found = payload(plan, commitment=commitment)
    section = part(found.main, "komitmen-7")
    assert [one.number for one in block(section, Milestones).milestones] == ["2", "3", "4", "5"]
    assert [one.number for one in block(section, EvidenceList).entries] == [6, 7, 8, 9]
    assert [one.items[0].text for one in blocks(section, Points)] == [
        "3 tonggak lain di halaman komitmen",
        "5 data dukung lain di halaman komitmen",
    ]
    assert len(found.main.table("milestones").rows) == 7
    assert pages_of(found) == 2
