"""What needs somebody's attention, and never a wait taken off a delay."""

import pytest

from reports.document import Heading, Paragraph, Payload, Points, TableView
from tests.assembled_reports import block, blocks, part
from tests.integration.reports.payload.term import Term

pytestmark = pytest.mark.django_db


def listed(payload: Payload, *columns: str) -> list[list[tuple[object, ...]]]:
    table = payload.main.table("milestones")
    places = [table.place(one) for one in columns]
    views = blocks(part(payload.main, "perhatian"), TableView)
    return [[tuple(table.rows[row][place] for place in places) for row in view.rows] for view in views]


def test_late_silent_and_ownerless_are_listed_the_longest_delay_first(term: Term):
    assert [str(one.text) for one in blocks(part(term.b09.main, "perhatian"), Heading)] == [
        "Terlambat",
        "Menunggu instansi lain",
        "Tidak lapor",
        "Tanpa instansi yang melapor",
    ]
    assert listed(term.b09, "title", "days_late", "blocked_days") == [
        [("Anggaran terbit", 123, 60), ("Kanal dibuka", 31, 0)],
        [("Pos berdiri", 0, 0), ("Belum ada yang punya", 0, 0)],
        [("Belum ada yang punya", 0, 0)],
    ]


def test_who_waits_for_whom_is_told_and_leads_to_the_commitment(term: Term):
    (wait,) = block(part(term.b09.main, "perhatian"), Points).items
    assert (str(wait.text), wait.url) == (
        "Komitmen 1, Anggaran terbit: menurut laporan B09 2020, menunggu Dinas Beta sejak 1 Sep 2020, 60 hari",
        "#komitmen-1",
    )


def test_open_period_has_no_silent_ones(term: Term):
    assert [[title for (title,) in view] for view in listed(term.running, "title")] == [
        ["Anggaran terbit", "Kanal dibuka"],
        ["Belum ada yang punya"],
    ]


@pytest.mark.once
def test_what_does_not_occur_is_said(term: Term):
    said = [str(one.text) for one in blocks(part(term.b06.main, "perhatian"), Paragraph)]
    assert "Tidak ada tonggak yang sedang menunggu instansi lain." in said
