"""Side by side in the order of their names: institutions, themes, regions; and how reliably reports come."""

import pytest

from reports.document import Heading, Paragraph, Payload, TableView
from reports.payload.numbers import hundredths
from tests.assembled_reports import block, blocks, part, rows
from tests.integration.reports.payload.term import Term

pytestmark = pytest.mark.django_db
RATES = ("expected", "open", "reported_percent", "on_time_percent", "judged", "accepted_percent")


def viewed(payload: Payload, anchor: str, *columns: str) -> list[list[tuple[object, ...]]]:
    """What each of the part's tables shows of some columns."""
    found = payload.main
    return [
        [
            tuple(found.table(view.table).rows[row][found.table(view.table).place(one)] for one in columns)
            for row in (range(len(found.table(view.table).rows)) if view.rows is None else view.rows)
        ]
        for view in blocks(part(found, anchor), TableView)
    ]


def test_institutions_stand_by_name_with_what_they_lead_and_what_they_owe(term: Term):
    columns = ("key", "commitments", "verified", "overdue", *RATES)
    assert rows(term.b09.main, "institutions", *columns) == [
        ("alfa", 1, 87.5, 1, 2, 0, 100, 50, 2, 100),
        ("beta", 1, 25, 1, 1, 0, 100, 100, 1, 0),
        ("warga", 1, None, 0, 1, 0, 0, 0, 0, None),
    ]


def test_rates_are_of_all_periods_that_the_report_covers(term: Term):
    assert rows(term.semester.main, "institutions", "key", *RATES)[:2] == [
        ("alfa", 4, 0, 75, 50, 3, 100),
        ("beta", 2, 0, 100, 100, 2, 50),
    ]
    note = block(part(term.semester.main, "instansi"), Paragraph).text
    assert str(note).endswith("Capaian per 31 Okt 2020; tingkat pelaporan pada B06 2020 – B09 2020.")


def test_report_of_an_institution_tells_of_that_one_alone(term: Term):
    assert rows(term.institution.main, "institutions", "key") == [("beta",)]
    assert rows(term.institution.main, "rates", "key", "expected") == [("B06-2020", 1), ("B09-2020", 1)]
    (view,) = [one for one in part(term.institution.main, "instansi").blocks if isinstance(one, TableView)]
    assert view.columns == ("name", "commitments", "verified", "milestones", "overdue")


@pytest.mark.parametrize("name", ["institutions", "themes", "regions"])
def test_groups_are_those_of_the_plan_page(term: Term, name: str):
    page = {"institutions": "by_institution", "themes": "by_area", "regions": "by_region"}[name]
    groups = sorted(getattr(term.page, page), key=lambda group: group.label)
    assert rows(term.b09.main, name, "name", "commitments", "verified", "overdue", "url") == [
        (
            one.label,
            one.commitments,
            hundredths(one.figures.progress.percent),
            one.overdue,
            f"{term.b09.site}{one.url}",
        )
        for one in groups
    ]


def test_regions_stand_beside_their_own_kind_only(term: Term):
    found = part(term.b09.main, "daerah")
    assert [str(one.text) for one in blocks(found, Heading)] == ["Provinsi", "Kota"]
    assert viewed(term.b09, "daerah", "key", "verified") == [
        [("Z", None)],
        [("Z.2", 87.5), ("Z.1", 25)],
    ]


def test_theme_counts_each_commitment_that_has_it(term: Term):
    assert rows(term.b09.main, "themes", "key", "commitments", "verified", "milestones") == [
        ("fiskal", 2, 56.25, 3),
        ("pelayanan", 1, 25, 1),
    ]


def test_rates_are_told_for_each_period(term: Term):
    assert rows(term.b09.main, "rates", "key", *RATES) == [
        ("B06-2020", 5, 0, 40, 40, 2, 100),
        ("B09-2020", 5, 0, 60, 40, 3, 66.66),
    ]
    assert rows(term.b09.main, "rates", "reported", "on_time", "accepted_first")[-1] == (3, 2, 2)


def test_rates_are_told_in_words(term: Term):
    said = [str(one.text) for one in blocks(part(term.b09.main, "pelaporan"), Paragraph)]
    assert said[0] == (
        "Pada B09 2020 masuk 3 dari 5 (60 %) laporan yang batas kirimnya sudah lewat; tepat waktu 2 dari 5 (40 %). "
        "Diverifikasi pada telaah pertama: 2 dari 3 (66 %) laporan yang sudah ditelaah."
    )


def test_nobody_is_counted_silent_before_the_last_day(term: Term):
    assert rows(term.running.main, "rates", "key", *RATES)[-1] == ("B12-2020", 4, 4, None, None, 0, None)
    said = [str(one.text) for one in blocks(part(term.running.main, "pelaporan"), Paragraph)]
    assert said[0] == (
        "Batas kirim laporan B12 2020 belum lewat, jadi tingkat pelaporan belum dapat dihitung; "
        "0 dari 4 sudah masuk."
    )


def test_reports_of_an_institution_are_its_own(term: Term):
    said = [str(one.text) for one in blocks(part(term.institution.main, "pelaporan"), Paragraph)]
    assert said[0] == "Yang dihitung adalah laporan yang harus disampaikan Dinas Beta sendiri."


def test_record_has_commitments_alone(term: Term):
    assert [column.key for column in term.record.main.table("institutions").columns] == [
        "key",
        "name",
        "kind",
        "commitments",
        "url",
    ]
    assert rows(term.record.main, "institutions", "key", "commitments") == [("alfa", 2)]
    assert not {"bidang", "daerah"} & {one.anchor for one in term.record.main.parts}
