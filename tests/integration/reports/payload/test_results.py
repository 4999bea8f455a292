"""Overall results period by period, and the grid: the numbers of the plan's page."""

import pytest

from renaksi.queries.wording import percent_text
from reports.document import Bars, Facts, Grid, Paragraph, Payload
from tests.assembled_reports import block, blocks, facts, part, rows
from tests.integration.reports.payload.term import Term

pytestmark = pytest.mark.django_db


def bars(payload: Payload) -> list[tuple[str, str, list[int]]]:
    found = block(part(payload.main, "hasil"), Bars)
    return [(bar.label, bar.note, [one.value for one in bar.slices]) for bar in found.bars]


def test_overall_figures_say_what_is_proven_expected_late_and_waiting(term: Term):
    told = {name: value for name, (value,) in facts(part(term.b09.main, "hasil")).items()}
    assert told == {
        "Data per": "31 Okt 2020",
        "Cakupan": "4 komitmen, 5 tonggak capaian",
        "Terbukti": "28 % (2 dari 4 komitmen punya capaian terverifikasi)",
        "Semestinya menurut jadwal": "38 %",
        "Laju": "Kuning: tertinggal",
        "Tonggak terverifikasi": "3 dari 5",
        "Tonggak selesai dengan bukti": "1 dari 5",
        "Terlambat": "2 tonggak terlambat, pada 2 komitmen.",
        "Menunggu instansi lain": "1 tonggak; hari menunggu tidak mengurangi hari terlambat.",
    }


def test_each_period_is_drawn_as_of_its_last_day_for_verdicts(term: Term):
    assert bars(term.b09) == [
        ("B06 2020", "12 % terbukti", [0, 0, 2, 0, 2]),
        ("B09 2020", "28 % terbukti", [0, 1, 1, 0, 2]),
    ]
    assert rows(term.b09.main, "periods", "key", "as_of", "progress", "complete_milestones", "overdue") == [
        ("B06-2020", "2020-07-31", 12.5, 0, 1),
        ("B09-2020", "2020-10-31", 28.12, 1, 2),
    ]


def test_direction_is_told_in_words(term: Term):
    told = [str(one.text) for one in blocks(part(term.b09.main, "hasil"), Paragraph)]
    assert "Bagian yang terbukti naik dari 12 % (B06 2020) menjadi 28 % (B09 2020)." in told


@pytest.mark.once
def test_one_period_has_no_direction(term: Term):
    told = [str(one.text) for one in blocks(part(term.b06.main, "hasil"), Paragraph)]
    assert [one.partition(" ")[0] for one in told] == ["Tiap"]


def test_day_after_the_last_period_is_a_point_of_its_own(term: Term):
    assert rows(term.today.main, "periods", "key", "as_of") == [
        ("B06-2020", "2020-07-31"),
        ("B09-2020", "2020-10-31"),
        ("latest", "2020-11-02"),
    ]
    assert bars(term.today)[-1] == ("Keadaan terakhir", *bars(term.b09)[-1][1:])


def test_running_period_is_told_as_of_today(term: Term):
    assert rows(term.running.main, "periods", "key", "as_of")[-1] == ("B12-2020", "2021-01-05")


@pytest.mark.once
def test_short_report_holds_its_own_day_alone(term: Term):
    assert rows(term.region.main, "periods", "key", "progress") == [("B09-2020", 87.5)]


def test_institution_counts_what_it_takes_part_in_and_says_so(term: Term):
    found = block(part(term.institution.main, "hasil"), Paragraph)
    assert found.text == (
        "Angka ini dihitung atas 1 komitmen yang melibatkan Dinas Beta; 1 di antaranya dipimpinnya."
    )


def test_grid_is_that_of_the_plan_page(term: Term):
    drawn, page = block(part(term.b09.main, "kisi"), Grid), term.page.grid
    assert [(one.label, one.sub) for one in drawn.columns] == [(one.label, one.sub) for one in page.columns]
    assert [
        (row.number, row.title, row.proven or None, row.coverage, [(one.code, one.word) for one in row.cells])
        for row in drawn.rows
    ] == [
        (row.number, row.title, row.percent_text, row.coverage, [(one.code, one.word) for one in row.cells])
        for row in page.rows
    ]
    assert [row.anchor for row in drawn.rows] == [f"komitmen-{number}" for number in "1234"]
    site = term.b09.site
    assert drawn.rows[0].cells[0].url == f"{site}{page.rows[0].cells[0].url}"


def test_table_of_the_grid_counts_what_its_cells_say(term: Term):
    found = rows(term.b09.main, "grid", "key", "state", "expected", "verified", "returned", "missing")
    assert [(key, state.code, *counts) for key, state, *counts in found][:6] == [
        ("rencana-uji/1@B06-2020", "partly_verified", 2, 1, 0, 1),
        ("rencana-uji/1@B09-2020", "verified", 2, 2, 0, 0),
        ("rencana-uji/1@B12-2020", "upcoming", 1, 0, 0, 1),
        ("rencana-uji/2@B06-2020", "verified", 1, 1, 0, 0),
        ("rencana-uji/2@B09-2020", "returned", 1, 0, 1, 0),
        ("rencana-uji/2@B12-2020", "upcoming", 1, 0, 0, 1),
    ]


def test_totals_are_those_of_the_plan_page(term: Term):
    figures = term.page.figures
    told = {name: value for name, (value,) in facts(part(term.b09.main, "hasil")).items()}
    assert told["Terbukti"].startswith(f"{percent_text(figures.progress.percent)} (")
    last = rows(term.b09.main, "periods", "commitments", "milestones", "verified_milestones", "overdue")[-1]
    assert last == (
        figures.commitments,
        figures.milestones,
        figures.verified_milestones,
        figures.overdue,
    )
    assert block(part(term.b09.main, "hasil"), Facts).look == "box"
